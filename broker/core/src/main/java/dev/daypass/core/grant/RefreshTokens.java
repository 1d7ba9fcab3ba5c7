package dev.daypass.core.grant;

import dev.daypass.core.application.Application;
import dev.daypass.core.application.GrantType;
import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditFacts;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.exchange.IssuedSession;
import dev.daypass.core.exchange.Narrowing;
import dev.daypass.core.exchange.NarrowingRequest;
import dev.daypass.core.keys.KeyRing;
import dev.daypass.core.keys.Purpose;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.session.ClientMarks;
import dev.daypass.core.session.Revocation;
import dev.daypass.core.session.RevocationStore;
import dev.daypass.core.session.Session;
import dev.daypass.core.session.SessionCodec;
import dev.daypass.core.session.SessionLimits;
import dev.daypass.core.session.SessionPolicies;
import dev.daypass.core.signin.SessionGate;
import dev.daypass.core.snapshot.RequestContext;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Refresh tokens (RFC 6749 section 6, RFC 9700 section 4.14). The session of a grant is kept back; the client gets short
 * ones made of it, and a token that makes the next one. A token serves once: its successor takes its place, and whoever
 * presents it later shows that two hold it, so the whole family and its session end.
 *
 * <p>Nothing here extends anything: no session made so outlives the one kept back. Safe for several threads.
 */
public final class RefreshTokens {
    /** How long a session lasts whose client can make the next one. */
    static final Duration ACCESS = Duration.ofMinutes(15);

    /** Two processes of one client may refresh at once; a third is somebody else. */
    static final Duration GRACE = Duration.ofSeconds(10);

    private static final SessionPolicies.Layer NOTHING_MORE = new SessionPolicies.Layer(List.of(), List.of());
    private static final Pattern FORM = Pattern.compile("dpr_[A-Za-z0-9_-]{43}");
    private static final int BYTES = 32;

    private final SessionCodec codec = new SessionCodec();
    private final Widening widening = new Widening();
    private final Narrowing narrowing;
    private final RefreshTokenStore store;
    private final Vault vault;
    private final RevocationStore revocations;
    private final SessionGate gate;
    private final AuditSink audit;

    /**
     * What refresh tokens are made with.
     *
     * @param keys seal what a token is for
     */
    public record Vault(Supplier<KeyRing> keys, SecureRandom random) {}

    public RefreshTokens(
            Narrowing narrowing, RefreshTokenStore store, Vault vault, RevocationStore revocations, AuditSink audit) {
        this.narrowing = narrowing;
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
                && root.expiresAt().isAfter(now.plus(ACCESS));
        if (!useful) {
            return Outcome.granted(new Renewed(granted, Optional.empty()));
        }
        var grant = new RefreshGrant(root, granted.audiences(), granted.narrowing(), granted.authentication());
        NarrowingRequest asked = shortening(call, grant, NOTHING_MORE);
        return narrowing.narrow(root, asked, call.request()).map(issued -> {
            Secret token = newToken();
            audit.append(facts(call).put("family", root.id()).granted(AuditEvent.Kind.CLIENT_GRANT));
            store.begin(kept(token, grant, call));
            return new Renewed(session(issued, grant, granted.narrowing(), granted.audiences()), Optional.of(token));
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
        Optional<RefreshToken> token = FORM.matcher(presented.reveal()).matches()
                ? store.find(RefreshTokenHash.of(presented))
                : Optional.empty();
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
        Optional<RefreshGrant> grant = opened(token).filter(opened -> isOf(token, opened.root()));
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
        Wishes wishes = call.wishes();
        return audiences(call, grant).then(audiences -> Scopes.arns(
                        wishes.scopes(),
                        grant.root().owner().account(),
                        call.request().snapshot())
                .then(arns -> Scopes.within(grant.root(), arns))
                .map(arns -> shortening(call, grant, new SessionPolicies.Layer(wishes.policies(), arns)))
                .then(asked -> narrowing
                        .check(grant.root(), asked, call.request())
                        .then(able -> widening.check(grant.root(), wishes.policies(), call.request()))
                        .then(able -> rotated(call, token, grant))
                        .then(next -> narrowing
                                .narrow(grant.root(), asked, call.request())
                                .map(issued -> new Renewed(
                                        session(issued, grant, narrowing(wishes, grant), audiences),
                                        Optional.of(next))))));
    }

    /** No other role and no other audience than first granted (RFC 8707 section 2.2). */
    private static Outcome<List<String>> audiences(ClientCall call, RefreshGrant grant) {
        return Target.of(call.wishes().targets(), call.client(), call.request().snapshot())
                .then(target -> {
                    boolean otherRole = target.role()
                            .filter(role -> !role.reference()
                                    .equals(grant.root().owner().reference()))
                            .isPresent();
                    if (otherRole || !grant.audiences().containsAll(target.audiences())) {
                        return Outcome.refused(
                                Reason.TARGET_NOT_ALLOWED,
                                "A refresh names no other role or audience than the grant",
                                "X06: the grant was for another role or audience");
                    }
                    return Outcome.granted(target.audiences().isEmpty() ? grant.audiences() : target.audiences());
                });
    }

    private static ClientSession.Granted narrowing(Wishes wishes, RefreshGrant grant) {
        return wishes.scopes().isEmpty() && wishes.policies().isEmpty()
                ? grant.granted()
                : new ClientSession.Granted(wishes.scopes(), wishes.policies());
    }

    private static NarrowingRequest shortening(ClientCall call, RefreshGrant grant, SessionPolicies.Layer layer) {
        Duration left = Duration.between(call.request().instant(), grant.root().expiresAt());
        Duration duration = left.compareTo(ACCESS) < 0 ? left : ACCESS;
        return new NarrowingRequest(layer.inline(), layer.managed(), Optional.of(duration), call.marks());
    }

    /** Last of all that can refuse: from here on nothing but a fault of ours keeps the next token from the client. */
    private Outcome<Secret> rotated(ClientCall call, RefreshToken token, RefreshGrant grant) {
        Secret next = newToken();
        RefreshTokenStore.Rotation rotation = store.rotate(
                token.hash(), kept(next, grant, call), call.request().instant(), GRACE);
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

    private static ClientSession session(
            IssuedSession issued, RefreshGrant grant, ClientSession.Granted granted, List<String> audiences) {
        return new ClientSession(issued, audiences, granted, grant.authentication(), Optional.empty());
    }

    private RefreshToken kept(Secret token, RefreshGrant grant, ClientCall call) {
        byte[] sealed = vault.keys().get().seal(Purpose.REFRESH_GRANT, grant.encode(codec));
        return new RefreshToken(
                RefreshTokenHash.of(token),
                grant.root().id(),
                call.client().clientId(),
                Base64.getUrlEncoder().withoutPadding().encodeToString(sealed),
                grant.root().expiresAt());
    }

    /** What stands beside the sealed grant in the store says nothing else than the grant. */
    private static boolean isOf(RefreshToken token, Session root) {
        return root.id().equals(token.family())
                && List.of(token.clientId())
                        .equals(root.origin().conditionKeys().get(ClientMarks.CLIENT));
    }

    private Optional<RefreshGrant> opened(RefreshToken token) {
        byte[] sealed = Base64.getUrlDecoder().decode(token.sealedGrant());
        return vault.keys()
                .get()
                .open(Purpose.REFRESH_GRANT, sealed)
                .map(opened -> RefreshGrant.decode(opened.plain(), codec));
    }

    private Secret newToken() {
        byte[] bytes = new byte[BYTES];
        vault.random().nextBytes(bytes);
        return Secret.of("dpr_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
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
