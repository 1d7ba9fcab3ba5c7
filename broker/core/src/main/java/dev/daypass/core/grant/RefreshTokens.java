package dev.daypass.core.grant;

import dev.daypass.core.application.Application;
import dev.daypass.core.application.GrantType;
import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditFacts;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.exchange.Narrowing;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.session.Revocation;
import dev.daypass.core.session.RevocationStore;
import dev.daypass.core.session.Session;
import dev.daypass.core.session.SessionLimits;
import dev.daypass.core.signin.SessionGate;
import dev.daypass.core.snapshot.RequestContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Refresh tokens (RFC 6749 section 6, RFC 9700 section 4.14). The session of a grant is kept back; the client gets short
 * ones made of it, and a token that makes the next one. A token serves once: its successor takes its place, and whoever
 * presents it later shows that two hold it, so the whole family and its session end.
 *
 * <p>Nothing here extends anything: no session made so outlives the one kept back. Safe for several threads.
 */
public final class RefreshTokens {
    /** Two processes of one client may refresh at once, and one of the two goes on; a third is somebody else. */
    static final Duration GRACE = Duration.ofSeconds(10);

    private final Shortening shortening;
    private final RefreshTokenStore store;
    private final RefreshVault vault;
    private final RevocationStore revocations;
    private final SessionGate gate;
    private final AuditSink audit;

    public RefreshTokens(
            Narrowing narrowing,
            RefreshTokenStore store,
            RefreshVault vault,
            RevocationStore revocations,
            AuditSink audit) {
        this.shortening = new Shortening(narrowing);
        this.store = store;
        this.vault = vault;
        this.revocations = revocations;
        this.gate = new SessionGate(revocations);
        this.audit = audit;
    }

    /** Keeps the session of a grant back, where its client may refresh, and hands out a short one made of it. */
    public Outcome<Renewed> begin(ClientCall call, ClientSession granted) {
        Session root = granted.issued().session();
        Instant now = call.request().instant();
        boolean useful = call.client().permitted().grants().contains(GrantType.REFRESH_TOKEN)
                && root.origin().provider().isPresent()
                && root.lineage().depth() == 0
                && granted.actor().isEmpty()
                && root.expiresAt().isAfter(now.plus(Shortening.ACCESS));
        if (!useful) {
            return Outcome.granted(new Renewed(granted, Optional.empty()));
        }
        var grant = new RefreshGrant(root, granted.audiences(), granted.narrowing(), granted.authentication());
        return shortening.session(Shortening.ofAll(call, grant), call).map(session -> {
            Secret token = vault.newToken();
            audit.append(facts(call).put("family", root.id()).granted(AuditEvent.Kind.CLIENT_GRANT));
            store.begin(vault.seal(token, grant, call.client()));
            return new Renewed(session, Optional.of(token));
        });
    }

    /** A new short session and the next token for the one presented. */
    public Outcome<Renewed> refresh(ClientCall call, Secret presented) {
        Outcome<Renewed> outcome = ClientGate.grant(call.client(), GrantType.REFRESH_TOKEN)
                .then(client -> known(presented))
                .then(token -> ofTheClient(token, call))
                .then(token -> alive(token, call).then(grant -> renew(call, token, grant)));
        audit.append(outcome.fold(
                renewed -> facts(call)
                        .put("session", renewed.session().issued().session().id())
                        .granted(AuditEvent.Kind.CLIENT_GRANT),
                refusal -> facts(call).refused(AuditEvent.Kind.CLIENT_GRANT, refusal)));
        return outcome;
    }

    /** Ends a client's own token with its family and session (RFC 7009); others are left alone. */
    public void revoke(Application client, Secret presented, RequestContext request) {
        known(presented).value().ifPresent(token -> {
            AuditFacts facts = request.facts().put("client", client.clientId());
            if (token.clientId().equals(client.clientId())) {
                end(token, facts, request.instant());
                return;
            }
            audit.append(facts.put("family", token.family())
                    .refused(
                            AuditEvent.Kind.REVOCATION,
                            new Refusal(
                                    Reason.CLIENT_NOT_ALLOWED,
                                    "The token is another client's",
                                    "X13: the refresh token was issued to client `" + token.clientId() + "`")));
        });
    }

