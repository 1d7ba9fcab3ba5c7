package dev.daypass.server.signin;

import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.login.BrowserSession;
import dev.daypass.core.login.Departure;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.secret.Secret;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Request;
import java.util.Optional;

/**
 * Port: the pages that sign-in endpoints answer with; the portal writes them. Each has the status that fits it; endpoints
 * add cookies. Pages with a form carry {@code Referrer-Policy: same-origin}, so that a browser tells their origin. Safe
 * for several threads.
 */
public interface SignInPages {
    /** Why something was refused, what to do about it, and the correlation id; the status is the reason's. */
    Answer refused(Request request, Refusal refusal);

    /**
     * A page that sends its form on by itself, and by a button where scripts are off (SAML Bindings 3.5.4). Its {@code
     * form-action} allows the form's address.
     */
    Answer formPost(Request request, Departure.FormPost form);

    /** A form for name and password: fields {@code login}, {@code username}, {@code password}, posted to its action. */
    Answer passwordForm(Request request, PasswordForm form);

    /** Asks whether somebody else takes the place of who is signed in. */
    Answer anotherPerson(Request request, AnotherPerson question);

    /** That nobody is signed in here any more. */
    Answer signedOut(Request request);

    /**
     * That nobody is signed in here any more, on the way to the identity provider: the page goes there by itself, and by a
     * button or link where that does not happen. It is a page and no redirect because browsers hold {@code form-action}
     * against where a form's answer leads, too.
     */
    Answer signingOut(Request request, Departure departure);

    /** Why a logout message was refused: that it changed nothing, and what to do to be sure. */
    Answer logoutRefused(Request request, Refusal refusal);

    /**
     * That nobody is signed in here any more, and what the identity provider says of itself.
     *
     * @param confirmed whether it says that nobody is signed in there either
     */
    Answer signedOutAt(Request request, ProviderId provider, boolean confirmed);

    /**
     * What a password form shows.
     *
     * @param provider the directory
     * @param label what people call it
     * @param login for the hidden field {@code login}
     * @param userName to begin with
     * @param refusal why the last attempt failed
     */
    record PasswordForm(
            ProviderId provider, String label, String login, Optional<String> userName, Optional<Refusal> refusal) {
        /** Where it is posted to. */
        public String action() {
            return "/directory/" + provider.name() + "/login";
        }

        @Override
        public String toString() {
            return "PasswordForm[" + provider + "]";
        }
    }

    /**
     * The question whether to become somebody else; the form is posted to {@code /login/switch}, no is a link to the start
     * page.
     *
     * @param present who is signed in
     * @param provider who vouches for the other person
     * @param subject the other person, as the provider calls them
     * @param arrival for the hidden field {@code arrival}
     */
    record AnotherPerson(BrowserSession present, ProviderId provider, String subject, Secret arrival) {
        /** Where a yes is posted to. */
        public String action() {
            return "/login/switch";
        }

        @Override
        public String toString() {
            return "AnotherPerson[" + provider + "]";
        }
    }
}
