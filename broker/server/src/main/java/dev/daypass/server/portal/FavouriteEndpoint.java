package dev.daypass.server.portal;

import dev.daypass.core.login.RoleHabits;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Protocol;
import dev.daypass.server.http.Request;
import dev.daypass.server.http.Route;
import dev.daypass.server.signin.Browsers;

/** Marks a role as a favourite, or as none any more, at {@code POST /roles/favourite}. Safe for several threads. */
final class FavouriteEndpoint {
    private final RoleHabits habits;
    private final SignedForms forms;

    FavouriteEndpoint(RoleHabits habits, Browsers browsers, Frame frame) {
        this.habits = habits;
        this.forms = new SignedForms(browsers, frame);
    }

    Route route(Protocol protocol) {
        return new Route("POST", "/roles/favourite", protocol, Route.Size.ORDINARY, Route.Access.GUARDED, this::mark);
    }

    private Answer mark(Request request) {
        return forms.answer(request, sent -> {
            boolean favourite = sent.field("favourite").equals("yes");
            habits.mark(sent.session(), sent.field("role"), favourite, sent.context());
            return Outcome.granted(Answer.seeOther("/"));
        });
    }
}
