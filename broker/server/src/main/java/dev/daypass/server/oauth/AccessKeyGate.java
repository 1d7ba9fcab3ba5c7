package dev.daypass.server.oauth;

import dev.daypass.core.application.Application;
import dev.daypass.core.grant.Subject;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.session.Possession;

/** Which sessions may be had as an access key: one has neither an audience nor a key that it is bound to. */
final class AccessKeyGate {
    private AccessKeyGate() {}

    /** Signed requests prove the secret key alone, so what is bound to another key would open nothing. */
    static Outcome<Possession> unbound(TokenRequest asked, Possession binding) {
        return asked.form() == TokenRequest.Form.ACCESS_KEY && !binding.equals(Possession.none())
                ? Outcome.refused(
                        Reason.PARAMETER_INVALID,
                        "An access key cannot be bound to a DPoP key or a client certificate: ask for an access_token,"
                                + " or leave the proof out",
                        "O26: an access key of a bound session was asked for")
                : Outcome.granted(binding);
    }

    /** A token that came through another client is for services that can be named, never for this broker (X02). */
    static Outcome<Subject> own(TokenRequest asked, Subject subject, Application client) {
        if (!(subject instanceof Subject.Held held)) {
            return Outcome.granted(subject);
        }
        return unbound(asked, held.token().boundTo())
                .then(free -> asked.form() == TokenRequest.Form.ACCESS_KEY && !held.isOnlyOf(client)
                        ? Outcome.refused(
                                Reason.TARGET_NOT_ALLOWED,
                                "An access key is not made of a token that came through another client",
                                "X02: a token of another client asked for as an access key")
                        : Outcome.granted(subject));
    }
}
