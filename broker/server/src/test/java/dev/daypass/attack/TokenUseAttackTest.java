package dev.daypass.attack;

import static dev.daypass.attack.TokenTalk.exchange;
import static dev.daypass.attack.TokenTalk.granted;
import static dev.daypass.attack.TokenTalk.member;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.outcome.Reason;
import dev.daypass.server.http.HeaderLines;
import dev.daypass.testkit.jwt.SigningKey;
import dev.daypass.testkit.jwt.TokenDraft;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What is tried with access tokens where they are used, looked at and ended (X10, X13, O26, O27). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TokenUseAttackTest {
    private static final SigningKey KEY = SigningKey.ec("holder");
    private static final SigningKey STRANGER = SigningKey.ec("stranger");
    private static final String DEAD = "{\"active\":false}";
    private static final String QUESTION =
            "{\"action\":{\"name\":\"reports:Get\"},\"resource\":{\"type\":\"report\",\"id\":\"arn:daypass:reports:::1\"}}";
    private static final String EVALUATION = Clients.BROKER + "/access/v1/evaluation";
    private static final String PAGE = "https://wiki.example.com/docs";

    private final AttackedBroker broker;
    private final TokenTalk talk;

    TokenUseAttackTest(@TempDir Path directory) {
        broker = AttackedBroker.start(directory);
        talk = new TokenTalk(broker);
    }

    @AfterEach
    void restore() {
        broker.restoreConfiguration();
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    private String token(String client) {
        return granted(talk.as(client, exchange("id_token", broker.token())));
    }

    private Wire.Reply at(String endpoint, String token, HeaderLines.Line... headers) {
        return Wire.post(
                broker.port(), "/oauth/" + endpoint, Wire.FORM, List.of(headers), Wire.form(Map.of("token", token)));
    }

    private static HeaderLines.Line shop() {
        return TokenTalk.basic("shop", "SHOP");
    }

    private static HeaderLines.Line plain() {
        return TokenTalk.basic("plain", "PLAIN");
    }

    @Test
    void X13foreignAndDeadTokensAreInactiveAndNothingElse() {
        String token = token("shop");
        Wire.Reply own = at("introspect", token, shop());
        assertEquals("true", member(own, "active"), own::toString);
        assertEquals("shop", member(own, "client_id"));
        assertFalse(own.body().contains("daypass:session"));
        for (String other : List.of(token("plain"), token + "x", "nonsense", broker.token())) {
            Wire.Reply reply = at("introspect", other, shop());
            assertEquals(200, reply.status());
            assertEquals(DEAD, reply.body());
        }
        assertEquals(DEAD, at("introspect", token, plain()).body());
        assertEquals(401, at("introspect", token).status());
        assertEquals(
                401, at("introspect", token, Clients.basic("shop", "wrong")).status());
        var anonymous = Map.of("token", token, "client_id", "public");
        assertEquals(
                401,
                Wire.post(broker.port(), "/oauth/introspect", Wire.FORM, List.of(), Wire.form(anonymous))
                        .status());
    }

    @Test
    void signedIntrospectionIsForTheClientThatAsked() {
        Wire.Reply reply = at(
                "introspect",
                token("shop"),
                shop(),
                new HeaderLines.Line("Accept", "application/token-introspection+jwt"));
        assertEquals(
                "application/token-introspection+jwt",
                reply.header("Content-Type").orElse(""));
        String header = decoded(Insider.parts(reply.body()).get(0));
        assertTrue(header.contains("\"typ\":\"token-introspection+jwt\""), header);
        String claims = decoded(Insider.parts(reply.body()).get(1));
        assertTrue(claims.contains("\"aud\":\"shop\"") && claims.contains("\"active\":true"), claims);
        assertEquals(DEAD, at("introspect", reply.body(), shop()).body());
    }

    private static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    @Test
    void X13clientEndsItsOwnTokensOnly() {
        String token = token("shop");
        assertEquals(200, at("revoke", token, plain()).status());
        assertEquals("true", member(at("introspect", token, shop()), "active"));
        assertEquals(200, at("revoke", token, shop()).status());
        assertEquals(DEAD, at("introspect", token, shop()).body());
        assertEquals(200, at("revoke", token, shop()).status());
        assertEquals(401, at("revoke", token).status());
        assertEquals(
                400,
                Wire.post(broker.port(), "/oauth/revoke", Wire.FORM, List.of(shop()), "")
                        .status());
        assertEquals(
                400,
                Wire.post(broker.port(), "/oauth/revoke?token=x", Wire.FORM, List.of(shop()), "")
                        .status());
    }

    @Test
    void X10revokedTokenIsNoSubjectAndNoCaller() {
        String token = token("shop");
        granted(talk.as("shop", exchange("access_token", token)));
        assertEquals(200, evaluate(bearer(token)).status());
        at("revoke", token, shop());
        talk.refused(Reason.SESSION_REVOKED, "invalid_request", () -> talk.as("shop", exchange("access_token", token)));
        refused(Reason.SESSION_REVOKED, evaluate(bearer(token)));
        refused(Reason.SESSION_REVOKED, visit(bearer(token)));
    }

    /** For a token that the site takes. */
    private Map<String, String> forSite() {
        return TokenTalk.with(exchange("id_token", broker.token()), "audience", "https://wiki.example.com");
    }

    private static HeaderLines.Line bearer(String token) {
        return new HeaderLines.Line("Authorization", "Bearer " + token);
    }

    private Wire.Reply evaluate(HeaderLines.Line... headers) {
        return Wire.post(broker.port(), "/access/v1/evaluation", "application/json", List.of(headers), QUESTION);
    }

    /** A proxy asks for a visitor who comes over TLS. */
    private Wire.Reply visit(HeaderLines.Line... headers) {
        var lines = new ArrayList<>(List.of(headers));
        lines.add(new HeaderLines.Line("X-Forwarded-Proto", "https"));
        lines.add(new HeaderLines.Line("X-Original-Method", "GET"));
        lines.add(new HeaderLines.Line("X-Original-Host", "wiki.example.com"));
        lines.add(new HeaderLines.Line("X-Original-Uri", "/docs?page=1"));
        return Wire.getFrom("127.0.0.2", broker.port(), "/forward-auth", lines);
    }

    @Test
    void J33tokenForTheBrokerOrAnotherSiteOpensNoSite() {
        assertEquals(200, visit(bearer(granted(talk.as("shop", forSite())))).status());
        refused(Reason.AUDIENCE_MISMATCH, visit(bearer(token("shop"))));
        String elsewhere = granted(talk.as(
                "shop", TokenTalk.with(exchange("id_token", broker.token()), "audience", "https://other.example.com")));
        refused(Reason.AUDIENCE_MISMATCH, visit(bearer(elsewhere)));
    }

    @Test
    void severalQuestionsAreAnsweredInTheirOrder() {
        String token = token("shop");
        String questions = "{\"resource\":{\"type\":\"report\",\"id\":\"arn:daypass:reports:::1\"},\"evaluations\":["
                + "{\"action\":{\"name\":\"reports:Get\"}},{\"action\":{\"name\":\"reports:Put\"}},"
                + "{\"action\":{\"name\":\"reports:Get\"}}]";
        Wire.Reply all = evaluateAll(token, questions + "}");
        assertEquals(200, all.status(), all::toString);
        assertEquals(List.of(true, false, true), decisions(all));
        String first = questions + ",\"options\":{\"evaluations_semantic\":\"%s\"}}";
        assertEquals(List.of(true, false), decisions(evaluateAll(token, first.formatted("deny_on_first_deny"))));
        assertEquals(List.of(true), decisions(evaluateAll(token, first.formatted("permit_on_first_permit"))));
        assertEquals(
                400, evaluateAll(token, first.formatted("ask_somebody_else")).status());
        assertTrue(evaluateAll(token, QUESTION).body().startsWith("{\"decision\":true"));
        assertEquals(
                200,
                Wire.get(broker.port(), "/.well-known/authzen-configuration", List.of())
                        .status());
    }

    private Wire.Reply evaluateAll(String token, String questions) {
        return Wire.post(
                broker.port(), "/access/v1/evaluations", "application/json", List.of(bearer(token)), questions);
    }

    private static List<Boolean> decisions(Wire.Reply reply) {
        return Pattern.compile("\"decision\":(true|false)")
                .matcher(reply.body())
                .results()
                .map(found -> Boolean.parseBoolean(found.group(1)))
                .toList();
    }

    @Test
    void clientEndsItsRefreshTokenAndWhatItHasMade() {
        Wire.Reply issued = talk.as("shop", exchange("id_token", broker.token()));
        String token = granted(issued);
        String refresh = member(issued, "refresh_token");
        assertFalse(refresh.isEmpty(), issued::toString);
        at("revoke", refresh, plain());
        assertEquals("true", member(at("introspect", token, shop()), "active"));
        at("revoke", refresh, shop());
        assertEquals(DEAD, at("introspect", token, shop()).body());
        talk.refused(Reason.GRANT_INVALID, "invalid_grant", () -> talk.as("shop", TokenTalk.refresh(refresh)));
    }

    private void refused(Reason reason, Wire.Reply reply) {
        assertEquals(401, reply.status(), reply::toString);
        assertTrue(reply.header("WWW-Authenticate").isPresent());
        assertTrue(
                broker.audit.of(reply).stream().anyMatch(entry -> entry.told().endsWith("REFUSED " + reason)),
                () -> reason + " is not among " + broker.audit.of(reply));
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
        Wire.Reply challenged = evaluate(dpop(token, proof(token, "POST", EVALUATION, ""), KEY));
        refused(Reason.POSSESSION_NONCE_NEEDED, challenged);
        assertTrue(challenged.header("WWW-Authenticate").orElse("").contains("use_dpop_nonce"));
        String nonce = challenged.header("DPoP-Nonce").orElseThrow();
        TokenDraft honest = proof(token, "POST", EVALUATION, nonce);
        assertEquals("true", member(evaluate(dpop(token, honest, KEY)), "decision"));
        refused(Reason.POSSESSION_INVALID, evaluate(dpop(token, honest, KEY)));
        refused(Reason.POSSESSION_NOT_PROVEN, evaluate(bearer(token)));
        refused(
                Reason.POSSESSION_INVALID,
                evaluate(dpop(token, proof(token, "POST", EVALUATION, nonce).claim("ath", hash("x")), KEY)));
        refused(Reason.POSSESSION_INVALID, evaluate(dpop(token, proof(token, "GET", EVALUATION, nonce), KEY)));
        refused(Reason.POSSESSION_INVALID, evaluate(dpop(token, proof(token, "POST", PAGE, nonce), KEY)));
        refused(Reason.POSSESSION_INVALID, evaluate(dpop(token, proof(token, "POST", EVALUATION, nonce), STRANGER)));
        TokenDraft strangers = Clients.dpop(STRANGER, broker.clock.instant(), nonce)
                .claim("htu", EVALUATION)
                .claim("ath", hash(token));
        refused(Reason.POSSESSION_NOT_PROVEN, evaluate(dpop(token, strangers, STRANGER)));
    }

    private String nonceFor(String token) {
        return evaluate(dpop(token, proof(token, "POST", EVALUATION, ""), KEY))
                .header("DPoP-Nonce")
                .orElseThrow();
    }

    @Test
    void O26proofBesideATokenThatIsBoundToNoKey() {
        String token = token("shop");
        String nonce = nonceFor(bound());
        assertEquals("true", member(evaluate(bearer(token)), "decision"));
        refused(Reason.POSSESSION_NOT_PROVEN, evaluate(dpop(token, proof(token, "POST", EVALUATION, nonce), KEY)));
        HeaderLines.Line proof = Clients.proof(proof(token, "POST", EVALUATION, nonce), KEY);
        refused(Reason.POSSESSION_NOT_PROVEN, evaluate(bearer(token), proof));
    }

    @Test
    void O26onlyTheProofOfAGoodTokenIsRemembered() {
        String token = bound();
        String nonce = nonceFor(token);
        String forged = token.substring(0, token.lastIndexOf('.')) + ".AAAA";
        long before = broker.holdings().proofs();
        refused(Reason.TOKEN_SIGNATURE_INVALID, evaluate(dpop(forged, proof(forged, "POST", EVALUATION, nonce), KEY)));
        refused(Reason.TOKEN_MALFORMED, evaluate(dpop("junk", proof("junk", "POST", EVALUATION, nonce), KEY)));
        TokenDraft strangers = Clients.dpop(STRANGER, broker.clock.instant(), nonce)
                .claim("htu", EVALUATION)
                .claim("ath", hash(token));
        refused(Reason.POSSESSION_NOT_PROVEN, evaluate(dpop(token, strangers, STRANGER)));
        assertEquals(before, broker.holdings().proofs());
        TokenDraft honest = proof(token, "POST", EVALUATION, nonce);
        assertEquals("true", member(evaluate(dpop(token, honest, KEY)), "decision"));
        assertEquals(before + 1, broker.holdings().proofs());
    }

    @Test
    void O26forwardedProofIsForTheOriginalRequest() {
        String token = bound(forSite());
        Wire.Reply challenged = visit(dpop(token, proof(token, "GET", PAGE, ""), KEY));
        refused(Reason.POSSESSION_NONCE_NEEDED, challenged);
        String nonce = challenged.header("DPoP-Nonce").orElseThrow();
        Wire.Reply passed = visit(dpop(token, proof(token, "GET", PAGE, nonce), KEY));
        assertEquals(200, passed.status(), passed::toString);
        refused(Reason.POSSESSION_NOT_PROVEN, visit(bearer(token)));
        refused(
                Reason.POSSESSION_INVALID,
                visit(dpop(token, proof(token, "GET", "https://wiki.example.com/admin", nonce), KEY)));
        refused(
                Reason.POSSESSION_INVALID,
                visit(dpop(token, proof(token, "GET", Clients.BROKER + "/forward-auth", nonce), KEY)));
    }

    private Wire.Reply askAsService(HeaderLines.Line service, String token, String resource) {
        String question = "{\"subject\":{\"type\":\"access_token\",\"id\":\"" + token + "\"},"
                + QUESTION.substring(1).replace("reports:::1", "reports:::" + resource);
        return Wire.post(broker.port(), "/access/v1/evaluation", "application/json", List.of(service), question);
    }

    private static HeaderLines.Line service() {
        return TokenTalk.basic("reports", "SERVICE");
    }

    /** T07: what a bound token was narrowed to holds at the service that alone can check its proof. */
    @Test
    void T07serviceAsksAboutTheBoundTokenThatCameToIt() {
        String token = bound(TokenTalk.with(
                forSite(),
                "authorization_details",
                "[{\"type\":\"iam_policy\",\"policy\":{\"Version\":\"2012-10-17\",\"Statement\":[{"
                        + "\"Effect\":\"Allow\",\"Action\":\"reports:Get\","
                        + "\"Resource\":\"arn:daypass:reports:::one\"}]}}]"));
        assertEquals(List.of(true), decisions(askAsService(service(), token, "one")));
        assertEquals(List.of(false), decisions(askAsService(service(), token, "two")));
        refused(Reason.POSSESSION_NOT_PROVEN, evaluate(bearer(token)));
        assertEquals(
                401,
                askAsService(Clients.basic("reports", "wrong"), token, "one").status());
    }

    /** T08: whoever narrows again without a wish must not hide from services what the token was narrowed to. */
    @Test
    void T08narrowingIsStillToldAfterTheNextExchange() {
        Map<String, String> narrowing = TokenTalk.with(
                TokenTalk.with(forSite(), "scope", "ReadOne"),
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
        String told = at("introspect", token, service()).body();
        assertTrue(told.contains("\"scope\":\"ReadOne\""), told);
        assertTrue(told.contains("\"Resource\":\"arn:daypass:reports:::one\""), told);
    }

    @Test
    void X13serviceLearnsNothingOfTokensThatAreNotForIt() {
        String token = granted(talk.as("shop", forSite()));
        assertEquals(List.of(true), decisions(askAsService(service(), token, "one")));
        assertEquals("true", member(at("introspect", token, service()), "active"));
        Wire.Reply foreign = askAsService(service(), token("shop"), "one");
        assertEquals(List.of(false), decisions(foreign));
        assertTrue(broker.audit.of(foreign).stream()
                .anyMatch(entry -> entry.told().endsWith("REFUSED " + Reason.AUDIENCE_MISMATCH)));
        assertEquals(DEAD, at("introspect", token("shop"), service()).body());
        assertEquals(List.of(false), decisions(askAsService(shop(), token, "one")));
        assertEquals(foreign.body(), askAsService(service(), "junk", "one").body());
        at("revoke", token, shop());
        assertEquals(foreign.body(), askAsService(service(), token, "one").body());
        assertEquals(400, evaluate(service()).status());
    }

    @Test
    void O27certificateIsBelievedFromTheTrustedProxyOnly() {
        var form = new LinkedHashMap<>(forSite());
        form.put("client_id", "certified");
        String token = granted(Wire.postFrom(
                "127.0.0.2",
                broker.port(),
                "/oauth/token",
                List.of(Clients.forwarded(Clients.CERTIFICATE)),
                Wire.form(form)));
        assertEquals(
                200,
                visit(bearer(token), Clients.forwarded(Clients.CERTIFICATE)).status());
        refused(Reason.POSSESSION_NOT_PROVEN, visit(bearer(token)));
        refused(Reason.POSSESSION_NOT_PROVEN, visit(bearer(token), Clients.forwarded(Clients.STRANGERS_CERTIFICATE)));
        refused(Reason.POSSESSION_NOT_PROVEN, evaluate(bearer(token), Clients.forwarded(Clients.CERTIFICATE)));
    }
}
