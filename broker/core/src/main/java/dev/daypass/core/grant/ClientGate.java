package dev.daypass.core.grant;

import dev.daypass.core.application.Application;
import dev.daypass.core.application.GrantType;
import dev.daypass.core.application.SubjectTokenType;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.session.Possession;
import dev.daypass.core.session.Session;
import dev.daypass.core.session.SessionOwner;
import java.util.List;
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

    /**
     * A token of ours was made for the client: issued to it, or for it as a service. What was made for others, of which a
     * service that was called with it is one, is no proof that its subject meant this client (security X02).
     */
    static Outcome<Subject.Held> madeFor(Application client, Subject.Held subject, String issuer) {
        List<String> audiences = subject.token().audiences();
        boolean issued = subject.token().clientId().equals(client.clientId());
        if (issued
                && client.isPublic()
                && !audiences.contains(issuer)
                && subject.token().boundTo().equals(Possession.none())) {
            return audienceMismatch("anybody can pretend to be the public client that the token was issued to");
        }
        boolean service = client.isAmong(
                audiences.stream().filter(name -> !name.equals(issuer)).toList());
        return issued || service
                ? Outcome.granted(subject)
                : audienceMismatch("the token was issued to client `"
                        + subject.token().clientId() + "`, and is not for `" + client.clientId() + "`");
    }

    /** A service that hands on what others were given says to whom: nothing it gets that way is for this broker. */
    static Outcome<Target> handsOn(Application client, Subject.Held subject, Target target, String issuer) {
        boolean named = !target.audiences().isEmpty() && !target.audiences().contains(issuer);
        return named || subject.isOnlyOf(client)
                ? Outcome.granted(target)
                : Outcome.refused(
                        Reason.TARGET_NOT_ALLOWED,
                        "Name the service that the token is to be for in `audience`: this one came through another client",
                        "X02: a token of another client asked for this broker itself");
    }

    private static <T> Outcome<T> audienceMismatch(String detail) {
        return Outcome.refused(Reason.AUDIENCE_MISMATCH, "The token was not made for this client", "X02: " + detail);
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
