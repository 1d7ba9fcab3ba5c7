package dev.daypass.server.signin;

import dev.daypass.core.login.Departure;
import dev.daypass.core.login.LoginStart;
import dev.daypass.core.login.PendingLogins;
import dev.daypass.core.login.ReturnTarget;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.provider.ProviderSettings;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Form;
import java.util.Optional;

/**
 * Sends a browser to an identity provider. The query may say where to go afterwards ({@code to}), who will probably sign in
 * ({@code login_hint}) and that they must authenticate anew ({@code fresh}). Safe for several threads.
 */
final class Leaving {
    private static final int MOST_PARAMETERS = 16;
    private static final int LONGEST_HINT = 256;

    private final LoginStart start;
    private final ProviderSettings.Kind kind;
    private final Arrival arrival;
    private final SignInPages pages;

    /**
     * @param kind of provider that {@code start} knows how to reach
     */
    Leaving(LoginStart start, ProviderSettings.Kind kind, Arrival arrival, SignInPages pages) {
        this.start = start;
        this.kind = kind;
        this.arrival = arrival;
        this.pages = pages;
    }

    /** Begins a login at the provider of the path. */
    Answer leave(Arrival.Call call) {
        Outcome<Answer> outcome = Visits.visited(call.request())
                .then(visit -> Arrival.provider(kind, call))
                .then(provider -> query(call).then(query -> leave(provider, query, call)));
        return outcome.fold(answer -> answer, refusal -> arrival.refused(refusal, call));
    }

    private Outcome<Answer> leave(Provider provider, Form query, Arrival.Call call) {
        PendingLogins.Begun begun = arrival.begin(returnTo(query), call);
        var wishes = new LoginStart.Wishes(query.get("fresh").isPresent(), hint(query));
        return start.depart(provider, begun.login(), wishes, call.context())
                .map(departure -> arrival.begun(answer(departure, call), begun, call));
    }

    private Answer answer(Departure departure, Arrival.Call call) {
        return departure instanceof Departure.Redirect redirect
                ? Answer.seeOther(redirect.to().toASCIIString())
                : pages.formPost(call.request(), (Departure.FormPost) departure);
    }

    static Outcome<Form> query(Arrival.Call call) {
        return Form.read(call.request().target().query(), MOST_PARAMETERS);
    }

    static ReturnTarget returnTo(Form query) {
        return ReturnTarget.orStart(query.get("to"));
    }

    /** What somebody has typed as their name or mail address, if it can be one. */
    static Optional<String> hint(Form query) {
        return query.get("login_hint")
                .filter(hint -> !hint.isEmpty() && hint.length() <= LONGEST_HINT)
                .filter(hint -> hint.chars().noneMatch(Character::isISOControl));
    }
}
