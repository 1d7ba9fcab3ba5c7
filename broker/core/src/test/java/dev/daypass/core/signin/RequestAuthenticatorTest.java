package dev.daypass.core.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.daypass.core.identity.Attributes;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.principal.User;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.role.Role;
import dev.daypass.core.session.Credentials;
import dev.daypass.core.session.Revocation;
import dev.daypass.core.session.Session;
import dev.daypass.core.session.SessionLabels;
import dev.daypass.core.session.SessionLineage;
import dev.daypass.core.session.SessionOrigin;
import dev.daypass.core.session.SessionOwner;
import dev.daypass.core.session.SessionPolicies;
import dev.daypass.core.session.SessionTokens;
import dev.daypass.core.world.Roles;
import dev.daypass.core.world.World;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Who signed this request? */
final class RequestAuthenticatorTest {
    private final World world = new World().role(Roles.readOnly());
    private final SessionTokens tokens = new SessionTokens(() -> world.keys);
    private final RequestAuthenticator authenticator =
            new RequestAuthenticator(Set.of("sts"), tokens, world.ledger, world.ledger);

    private static String hmacChain(String secret, String... texts) throws Exception {
        byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        for (String text : texts) {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            key = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(key);
    }

    private record Signing(
            String keyId, String secret, Optional<String> token, String date, String service, Instant at) {
        SignedRequest sign() throws Exception {
            String signature = hmacChain(secret, date, "eu-west-1", service, "aws4_request", "string to sign");
            return new SignedRequest(
                    keyId, token, date, "eu-west-1", service, at, Optional.empty(), "string to sign", signature);
        }
    }

    private static Signing byAlice() {
        return new Signing(
                "AKIAALICE0000000001", World.ALICE_SECRET.reveal(), Optional.empty(), "20260301", "sts", World.NOW);
    }

    private Session session(Role role, SessionOrigin origin) {
        return new Session(
                "ASIATEST000000000001",
                World.NOW,
                World.NOW.plus(Duration.ofHours(1)),
                new SessionOwner(
                        SessionOwner.Kind.ROLE,
                        role.reference(),
                        role.uniqueId(),
                        world.snapshot().partition().assumedRole(World.PROD, role.name(), "alice")),
                new SessionLabels("alice", Map.of(), Set.of(), Optional.empty()),
                SessionPolicies.none(),
                origin,
                SessionLineage.root(Optional.empty()));
    }

    private SignedRequest bySession() throws Exception {
        return bySession(fromCorp());
    }

    private static SessionOrigin fromCorp() {
        return new SessionOrigin(Optional.of(World.CORP), "alice", Attributes.none(), Map.of());
    }

    private SignedRequest bySession(SessionOrigin origin) throws Exception {
        Credentials credentials =
                tokens.issue(session(Roles.readOnly(), origin)).value().orElseThrow();
        return new Signing(
                        credentials.accessKeyId(),
                        credentials.secretAccessKey().reveal(),
                        Optional.of(credentials.sessionToken().reveal()),
                        "20260301",
                        "sts",
                        World.NOW)
                .sign();
    }

    private Outcome<Caller> authenticate(SignedRequest signed) {
        return authenticator.authenticate(signed, world.request());
    }

    private void refused(Reason reason, Outcome<Caller> outcome) {
        assertEquals(reason, outcome.refusal().orElseThrow().reason());
        assertEquals(Optional.of(reason), world.ledger.lastEvent().reason());
    }

    @Test
    void aUserIsKnownByItsSignature() throws Exception {
        assertInstanceOf(
                Caller.UserWithKeys.class,
                authenticate(byAlice().sign()).value().orElseThrow());
    }

    @Test
    void aSessionIsKnownByItsTokenAndSignature() throws Exception {
        assertInstanceOf(
                Caller.SessionHolder.class, authenticate(bySession()).value().orElseThrow());
    }

    @Test
    void T26aWrongSignatureScopeOrTimeIsRefused() throws Exception {
        Signing honest = byAlice();
        refused(
                Reason.REQUEST_SIGNATURE_MISMATCH,
                authenticate(
                        new Signing(honest.keyId(), "guess", Optional.empty(), "20260301", "sts", World.NOW).sign()));
        refused(
                Reason.REQUEST_SIGNATURE_MISMATCH,
                authenticate(
                        new Signing(honest.keyId(), honest.secret(), Optional.empty(), "20260228", "sts", World.NOW)
                                .sign()));
        refused(
                Reason.REQUEST_SIGNATURE_MISMATCH,
                authenticate(
                        new Signing(honest.keyId(), honest.secret(), Optional.empty(), "20260301", "iam", World.NOW)
                                .sign()));
        for (Duration off : List.of(Duration.ofSeconds(901), Duration.ofSeconds(-901))) {
            refused(
                    Reason.REQUEST_EXPIRED,
                    authenticate(new Signing(
                                    honest.keyId(),
                                    honest.secret(),
                                    Optional.empty(),
                                    "20260301",
                                    "sts",
                                    World.NOW.plus(off))
                            .sign()));
        }
    }

    @Test
    void T31unknownKeysLookLikeWrongTokens() throws Exception {
        refused(
                Reason.CREDENTIALS_UNKNOWN,
                authenticate(new Signing("AKIANOBODY000000001", "x", Optional.empty(), "20260301", "sts", World.NOW)
                        .sign()));
    }

    @Test
    void T25aSessionTokenOfAnotherKeyOrWithoutOneIsRefused() throws Exception {
        SignedRequest honest = bySession();
        refused(
                Reason.CREDENTIALS_UNKNOWN,
                authenticate(
                        new Signing("ASIATEST000000000002", "x", honest.sessionToken(), "20260301", "sts", World.NOW)
                                .sign()));
        refused(
                Reason.CREDENTIALS_UNKNOWN,
                authenticate(new Signing("ASIATEST000000000001", "x", Optional.empty(), "20260301", "sts", World.NOW)
                        .sign()));
        String token = honest.sessionToken().orElseThrow();
        String changed = (token.charAt(30) == 'A' ? 'B' : 'A') + token.substring(31);
        refused(
                Reason.CREDENTIALS_UNKNOWN,
                authenticate(new Signing(
                                "ASIATEST000000000001",
                                "x",
                                Optional.of(token.substring(0, 30) + changed),
                                "20260301",
                                "sts",
                                World.NOW)
                        .sign()));
    }

    @Test
    void T25anExpiredSessionIsRefused() throws Exception {
        Credentials credentials =
                tokens.issue(session(Roles.readOnly(), fromCorp())).value().orElseThrow();
        world.later(Duration.ofHours(1));
        refused(
                Reason.CREDENTIALS_EXPIRED,
                authenticate(new Signing(
                                credentials.accessKeyId(),
                                credentials.secretAccessKey().reveal(),
                                Optional.of(credentials.sessionToken().reveal()),
                                "20260301",
                                "sts",
                                World.NOW.plus(Duration.ofHours(1)))
                        .sign()));
    }

    @Test
    void T25aRevokedSessionIsRefusedByTheNextCall() throws Exception {
        SignedRequest signed = bySession();
        assertInstanceOf(
                Caller.SessionHolder.class, authenticate(signed).value().orElseThrow());
        world.ledger.revoke(new Revocation(
                Revocation.Scope.SESSION, "ASIATEST000000000001", World.NOW, World.NOW.plus(Duration.ofDays(2))));
        refused(Reason.SESSION_REVOKED, authenticate(signed));
    }

    @Test
    void T24aSessionOfADisabledOrRecreatedRoleIsRefused() throws Exception {
        SignedRequest signed = bySession();
        assertInstanceOf(
                Caller.SessionHolder.class, authenticate(signed).value().orElseThrow());
        world.role(Roles.disabled(Roles.readOnly()));
        refused(Reason.SESSION_REVOKED, authenticate(signed));
        world.role(Roles.withId(Roles.readOnly(), "AROAANOTHER"));
        refused(Reason.SESSION_REVOKED, authenticate(signed));
    }

    @Test
    void S79aSessionEndsWithItsProviderAndItsSubject() throws Exception {
        SignedRequest signed = bySession();
        assertInstanceOf(
                Caller.SessionHolder.class, authenticate(signed).value().orElseThrow());
        world.with(World.saml(Provider.State.DISABLED, Provider.ReplayScope.ONCE, Set.of()));
        refused(Reason.SESSION_REVOKED, authenticate(signed));
        world.with(World.saml(Provider.State.ENABLED, Provider.ReplayScope.ONCE, Set.of("alice")));
        refused(Reason.SESSION_REVOKED, authenticate(signed));
    }

    @Test
    void anAttributeThatFitsNoTokenIsRefusedAndNoFault() {
        for (int length : List.of(20_000, 70_000)) {
            var user = Attributes.ofTexts(Map.of("essay", List.of("x".repeat(length))));
            var origin = new SessionOrigin(Optional.of(World.CORP), "alice", user, Map.of());
            assertEquals(
                    Reason.POLICY_TOO_LARGE,
                    tokens.issue(session(Roles.readOnly(), origin))
                            .refusal()
                            .orElseThrow()
                            .reason());
        }
    }

    @Test
    void T24aRoleSessionEndsWithTheUserOrServiceThatBeganIt() throws Exception {
        SignedRequest ofAlice = bySession(keyHolder(world.user().arn().toString()));
        assertInstanceOf(
                Caller.SessionHolder.class, authenticate(ofAlice).value().orElseThrow());
        assertInstanceOf(
                Caller.SessionHolder.class,
                authenticate(bySession(keyHolder(world.service().name())))
                        .value()
                        .orElseThrow());
        world.disableAlice();
        refused(Reason.SESSION_REVOKED, authenticate(ofAlice));
        refused(Reason.SESSION_REVOKED, authenticate(bySession(keyHolder("gone.daypass.internal"))));
    }

    @Test
    void T24aRoleSessionEndsWithTheUserWhoseNameIsTakenAgain() throws Exception {
        User alice = world.user();
        SignedRequest signed = bySession(SessionOrigin.ofUser(alice.arn().toString(), alice.uniqueId()));
        assertInstanceOf(
                Caller.SessionHolder.class, authenticate(signed).value().orElseThrow());
        world.makeAliceAgain();
        refused(Reason.SESSION_REVOKED, authenticate(signed));
        User another = world.user();
        assertInstanceOf(
                Caller.SessionHolder.class,
                authenticate(bySession(SessionOrigin.ofUser(another.arn().toString(), another.uniqueId())))
                        .value()
                        .orElseThrow());
        String gone = another.arn().toString().replace("alice", "gone");
        refused(Reason.SESSION_REVOKED, authenticate(bySession(SessionOrigin.ofUser(gone, another.uniqueId()))));
    }

    /** AWS IAM: temporary credentials last until they expire, whatever becomes of the key they were taken with. */
    @Test
    void aSessionOutlivesItsAccessKeyAndNotItsUser() throws Exception {
        User alice = world.user();
        SignedRequest signed = bySession(SessionOrigin.ofUser(alice.arn().toString(), alice.uniqueId()));
        world.deactivateAlicesKey();
        refused(Reason.CREDENTIALS_UNKNOWN, authenticate(byAlice().sign()));
        assertInstanceOf(
                Caller.SessionHolder.class, authenticate(signed).value().orElseThrow());
        world.disableAlice();
        refused(Reason.SESSION_REVOKED, authenticate(signed));
    }

    private static SessionOrigin keyHolder(String subject) {
        return new SessionOrigin(Optional.empty(), subject, Attributes.none(), Map.of());
    }

    @Test
    void T24aDisabledUserIsRefused() throws Exception {
        assertInstanceOf(
                Caller.UserWithKeys.class,
                authenticate(byAlice().sign()).value().orElseThrow());
        world.disableAlice();
        refused(Reason.CREDENTIALS_UNKNOWN, authenticate(byAlice().sign()));
    }

    @Test
    void T29aPresignedRequestExpires() throws Exception {
        SignedRequest plain = byAlice().sign();
        var presigned = new SignedRequest(
                plain.accessKeyId(),
                plain.sessionToken(),
                plain.date(),
                plain.region(),
                plain.service(),
                plain.signedAt(),
                Optional.of(Duration.ofHours(1)),
                plain.stringToSign(),
                plain.signature());
        world.later(Duration.ofHours(1));
        assertInstanceOf(
                Caller.UserWithKeys.class, authenticate(presigned).value().orElseThrow());
        world.later(Duration.ofSeconds(1));
        refused(Reason.REQUEST_EXPIRED, authenticate(presigned));
    }
}
