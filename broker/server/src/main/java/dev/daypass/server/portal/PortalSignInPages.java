package dev.daypass.server.portal;

import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.login.Departure;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Request;
import dev.daypass.server.portal.view.Leaving;
import dev.daypass.server.portal.view.Onward;
import dev.daypass.server.portal.view.PasswordEntry;
import dev.daypass.server.portal.view.Problem;
import dev.daypass.server.portal.view.Replacement;
import dev.daypass.server.portal.view.Words;
import dev.daypass.server.signin.SignInPages;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What sign-in endpoints answer with, as pages. Safe for several threads. */
final class PortalSignInPages implements SignInPages {
    private final Frame frame;
    private final RefusalPages refusals;
    private final Function<ProviderId, String> labels;

    /**
     * @param labels what people read instead of a provider's name
     */
    PortalSignInPages(Frame frame, Function<ProviderId, String> labels) {
        this.frame = frame;
        this.labels = labels;
        this.refusals = new RefusalPages(frame);
    }

    @Override
    public Answer refused(Request request, Refusal refusal) {
        return refusals.page(request, refusal);
    }

    @Override
    public Answer formPost(Request request, Departure.FormPost form) {
        Words words = frame.words(request.headers());
        var onward = new Onward(form.to().toASCIIString(), form.to().getHost(), form.fields());
        var page = Pages.onward(frame.open(words, words.of("onward.title")), onward);
        return Frame.leading(page, words, origin(form.to()));
    }

    private static String origin(URI address) {
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        return address.getScheme() + "://" + address.getHost() + port;
    }

    @Override
    public Answer passwordForm(Request request, PasswordForm form) {
        Words words = frame.words(request.headers());
        var entry = new PasswordEntry(
                form.label(),
                form.action(),
                form.login(),
                form.userName().orElse(""),
                form.refusal().map(refusal -> RefusalPages.problem(refusal, words)));
        var page = Pages.password(frame.open(words, words.of("password.title")), entry);
        return form.refusal()
                .map(refusal -> Frame.refused(
                        RefusalPages.problem(refusal, words).status(), page, words, RefusalPages.mark(refusal)))
                .orElseGet(() -> Frame.page(page, words));
    }

    @Override
    public Answer anotherPerson(Request request, AnotherPerson question) {
        Words words = frame.words(request.headers());
        var replacement = new Replacement(
                People.name(question.present().identity()),
                labels.apply(question.provider()),
                question.subject(),
                question.action(),
                question.arrival().reveal());
        return Frame.page(Pages.replacement(frame.open(words, words.of("replace.title")), replacement), words);
    }

    @Override
    public Answer signedOut(Request request) {
        Words words = frame.words(request.headers());
        return signedOut(words, words.of("out.cure"));
    }

    @Override
    public Answer signedOutAt(Request request, ProviderId provider, boolean confirmed) {
        Words words = frame.words(request.headers());
        return signedOut(words, words.of(confirmed ? "out.there" : "out.unconfirmed", labels.apply(provider)));
    }

    @Override
    public Answer logoutRefused(Request request, Refusal refusal) {
        return refusals.page(request, refusal, "problem.logout");
    }

    @Override
    public Answer signingOut(Request request, Departure departure) {
        Words words = frame.words(request.headers());
        var shell = frame.open(words, words.of("out.title"));
        if (departure instanceof Departure.FormPost form) {
            String host = form.to().getHost();
            var onward = new Onward(form.to().toASCIIString(), host, form.fields());
            var page = Pages.leaving(shell, new Leaving(host, Optional.of(onward), ""));
            return Frame.leading(page, words, origin(form.to()));
        }
        URI to = ((Departure.Redirect) departure).to();
        var leaving = new Leaving(to.getHost(), Optional.empty(), to.toASCIIString());
        return Frame.page(Pages.leaving(shell, leaving), words).with("Refresh", "0; url=" + to.toASCIIString());
    }

    private Answer signedOut(Words words, String cure) {
        var again = new Problem.Way(words.of("out.again"), "/login?choose=1", "button primary");
        var message = new Problem(200, words.of("out.heading"), words.of("out.sentence"), cure, List.of(again));
        return Frame.page(Pages.message(frame.open(words, words.of("out.title")), message), words);
    }
}
