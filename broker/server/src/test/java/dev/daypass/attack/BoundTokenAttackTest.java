package dev.daypass.attack;

import static dev.daypass.attack.TokenTalk.exchange;
import static dev.daypass.attack.TokenTalk.granted;
import static dev.daypass.attack.TokenTalk.member;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.outcome.Reason;
import dev.daypass.server.http.HeaderLines;
import dev.daypass.testkit.jwt.SigningKey;
import dev.daypass.testkit.jwt.TokenDraft;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What is tried with tokens that are bound to a key or made for one service (O26, O27, T07, T08, X13). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BoundTokenAttackTest {
    private static final SigningKey KEY = SigningKey.ec("holder");
    private static final SigningKey STRANGER = SigningKey.ec("stranger");
    private static final String DEAD = "{\"active\":false}";
    private static final String EVALUATION = Clients.BROKER + "/access/v1/evaluation";
    private static final String PAGE = "https://wiki.example.com/docs";

    private final AttackedBroker broker;
    private final TokenTalk talk;
    private final TokenDoors doors;

    BoundTokenAttackTest(@TempDir Path directory) {
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

    private TokenDraft proof(String token, String method, String uri, String nonce) {
        return Clients.dpop(KEY, broker.clock.instant(), nonce)
                .claim("htm", method)
                .claim("htu", uri)
                .claim("ath", hash(token));
    }

    private static HeaderLines.Line[] dpop(String token, TokenDraft proof, SigningKey key) {
        return new HeaderLines.Line[] {new HeaderLines.Line("Authorization", "DPoP " + token), Clients.proof(proof, key)
        };
    }

    private static String hash(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A token bound to the key. */
    private String bound() {
        return bound(exchange("id_token", broker.token()));
    }

    private String bound(Map<String, String> form) {
        TokenDraft first = Clients.dpop(KEY, broker.clock.instant(), "");
        String nonce = talk.as("shop", form, List.of(Clients.proof(first, KEY)))
                .header("DPoP-Nonce")
                .orElseThrow();
        TokenDraft second = Clients.dpop(KEY, broker.clock.instant(), nonce);
        return granted(talk.as("shop", form, List.of(Clients.proof(second, KEY))));
    }

    @Test
    void O26boundTokenIsUsedWithItsKeyOnly() {
        String token = bound();
        Wire.Reply challenged = doors.evaluate(dpop(token, proof(token, "POST", EVALUATION, ""), KEY));
        doors.refused(Reason.POSSESSION_NONCE_NEEDED, challenged);
        assertTrue(challenged.header("WWW-Authenticate").orElse("").contains("use_dpop_nonce"));
        String nonce = challenged.header("DPoP-Nonce").orElseThrow();
        TokenDraft honest = proof(token, "POST", EVALUATION, nonce);
        assertEquals("true", member(doors.evaluate(dpop(token, honest, KEY)), "decision"));
        doors.refused(Reason.POSSESSION_INVALID, doors.evaluate(dpop(token, honest, KEY)));
        doors.refused(Reason.POSSESSION_NOT_PROVEN, doors.evaluate(TokenDoors.bearer(token)));
        doors.refused(
                Reason.POSSESSION_INVALID,
                doors.evaluate(
                        dpop(token, proof(token, "POST", EVALUATION, nonce).claim("ath", hash("x")), KEY)));
        doors.refused(
                Reason.POSSESSION_INVALID, doors.evaluate(dpop(token, proof(token, "GET", EVALUATION, nonce), KEY)));
        doors.refused(Reason.POSSESSION_INVALID, doors.evaluate(dpop(token, proof(token, "POST", PAGE, nonce), KEY)));
        doors.refused(
                Reason.POSSESSION_INVALID,
                doors.evaluate(dpop(token, proof(token, "POST", EVALUATION, nonce), STRANGER)));
        TokenDraft strangers = Clients.dpop(STRANGER, broker.clock.instant(), nonce)
                .claim("htu", EVALUATION)
                .claim("ath", hash(token));
        doors.refused(Reason.POSSESSION_NOT_PROVEN, doors.evaluate(dpop(token, strangers, STRANGER)));
    }

    private String nonceFor(String token) {
        return doors.evaluate(dpop(token, proof(token, "POST", EVALUATION, ""), KEY))
                .header("DPoP-Nonce")
                .orElseThrow();
    }

    @Test
    void O26proofBesideATokenThatIsBoundToNoKey() {
        String token = doors.token("shop");
        String nonce = nonceFor(bound());
        assertEquals("true", member(doors.evaluate(TokenDoors.bearer(token)), "decision"));
        doors.refused(
                Reason.POSSESSION_NOT_PROVEN,
                doors.evaluate(dpop(token, proof(token, "POST", EVALUATION, nonce), KEY)));
        HeaderLines.Line proof = Clients.proof(proof(token, "POST", EVALUATION, nonce), KEY);
        doors.refused(Reason.POSSESSION_NOT_PROVEN, doors.evaluate(TokenDoors.bearer(token), proof));
    }

    @Test
    void O26onlyTheProofOfAGoodTokenIsRemembered() {
        String token = bound();
        String nonce = nonceFor(token);
        String forged = token.substring(0, token.lastIndexOf('.')) + ".AAAA";
        long before = broker.holdings().proofs();
        doors.refused(
                Reason.TOKEN_SIGNATURE_INVALID,
                doors.evaluate(dpop(forged, proof(forged, "POST", EVALUATION, nonce), KEY)));
        doors.refused(
                Reason.TOKEN_MALFORMED, doors.evaluate(dpop("junk", proof("junk", "POST", EVALUATION, nonce), KEY)));
        TokenDraft strangers = Clients.dpop(STRANGER, broker.clock.instant(), nonce)
                .claim("htu", EVALUATION)
                .claim("ath", hash(token));
        doors.refused(Reason.POSSESSION_NOT_PROVEN, doors.evaluate(dpop(token, strangers, STRANGER)));
        assertEquals(before, broker.holdings().proofs());
        TokenDraft honest = proof(token, "POST", EVALUATION, nonce);
        assertEquals("true", member(doors.evaluate(dpop(token, honest, KEY)), "decision"));
        assertEquals(before + 1, broker.holdings().proofs());
    }

    @Test
    void O26forwardedProofIsForTheOriginalRequest() {
        String token = bound(doors.forSite());
        Wire.Reply challenged = doors.visit(dpop(token, proof(token, "GET", PAGE, ""), KEY));
        doors.refused(Reason.POSSESSION_NONCE_NEEDED, challenged);
        String nonce = challenged.header("DPoP-Nonce").orElseThrow();
        Wire.Reply passed = doors.visit(dpop(token, proof(token, "GET", PAGE, nonce), KEY));
        assertEquals(200, passed.status(), passed::toString);
        doors.refused(Reason.POSSESSION_NOT_PROVEN, doors.visit(TokenDoors.bearer(token)));
        doors.refused(
                Reason.POSSESSION_INVALID,
                doors.visit(dpop(token, proof(token, "GET", "https://wiki.example.com/admin", nonce), KEY)));
        doors.refused(
                Reason.POSSESSION_INVALID,
                doors.visit(dpop(token, proof(token, "GET", Clients.BROKER + "/forward-auth", nonce), KEY)));
    }

    private Wire.Reply askAsService(HeaderLines.Line service, String token, String resource) {
        String question = "{\"subject\":{\"type\":\"access_token\",\"id\":\"" + token + "\"},"
                + TokenDoors.QUESTION.substring(1).replace("reports:::1", "reports:::" + resource);
        return Wire.post(broker.port(), "/access/v1/evaluation", "application/json", List.of(service), question);
    }

    private static HeaderLines.Line service() {
        return TokenTalk.basic("reports", "SERVICE");
    }

    /** T07: what a bound token was narrowed to holds at the service that alone can check its proof. */
    @Test
    void T07serviceAsksAboutTheBoundTokenThatCameToIt() {
        String token = bound(TokenTalk.with(
                doors.forSite(),
                "authorization_details",
                "[{\"type\":\"iam_policy\",\"policy\":{\"Version\":\"2012-10-17\",\"Statement\":[{"
                        + "\"Effect\":\"Allow\",\"Action\":\"reports:Get\","
                        + "\"Resource\":\"arn:daypass:reports:::one\"}]}}]"));
        assertEquals(List.of(true), TokenDoors.decisions(askAsService(service(), token, "one")));
        assertEquals(List.of(false), TokenDoors.decisions(askAsService(service(), token, "two")));
        doors.refused(Reason.POSSESSION_NOT_PROVEN, doors.evaluate(TokenDoors.bearer(token)));
        assertEquals(
                401,
                askAsService(Clients.basic("reports", "wrong"), token, "one").status());
    }

    /** T08: whoever narrows again without a wish must not hide from services what the token was narrowed to. */
    @Test
    void T08narrowingIsStillToldAfterTheNextExchange() {
        Map<String, String> narrowing = TokenTalk.with(
                TokenTalk.with(doors.forSite(), "scope", "ReadOne"),
                "authorization_details",
                "[{\"type\":\"iam_policy\",\"policy\":{\"Version\":\"2012-10-17\",\"Statement\":[{"
                        + "\"Effect\":\"Allow\",\"Action\":\"reports:Get\","
                        + "\"Resource\":\"arn:daypass:reports:::one\"}]}}]");
        Wire.Reply first = talk.as("shop", narrowing);
        Wire.Reply again = talk.as(
                "shop",
                TokenTalk.with(exchange("access_token", granted(first)), "audience", "https://wiki.example.com"));
        String token = granted(again);
        assertEquals("ReadOne", member(again, "scope"));
        String told = doors.at("introspect", token, service()).body();
        assertTrue(told.contains("\"scope\":\"ReadOne\""), told);
        assertTrue(told.contains("\"Resource\":\"arn:daypass:reports:::one\""), told);
    }

    @Test
    void X13serviceLearnsNothingOfTokensThatAreNotForIt() {
        String token = granted(talk.as("shop", doors.forSite()));
        assertEquals(List.of(true), TokenDoors.decisions(askAsService(service(), token, "one")));
        assertEquals("true", member(doors.at("introspect", token, service()), "active"));
        Wire.Reply foreign = askAsService(service(), doors.token("shop"), "one");
        assertEquals(List.of(false), TokenDoors.decisions(foreign));
        assertTrue(broker.audit.of(foreign).stream()
                .anyMatch(entry -> entry.told().endsWith("REFUSED " + Reason.AUDIENCE_MISMATCH)));
        assertEquals(
                DEAD, doors.at("introspect", doors.token("shop"), service()).body());
        assertEquals(List.of(false), TokenDoors.decisions(askAsService(TokenDoors.shop(), token, "one")));
        assertEquals(foreign.body(), askAsService(service(), "junk", "one").body());
        doors.at("revoke", token, TokenDoors.shop());
        assertEquals(foreign.body(), askAsService(service(), token, "one").body());
        assertEquals(400, doors.evaluate(service()).status());
    }

    @Test
    void O27certificateIsBelievedFromTheTrustedProxyOnly() {
        var form = new LinkedHashMap<>(doors.forSite());
        form.put("client_id", "certified");
        String token = granted(Wire.postFrom(
                "127.0.0.2",
                broker.port(),
                "/oauth/token",
                List.of(Clients.forwarded(Clients.CERTIFICATE)),
                Wire.form(form)));
        assertEquals(
                200,
                doors.visit(TokenDoors.bearer(token), Clients.forwarded(Clients.CERTIFICATE))
                        .status());
        doors.refused(Reason.POSSESSION_NOT_PROVEN, doors.visit(TokenDoors.bearer(token)));
        doors.refused(
                Reason.POSSESSION_NOT_PROVEN,
                doors.visit(TokenDoors.bearer(token), Clients.forwarded(Clients.STRANGERS_CERTIFICATE)));
        doors.refused(
                Reason.POSSESSION_NOT_PROVEN,
                doors.evaluate(TokenDoors.bearer(token), Clients.forwarded(Clients.CERTIFICATE)));
    }
}
