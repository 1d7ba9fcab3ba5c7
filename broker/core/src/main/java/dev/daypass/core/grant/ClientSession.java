package dev.daypass.core.grant;

import dev.daypass.core.exchange.IssuedSession;
import dev.daypass.core.identity.AuthenticationContext;
import dev.daypass.core.token.Actor;
import java.util.List;
import java.util.Optional;

/**
 * What a grant comes to: a session, and what a token made of it tells.
 *
 * @param audiences whom the token is for; none: this broker
 * @param narrowing scopes and policies as granted
 * @param authentication how and when the subject authenticated
 * @param actor who acts for the subject
 */
public record ClientSession(
        IssuedSession issued,
        List<String> audiences,
        Granted narrowing,
        AuthenticationContext authentication,
        Optional<Actor> actor) {
    public ClientSession {
        audiences = List.copyOf(audiences);
    }

    /** The same, telling what the session was narrowed to before, where nothing narrower was granted now (T08). */
    ClientSession keeping(Granted before) {
        var told = new Granted(
                narrowing.scopes().isEmpty() ? before.scopes() : narrowing.scopes(),
                narrowing.policies().isEmpty() ? before.policies() : narrowing.policies());
        return new ClientSession(issued, audiences, told, authentication, actor);
    }

    /**
     * What was granted of what was asked, for the answer to tell.
     *
     * @param policies JSON
     */
    public record Granted(List<String> scopes, List<String> policies) {
        public Granted {
            scopes = List.copyOf(scopes);
            policies = List.copyOf(policies);
        }
    }
}
