package dev.daypass.attack;

import static dev.daypass.attack.AttackedBroker.call;
import static dev.daypass.attack.AttackedBroker.withToken;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.keys.TokenType;
import dev.daypass.server.sts.Signed;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** GetWebIdentityToken, and our own tokens handed in as somebody's proof. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OwnTokenAttackTest {
    private static final String US = "https://broker.example.com";
    private static final String TRUST =
            "- { Effect: Allow, Principal: { Federated: broker.example.com }, Action: \"sts:AssumeRoleWithWebIdentity\","
                    + " Condition: { StringEquals: { \"broker.example.com:aud\": \"" + US + "\" } } }";

    private final AttackedBroker broker;
    private final Insider insider;

    OwnTokenAttackTest(@TempDir Path directory) {
        broker = AttackedBroker.start(directory);
        insider = new Insider(broker);
        permit();
    }

    @AfterEach
    void restore() {
        broker.restoreConfiguration();
        permit();
    }

    @AfterAll
    void stop() {
        insider.close();
        broker.close();
    }

    /** The role may have tokens made, and act as somebody else where that one lets it. */
    private void permit() {
        broker.reconfigure(
                "roles/prod.yaml",
                "\"reports:Get\", \"sts:AssumeRole\"",
                "\"reports:Get\", \"sts:AssumeRole\", \"sts:GetWebIdentityToken\"");
    }

    private void trustOurTokens() {
        broker.reconfigure(
                "roles/prod.yaml", "prod/Chained:\n  trust:\n", "prod/Chained:\n  trust:\n    " + TRUST + "\n");
    }

    private static Map<String, String> identity(String audience) {
        Map<String, String> call = call("GetWebIdentityToken");
        call.put("Audience.member.1", audience);
        call.put("SigningAlgorithm", "ES384");
        return call;
    }

    private static String claims(String token) {
        return new String(Base64.getUrlDecoder().decode(Insider.parts(token).get(1)), StandardCharsets.UTF_8);
    }

    @Test
    void tokenTellsOutsideServicesWhoItIs() {
        Map<String, String> call = identity("https://other.example.com");
        call.put("Audience.member.2", "https://third.example.com");
        Wire.Reply reply = broker.sts(call, broker.session());
        assertEquals(200, reply.status(), reply::toString);
        String claims = claims(reply.element("WebIdentityToken"));
        assertTrue(claims.contains("\"aud\":[\"https://other.example.com\",\"https://third.example.com\"]"), claims);
        assertTrue(claims.contains("\"sub\":\"arn:daypass:sts::111122223333:assumed-role/Federated/"), claims);
        assertFalse(claims.contains("daypass:session"), claims);
        Wire.Reply published = Wire.get(broker.port(), "/oauth/jwks", List.of());
        assertTrue(published.body().contains("P-384"), published.body());
    }

    @Test
    void tokenIsAPermissionAndSoAreItsTags() {
        Signed.Keys session = broker.session();
        assertEquals(200, broker.sts(identity("https://a.example.com"), session).status());
        Map<String, String> tagged = identity("https://a.example.com");
        tagged.put("Tags.member.1.Key", "team");
        tagged.put("Tags.member.1.Value", "blue");
        assertEquals("AccessDenied", broker.sts(tagged, session).code());
        Wire.Reply byAlice = broker.sts(tagged, broker.alice());
        assertEquals(200, byAlice.status(), byAlice::toString);
        assertTrue(claims(byAlice.element("WebIdentityToken")).contains("\"request_tags\":{\"team\":\"blue\"}"));
        broker.restoreConfiguration();
        assertEquals(
                "AccessDenied",
                broker.sts(identity("https://a.example.com"), session).code());
    }

    @Test
    void tokenNeverOutlivesItsSession() {
        Map<String, String> shortLived = AttackedBroker.withSaml(broker.response());
        shortLived.put("DurationSeconds", "900");
        Signed.Keys session = broker.credentials(broker.sts(shortLived));
        Map<String, String> call = identity("https://a.example.com");
        call.put("DurationSeconds", "800");
        assertEquals(200, broker.sts(call, session).status());
        call.put("DurationSeconds", "1000");
        Wire.Reply reply = broker.sts(call, session);
        assertEquals(403, reply.status());
        assertEquals("SessionDurationEscalationException", reply.code());
    }

    @Test
    void oddRequestsAreRefused() {
        Signed.Keys session = broker.session();
        for (var odd : Map.of("SigningAlgorithm", "HS256", "DurationSeconds", "59", "Audience.member.1", "")
                .entrySet()) {
            Map<String, String> call = identity("https://a.example.com");
            assertEquals(200, broker.sts(call, session).status());
            call.put(odd.getKey(), odd.getValue());
            assertEquals("ValidationError", broker.sts(call, session).code(), odd::toString);
        }
        Map<String, String> none = identity("https://a.example.com");
        none.remove("Audience.member.1");
        assertEquals("ValidationError", broker.sts(none, session).code());
    }

    @Test
    void ourTokenTakesNoRoleUnlessItTrustsOurIssuer() {
        Signed.Keys session = broker.session();
        String identity = broker.sts(identity(US), session).element("WebIdentityToken");
        String access = insider.accessToken(session);
        assertEquals("AccessDenied", broker.sts(withToken(identity, "Chained")).code());
        assertEquals("AccessDenied", broker.sts(withToken(access, "Chained")).code());
        trustOurTokens();
        assertEquals(200, broker.sts(withToken(access, "Chained")).status());
        Wire.Reply reply = broker.sts(withToken(identity, "Chained"));
        assertEquals(200, reply.status(), reply::toString);
        assertEquals(US, reply.element("Provider"));
        assertEquals(
                "AccessDenied", broker.sts(withToken(identity, "Federated")).code());

        Signed.Keys child = broker.credentials(reply);
        assertEquals(200, broker.whoAmI(child).status());
        broker.admin("/api/v1/sessions/" + session.id() + "/revoke", "{}");
        assertEquals("InvalidClientTokenId", broker.whoAmI(child).code());
        assertEquals(
                "InvalidClientTokenId",
                broker.sts(withToken(identity, "Chained")).code());
    }

    @Test
    void X10deadTokenOrOneForAnotherServiceIsNoProof() {
        trustOurTokens();
        Signed.Keys session = broker.session();
        assertEquals(
                200,
                broker.sts(withToken(insider.accessToken(session), "Chained")).status());
        var elsewhere = new LinkedHashMap<>(insider.claims(session));
        elsewhere.put("aud", "https://api.example.com");
        String foreign = insider.sign(TokenType.ACCESS_TOKEN, elsewhere);
        assertEquals(
                "InvalidIdentityToken",
                broker.sts(withToken(foreign, "Chained")).code());
        String forOthers =
                broker.sts(identity("https://a.example.com"), session).element("WebIdentityToken");
        assertEquals(
                "InvalidClientTokenId",
                broker.sts(withToken(forOthers, "Chained")).code());
        broker.clock.step(Duration.ofHours(13));
        assertEquals(
                "ExpiredToken",
                broker.sts(withToken(insider.sign(TokenType.ACCESS_TOKEN, elsewhere), "Chained"))
                        .code());
    }
}
