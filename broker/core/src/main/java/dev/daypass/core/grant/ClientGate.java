package dev.daypass.core.grant;

import dev.daypass.core.application.Application;
import dev.daypass.core.application.GrantType;
import dev.daypass.core.application.SubjectTokenType;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.session.Session;
import dev.daypass.core.session.SessionOwner;
import java.util.Optional;

/** What a client may do, asked before anything is verified, spent or issued for it. */
final class ClientGate {
    private ClientGate() {}

    /** The grant is the client's. */
    static Outcome<Application> grant(Application client, GrantType grant) {
        return client.permitted().grants().contains(grant)
                ? Outcome.granted(client)
                : notAllowed(
                        "The client may not use this grant",
                        "client `" + client.clientId() + "` may not use `" + grant.word() + "`");
    }

    /** The kind of token is the client's; the bearer grants say it themselves. */
    static Outcome<Application> tokenType(Application client, GrantType grant, SubjectTokenType type) {
        return grant != GrantType.TOKEN_EXCHANGE
                        || client.permitted().subjectTokenTypes().contains(type)
                ? Outcome.granted(client)
                : notAllowed(
                        "The client may not exchange this type of token",
                        "X01: client `" + client.clientId() + "` may not exchange `" + type.word() + "`");
    }

    /** A session handed in is one that the client could have begun: its provider and its role are the client's. */
    static Outcome<Session> session(Application client, Session session) {
        Optional<String> foreign = session.origin()
                .provider()
                .filter(provider -> !client.permitted().providers().contains(provider))
                .map(provider -> "X03: provider `" + provider + "` is not among the client's");
        if (foreign.isPresent()) {
            return notAllowed("The client may not use sessions of this identity provider", foreign.get());
        }
        boolean role = session.owner().kind() == SessionOwner.Kind.ROLE
                && client.permitted().role(session.owner().reference());
        return role
                ? Outcome.granted(session)
                : notAllowed(
                        "The client may not use sessions of this role",
                        "X06: `" + session.owner().reference() + "` is not among the client's roles");
    }

    private static <T> Outcome<T> notAllowed(String message, String detail) {
        return Outcome.refused(Reason.CLIENT_NOT_ALLOWED, message, detail);
    }
}
