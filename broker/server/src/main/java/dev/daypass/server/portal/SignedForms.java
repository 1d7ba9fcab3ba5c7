package dev.daypass.server.portal;

import dev.daypass.core.login.BrowserSession;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Form;
import dev.daypass.server.http.Request;
import dev.daypass.server.signin.Browsers;
import dev.daypass.server.signin.SignedIn;
import java.util.function.Function;

/**
 * Forms of our pages that somebody has sent who is signed in: nothing else changes anything here (security W01). Whatever
 * else comes, and whatever is refused, gets the page that says so. Safe for several threads.
 */
final class SignedForms {
    private final Browsers browsers;
    private final RefusalPages refusals;

    SignedForms(Browsers browsers, Frame frame) {
        this.browsers = browsers;
        this.refusals = new RefusalPages(frame);
    }

    /** A form, and who sent it. */
    record Sent(Form form, SignedIn who, Request request, RequestContext context) {
        /** What stands in a field; empty where there is none. */
        String field(String name) {
            return form.get(name).orElse("");
        }

        BrowserSession session() {
            return who.session();
        }
    }

    /** Does what the form asks for, and tells what came of it. */
    Answer answer(Request request, Function<Sent, Outcome<Answer>> doing) {
        RequestContext context = browsers.context(request);
        return browsers.signedIn(request, context)
                .then(who -> browsers.form(request, who, context)
                        .then(form -> doing.apply(new Sent(form, who, request, context))))
                .fold(answer -> answer, refusal -> refusals.page(request, refusal));
    }
}
