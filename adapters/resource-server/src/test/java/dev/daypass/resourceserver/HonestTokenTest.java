package dev.daypass.resourceserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.daypass.resourceserver.outcome.Reason;
import dev.daypass.resourceserver.proof.Presented;
import dev.daypass.resourceserver.token.Confirmation;
import dev.daypass.testkit.jwt.SigningKeys;
import dev.daypass.testkit.jwt.TokenIssuer;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the broker says comes out as it said it. */
final class HonestTokenTest {
    private final Stage stage = Stage.open();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void sessionSaysWhatTheTokenSays() {
        VerifiedSession session = stage.check(stage.honest()).value().orElseThrow();
        assertEquals("arn:daypass:sts::111122223333:assumed-role/ReadOnly/alice", session.subject());
        assertEquals(Optional.of("arn:daypass:iam::111122223333:role/ReadOnly"), session.role());
        assertEquals("ASIAEXAMPLEEXAMPLE12", session.sessionId());
        assertEquals("alice", session.sessionName());
        assertEquals(Map.of("department", "R&D"), session.tags());
        assertEquals(Optional.of("alice@corp.example.com"), session.sourceIdentity());
        assertEquals(Set.of("reports:read", "reports:list"), session.scopes());
        assertEquals("reports-ui", session.clientId());
        assertEquals(List.of(), session.actors());
        assertEquals(Confirmation.none(), session.confirmation());
        assertEquals(stage.clock.instant().truncatedTo(ChronoUnit.SECONDS), session.issuedAt());
        assertEquals(session.issuedAt().plus(Duration.ofHours(1)), session.expiresAt());
    }

    /** RFC 9396: what a token is narrowed to is told as it stands. */
    @Test
    void narrowingIsTold() {
        String token = stage.token()
                .claim("authorization_details", List.of(Map.of("type", "iam_policy", "policy", Map.of())))
                .signedBy(stage.ec);
        VerifiedSession session = stage.check(token).value().orElseThrow();
        assertEquals(
                Optional.of("iam_policy"), session.authorizationDetails().get(0).text("type"));
        assertEquals(
                List.of(), stage.check(stage.honest()).value().orElseThrow().authorizationDetails());
    }

    @Test
    void whatASessionHasNotIsEmpty() {
        String token = stage.token()
                .without("role")
                .without("tags")
                .without("scope")
                .without("source_identity")
                .signedBy(stage.rsa);
        VerifiedSession session = stage.check(token).value().orElseThrow();
        assertEquals(Optional.empty(), session.role());
        assertEquals(Map.of(), session.tags());
        assertEquals(Set.of(), session.scopes());
        assertEquals(Optional.empty(), session.sourceIdentity());
    }

    @Test
    void everyAlgorithmOfTheBrokerIsVerified() {
        stage.broker.publish(TokenIssuer.keySet(
                List.of(SigningKeys.EC, SigningKeys.ED25519, SigningKeys.RSA, SigningKeys.RSA_NEXT.with("PS256"))));
        for (var key :
                List.of(SigningKeys.EC, SigningKeys.ED25519, SigningKeys.RSA, SigningKeys.RSA_NEXT.with("PS256"))) {
            assertEquals(
                    Optional.empty(), Stage.reason(stage.check(stage.token().signedBy(key))), key.toString());
        }
    }

    /** Neither tags nor the token may reach a log by way of toString. */
    @Test
    void toStringTellsNoSecretAndNoAttribute() {
        String token = stage.honest();
        VerifiedSession session = stage.check(token).value().orElseThrow();
        for (String text : List.of(
                session.toString(),
                session.token().toString(),
                Stage.bearer(token).toString())) {
            assertFalse(text.contains(token) || text.contains("R&D") || text.contains("corp.example.com"), text);
        }
    }

    @Test
    void tokensAreTakenFromOneAuthorizationHeaderOnly() {
        String token = stage.honest();
        assertEquals(Optional.of(Reason.TOKEN_MISSING), reason());
        assertEquals(Optional.of(Reason.TOKEN_MISSING), reason("Basic YTpi"));
        assertEquals(Optional.of(Reason.TOKEN_MISSING), reason(token));
        assertEquals(Optional.of(Reason.REQUEST_INVALID), reason("Bearer " + token, "Bearer " + token));
        assertEquals(Optional.of(Reason.REQUEST_INVALID), reason("Bearer " + token + ", Bearer " + token));
        assertEquals(Optional.of(Reason.REQUEST_INVALID), reason("Bearer  " + token));
        assertEquals(Optional.empty(), reason("bearer " + token));
    }

    private Optional<Reason> reason(String... authorization) {
        return Stage.reason(
                stage.server.check(new Presented("GET", "/", List.of(authorization), List.of(), Optional.empty())));
    }
}
