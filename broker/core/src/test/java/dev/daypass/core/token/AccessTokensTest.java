package dev.daypass.core.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.identity.Attributes;
import dev.daypass.core.keys.Jws;
import dev.daypass.core.keys.MemorySigningKeyStore;
import dev.daypass.core.keys.SigningAlgorithm;
import dev.daypass.core.keys.SigningKeys;
import dev.daypass.core.keys.TokenType;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.role.Role;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.session.Possession;
import dev.daypass.core.session.Revocation;
import dev.daypass.core.session.RevocationHash;
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
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What does an access token say, and when does it still count? */
final class AccessTokensTest {
    private final World world = new World().role(Roles.readOnly());
    private final SessionTokens sessions = new SessionTokens(() -> world.keys);
    private final SecureRandom random = new SecureRandom();
    private final Jws jws = new Jws(new SigningKeys(new MemorySigningKeyStore(), () -> world.keys, random));
    private final AccessTokens tokens = new AccessTokens(jws, sessions, world.ledger, world.ledger, random);

    private Session session(String id, Map<String, List<String>> conditionKeys) {
        Role role = Roles.readOnly();
        return new Session(
                id,
                World.NOW,
                World.NOW.plus(Duration.ofHours(1)),
                new SessionOwner(
                        SessionOwner.Kind.ROLE,
                        role.reference(),
                        role.uniqueId(),
                        world.snapshot().partition().assumedRole(World.PROD, role.name(), "alice")),
                new SessionLabels("alice", Map.of("department", "R&D"), Set.of(), Optional.of("alice@corp")),
                SessionPolicies.none(),
                new SessionOrigin(Optional.empty(), world.user().arn().toString(), Attributes.none(), conditionKeys),
                new SessionLineage(
                        List.of(new SessionLineage.Ancestor(
                                "ASIAPARENT0000000001", "AROAPARENT", World.NOW.minusSeconds(90))),
                        Optional.empty()));
    }

    private Secret sealed(Session session) {
        return sessions.issue(session).value().orElseThrow().sessionToken();
    }

    private String minted(Session session) {
        var context = TokenContext.none().actedFor(new Actor("robot", Optional.empty(), Optional.empty()));
        var issue = new TokenIssue(
                "reports", List.of("https://api.example.com"), List.of("read"), SigningAlgorithm.ES256, context);
        return tokens.mint(session, sealed(session), issue, world.request())
                .value()
                .orElseThrow()
                .compact()
                .reveal();
    }

    private static Optional<Reason> refusal(Outcome<?> outcome) {
        return outcome.refusal().map(refusal -> refusal.reason());
    }

    @Test
    void tokenGivesItsSessionBack() {
        Session session = session("ASIATEST000000000001", Map.of());
        VerifiedAccessToken verified =
                tokens.authenticate(minted(session), world.request()).value().orElseThrow();
        assertEquals(session, verified.session());
        assertEquals("reports", verified.clientId());
        assertEquals(List.of("https://api.example.com"), verified.audiences());
        assertEquals(List.of("read"), verified.scopes());
        assertEquals("robot", verified.context().actor().orElseThrow().subject());
        assertEquals(
                Roles.readOnly().arn().toString(),
                verified.claims().string("role").orElseThrow());
        assertTrue(verified.claims()
                .texts("rvk")
                .containsAll(List.of(
                        RevocationHash.of(Revocation.Scope.SESSION, "ASIAPARENT0000000001"),
                        RevocationHash.of(Revocation.Scope.ROLE, "AROAPARENT"))));
        assertEquals(Optional.of(World.NOW.minusSeconds(90)), verified.claims().instant("rvk_iat"));
        assertFalse(verified.claims().members().containsKey("daypass:session"));
    }

    @Test
    void tokenEndsWithWhatItsSessionCameFrom() {
        String token = minted(session("ASIATEST000000000001", Map.of()));
        assertTrue(tokens.authenticate(token, world.request()).value().isPresent());
        world.ledger.revoke(new Revocation(
                Revocation.Scope.SESSION, "ASIAPARENT0000000001", World.NOW, World.NOW.plus(Duration.ofHours(36))));
        assertEquals(Optional.of(Reason.SESSION_REVOKED), refusal(tokens.authenticate(token, world.request())));
    }

    @Test
    void J02TokenUnderAnotherAlgorithmIsRefused() {
        String token = minted(session("ASIATEST000000000001", Map.of()));
        assertTrue(tokens.inspect(token, world.request()).value().isPresent());
        String rest = token.substring(token.indexOf('.'));
        String header = new String(
                Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))), StandardCharsets.UTF_8);
        for (String algorithm : List.of("none", "HS256", "None", "ES256K")) {
            String forged = encode(header.replace("ES256", algorithm)) + rest;
            assertEquals(Optional.of(Reason.TOKEN_ALGORITHM), refusal(tokens.inspect(forged, world.request())));
        }
        String confused = encode(header.replace("ES256", "RS256")) + rest;
        assertEquals(Optional.of(Reason.TOKEN_ALGORITHM), refusal(tokens.inspect(confused, world.request())));
        String embedded = encode(header.replace("{", "{\"jwk\":{},")) + rest;
        assertEquals(Optional.of(Reason.TOKEN_HEADER_FORBIDDEN), refusal(tokens.inspect(embedded, world.request())));
        String spaced = encode(header.replace("{", "{ ")) + rest;
        assertEquals(Optional.of(Reason.TOKEN_MALFORMED), refusal(tokens.inspect(spaced, world.request())));
    }

    @Test
    void J10TokenOfAnotherTypeIsRefused() {
        String identity = jws.sign(TokenType.WEB_IDENTITY, SigningAlgorithm.ES256, "{}", World.NOW);
        assertEquals(Optional.of(Reason.TOKEN_TYPE), refusal(tokens.inspect(identity, world.request())));
    }

    @Test
    void O26BoundTokenNeedsItsKey() {
        String token = minted(session("ASIATEST000000000001", Map.of(Possession.DPOP_KEY, List.of("thumb"))));
        var right = new Possession(Optional.of("thumb"), Optional.empty());
        assertTrue(tokens.authenticate(token, world.request().proving(right))
                .value()
                .isPresent());
        var wrong = new Possession(Optional.of("other"), Optional.empty());
        assertEquals(
                Optional.of(Reason.POSSESSION_NOT_PROVEN),
                refusal(tokens.authenticate(token, world.request().proving(wrong))));
        assertEquals(Optional.of(Reason.POSSESSION_NOT_PROVEN), refusal(tokens.authenticate(token, world.request())));
        assertEquals(
                Map.of("jkt", "thumb"),
                tokens.inspect(token, world.request())
                        .value()
                        .orElseThrow()
                        .claims()
                        .members()
                        .get("cnf"));
    }

    @Test
    void sealedSessionOfAnotherTokenIsRefused() {
        String token = minted(session("ASIATEST000000000001", Map.of()));
        Claims claims = Claims.read(payload(token)).value().orElseThrow();
        var swapped = new LinkedHashMap<>(claims.members());
        swapped.put(
                "daypass:session",
                sealed(session("ASIATEST000000000002", Map.of())).reveal());
        String forged = jws.sign(
                TokenType.ACCESS_TOKEN,
                SigningAlgorithm.ES256,
                Claims.of(swapped).text(),
                World.NOW);
        assertEquals(Optional.of(Reason.CREDENTIALS_UNKNOWN), refusal(tokens.inspect(forged, world.request())));
    }

    private static String payload(String token) {
        return new String(
                Base64.getUrlDecoder().decode(token.substring(token.indexOf('.') + 1, token.lastIndexOf('.'))),
                StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
