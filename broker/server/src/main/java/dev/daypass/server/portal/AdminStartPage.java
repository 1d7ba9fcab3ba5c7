package dev.daypass.server.portal;

import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Protocol;
import dev.daypass.server.http.Request;
import dev.daypass.server.http.Route;
import dev.daypass.server.portal.view.AdminStart;
import dev.daypass.server.portal.view.Shell;
import dev.daypass.server.portal.view.Words;
import dev.daypass.server.signin.SignedIn;

/** {@code GET /admin}: what there is to administer for whoever asks. */
final class AdminStartPage {
    private final AdministrationGate gate;
    private final Frame frame;

    AdminStartPage(AdministrationGate gate, Frame frame) {
        this.gate = gate;
        this.frame = frame;
    }

    Route route(Protocol protocol) {
        return gate.start("/admin", protocol, this::page);
    }

    private Answer page(SignedIn who, Request request) {
        Words words = frame.words(request.headers());
        Shell shell = frame.signedIn(words, words.of("admin.title"), Shell.ADMINISTRATION, People.person(who));
        return Frame.page(Pages.adminStart(shell, new AdminStart(AdminPlaces.of(who.abilities()))), words);
    }
}
