package dev.daypass.attack;

import static dev.daypass.attack.TokenTalk.exchange;
import static dev.daypass.attack.TokenTalk.granted;
import static dev.daypass.attack.TokenTalk.member;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.outcome.Reason;
import dev.daypass.server.http.HeaderLines;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What is tried with access tokens where they are used, looked at and ended (X10, X13, J33). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TokenUseAttackTest {
    private static final String DEAD = "{\"active\":false}";

    private final AttackedBroker broker;
    private final TokenTalk talk;
    private final TokenDoors doors;

    TokenUseAttackTest(@TempDir Path directory) {
        broker = AttackedBroker.start(directory);
        talk = new TokenTalk(broker);
        doors = new TokenDoors(broker, talk);
    }

    @AfterEach
    void restore() {
        broker.restoreConfiguration();
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    private static HeaderLines.Line plain() {
        return TokenTalk.basic("plain", "PLAIN");
    }

    @Test
    void X13foreignAndDeadTokensAreInactiveAndNothingElse() {
        String token = doors.token("shop");
        Wire.Reply own = doors.at("introspect", token, TokenDoors.shop());
        assertEquals("true", member(own, "active"), own::toString);
        assertEquals("shop", member(own, "client_id"));
        assertFalse(own.body().contains("daypass:session"));
        for (String other : List.of(doors.token("plain"), token + "x", "nonsense", broker.token())) {
            Wire.Reply reply = doors.at("introspect", other, TokenDoors.shop());
            assertEquals(200, reply.status());
            assertEquals(DEAD, reply.body());
        }
        assertEquals(DEAD, doors.at("introspect", token, plain()).body());
        assertEquals(401, doors.at("introspect", token).status());
        assertEquals(
                401,
                doors.at("introspect", token, Clients.basic("shop", "wrong")).status());
        var anonymous = Map.of("token", token, "client_id", "public");
        assertEquals(
                401,
                Wire.post(broker.port(), "/oauth/introspect", Wire.FORM, List.of(), Wire.form(anonymous))
                        .status());
    }

    @Test
    void signedIntrospectionIsForTheClientThatAsked() {
        Wire.Reply reply = doors.at(
                "introspect",
                doors.token("shop"),
                TokenDoors.shop(),
                new HeaderLines.Line("Accept", "application/token-introspection+jwt"));
        assertEquals(
                "application/token-introspection+jwt",
                reply.header("Content-Type").orElse(""));
        String header = decoded(Insider.parts(reply.body()).get(0));
        assertTrue(header.contains("\"typ\":\"token-introspection+jwt\""), header);
        String claims = decoded(Insider.parts(reply.body()).get(1));
        assertTrue(claims.contains("\"aud\":\"shop\"") && claims.contains("\"active\":true"), claims);
        assertEquals(
                DEAD, doors.at("introspect", reply.body(), TokenDoors.shop()).body());
    }

    private static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    @Test
    void X13clientEndsItsOwnTokensOnly() {
        String token = doors.token("shop");
        assertEquals(200, doors.at("revoke", token, plain()).status());
        assertEquals("true", member(doors.at("introspect", token, TokenDoors.shop()), "active"));
        assertEquals(200, doors.at("revoke", token, TokenDoors.shop()).status());
        assertEquals(DEAD, doors.at("introspect", token, TokenDoors.shop()).body());
        assertEquals(200, doors.at("revoke", token, TokenDoors.shop()).status());
        assertEquals(401, doors.at("revoke", token).status());
        assertEquals(
                400,
                Wire.post(broker.port(), "/oauth/revoke", Wire.FORM, List.of(TokenDoors.shop()), "")
                        .status());
        assertEquals(
                400,
                Wire.post(broker.port(), "/oauth/revoke?token=x", Wire.FORM, List.of(TokenDoors.shop()), "")
                        .status());
    }

    @Test
    void X10revokedTokenIsNoSubjectAndNoCaller() {
        String token = doors.token("shop");
        granted(talk.as("shop", exchange("access_token", token)));
        assertEquals(200, doors.evaluate(TokenDoors.bearer(token)).status());
        doors.at("revoke", token, TokenDoors.shop());
        talk.refused(Reason.SESSION_REVOKED, "invalid_request", () -> talk.as("shop", exchange("access_token", token)));
        doors.refused(Reason.SESSION_REVOKED, doors.evaluate(TokenDoors.bearer(token)));
        doors.refused(Reason.SESSION_REVOKED, doors.visit(TokenDoors.bearer(token)));
    }

    @Test
    void J33tokenForTheBrokerOrAnotherSiteOpensNoSite() {
        assertEquals(
                200,
                doors.visit(TokenDoors.bearer(granted(talk.as("shop", doors.forSite()))))
                        .status());
        doors.refused(Reason.AUDIENCE_MISMATCH, doors.visit(TokenDoors.bearer(doors.token("shop"))));
        String elsewhere = granted(talk.as(
                "shop", TokenTalk.with(exchange("id_token", broker.token()), "audience", "https://other.example.com")));
        doors.refused(Reason.AUDIENCE_MISMATCH, doors.visit(TokenDoors.bearer(elsewhere)));
    }

    @Test
    void severalQuestionsAreAnsweredInTheirOrder() {
        String token = doors.token("shop");
        String questions = "{\"resource\":{\"type\":\"report\",\"id\":\"arn:daypass:reports:::1\"},\"evaluations\":["
                + "{\"action\":{\"name\":\"reports:Get\"}},{\"action\":{\"name\":\"reports:Put\"}},"
                + "{\"action\":{\"name\":\"reports:Get\"}}]";
        Wire.Reply all = evaluateAll(token, questions + "}");
        assertEquals(200, all.status(), all::toString);
        assertEquals(List.of(true, false, true), TokenDoors.decisions(all));
        String first = questions + ",\"options\":{\"evaluations_semantic\":\"%s\"}}";
        assertEquals(
                List.of(true, false), TokenDoors.decisions(evaluateAll(token, first.formatted("deny_on_first_deny"))));
        assertEquals(
                List.of(true), TokenDoors.decisions(evaluateAll(token, first.formatted("permit_on_first_permit"))));
        assertEquals(
                400, evaluateAll(token, first.formatted("ask_somebody_else")).status());
        assertTrue(evaluateAll(token, TokenDoors.QUESTION).body().startsWith("{\"decision\":true"));
        assertEquals(
                200,
                Wire.get(broker.port(), "/.well-known/authzen-configuration", List.of())
                        .status());
    }

    private Wire.Reply evaluateAll(String token, String questions) {
        return Wire.post(
                broker.port(),
                "/access/v1/evaluations",
                "application/json",
                List.of(TokenDoors.bearer(token)),
                questions);
    }

    @Test
    void clientEndsItsRefreshTokenAndWhatItHasMade() {
        Wire.Reply issued = talk.as("shop", exchange("id_token", broker.token()));
        String token = granted(issued);
        String refresh = member(issued, "refresh_token");
        assertFalse(refresh.isEmpty(), issued::toString);
        doors.at("revoke", refresh, plain());
        assertEquals("true", member(doors.at("introspect", token, TokenDoors.shop()), "active"));
        doors.at("revoke", refresh, TokenDoors.shop());
        assertEquals(DEAD, doors.at("introspect", token, TokenDoors.shop()).body());
        talk.refused(Reason.GRANT_INVALID, "invalid_grant", () -> talk.as("shop", TokenTalk.refresh(refresh)));
    }
}