    private Outcome<RefreshToken> known(Secret presented) {
        Optional<RefreshToken> token =
                RefreshVault.isToken(presented) ? store.find(RefreshTokenHash.of(presented)) : Optional.empty();
        return token.map(Outcome::granted).orElseGet(() -> invalid("O25: no such refresh token"));
    }

    /** A token in the hands of another client has been stolen from one of the two. */
    private Outcome<RefreshToken> ofTheClient(RefreshToken token, ClientCall call) {
        if (token.clientId().equals(call.client().clientId())) {
            return Outcome.granted(token);
        }
        end(token, call);
        return invalid("O25: the refresh token is that of client `" + token.clientId() + "`");
    }

    private Outcome<RefreshGrant> alive(RefreshToken token, ClientCall call) {
        if (!call.request().instant().isBefore(token.expiresAt())) {
            return invalid("O25: the refresh token expired at " + token.expiresAt());
        }
        Optional<RefreshGrant> grant = vault.open(token);
        if (grant.isEmpty()) {
            return invalid("O25: the key that sealed the grant is retired, or the grant is another token's");
        }
        Session root = grant.get().root();
        if (!call.request().possession().suffices(root)) {
            return Outcome.refused(
                    Reason.POSSESSION_NOT_PROVEN,
                    "The refresh token is bound to a key that the request does not prove",
                    "O26: family `" + token.family() + "` is bound to a key");
        }
        return gate.admit(root, call.request())
                .then(session -> ClientGate.session(call.client(), session))
                .fold(
                        session -> grant.map(Outcome::granted).orElseThrow(),
                        refusal -> Outcome.refused(
                                refusal.reason(), "The refresh token is no longer valid", refusal.auditDetail()));
    }

    private Outcome<Renewed> renew(ClientCall call, RefreshToken token, RefreshGrant grant) {
        return shortening.wished(call, grant).then(plan -> rotated(call, token, grant)
                .then(next -> shortening.session(plan, call).map(session -> new Renewed(session, Optional.of(next)))));
    }

    /** Last of all that can refuse: from here on nothing but a fault of ours keeps the next token from the client. */
    private Outcome<Secret> rotated(ClientCall call, RefreshToken token, RefreshGrant grant) {
        Secret next = vault.newToken();
        RefreshTokenStore.Rotation rotation = store.rotate(
                token.hash(),
                vault.seal(next, grant, call.client()),
                call.request().instant(),
                GRACE);
        return switch (rotation) {
            case ROTATED -> Outcome.granted(next);
            case GONE -> invalid("O25: the refresh token's family has ended");
            case REUSED -> {
                end(token, call);
                yield Outcome.refused(
                        Reason.GRANT_REUSED,
                        "The refresh token is not valid",
                        "O25: a rotated refresh token came again; family `" + token.family() + "` is ended");
            }
        };
    }

    private void end(RefreshToken token, ClientCall call) {
        end(token, facts(call), call.request().instant());
    }

    private void end(RefreshToken token, AuditFacts facts, Instant now) {
        audit.append(facts.put("scope", Revocation.Scope.SESSION.name())
                .put("key", token.family())
                .granted(AuditEvent.Kind.REVOCATION));
        // What was chained from the family's session may outlive it.
        revocations.revoke(
                new Revocation(Revocation.Scope.SESSION, token.family(), now, now.plus(SessionLimits.LONGEST_OF_ALL)));
        store.endFamily(token.family());
    }

    private static AuditFacts facts(ClientCall call) {
        return call.request()
                .facts()
                .put("client", call.client().clientId())
                .put("grant", GrantType.REFRESH_TOKEN.word());
    }

    private static <T> Outcome<T> invalid(String detail) {
        return Outcome.refused(Reason.GRANT_INVALID, "The refresh token is not valid", detail);
    }
}
