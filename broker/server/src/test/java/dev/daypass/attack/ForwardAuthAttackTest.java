package dev.daypass.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.keys.TokenType;
import dev.daypass.core.outcome.Reason;
import dev.daypass.server.http.HeaderLines;
import dev.daypass.server.sts.Signed;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What is tried at the door that proxies ask, and with our own access tokens (J02, X10, O26, O27, T27). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ForwardAuthAttackTest {
    private static final String SITE = "wiki.example.com";
    private static final String EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private final AttackedBroker broker;
    private final Insider insider;

    ForwardAuthAttackTest(@TempDir Path directory) {
        broker = AttackedBroker.start(directory);
        insider = new Insider(broker);
    }

    @AfterEach
    void restore() {
        broker.restoreConfiguration();
    }

    @AfterAll
    void stop() {
        insider.close();
        broker.close();
    }

    /** What a trusted proxy asks. */
    private record Asked(String method, String host, String uri, List<HeaderLines.Line> headers) {
        static Asked get(String uri) {
            return new Asked("GET", SITE, uri, List.of());
        }

        Asked with(String name, String value) {
            var more = new ArrayList<>(headers);
            more.add(new HeaderLines.Line(name, value));
            return new Asked(method, host, uri, more);
        }

        Asked bearing(String token) {
            return with("Authorization", "Bearer " + token);
        }

        List<HeaderLines.Line> lines() {
            var lines = new ArrayList<>(headers);
            lines.add(new HeaderLines.Line("X-Original-Method", method));
            lines.add(new HeaderLines.Line("X-Original-Host", host));
            lines.add(new HeaderLines.Line("X-Original-Uri", uri));
            return lines;
        }
    }

    private Wire.Reply ask(Asked asked) {
        return Wire.getFrom("127.0.0.2", broker.port(), "/forward-auth", asked.lines());
    }

    private void refused(Asked asked, int status, Reason reason) {
        Wire.Reply reply = ask(asked);
        assertEquals(status, reply.status(), reply::toString);
        assertTrue(
                broker.audit.of(reply).stream().anyMatch(entry -> entry.told().endsWith("REFUSED " + reason)),
                () -> broker.audit.of(reply).toString());
        assertFalse(reply.header("Remote-User").isPresent());
    }

    private String token() {
        return insider.siteToken(broker.session());
    }

    private static Asked signed(Signed request, String host) {
        var asked = new Asked(request.method(), host, request.path(), List.of());
        for (HeaderLines.Line line : request.headers()) {
            if (!line.name().equalsIgnoreCase("host")) {
                asked = asked.with(line.name(), line.value());
            }
        }
        return asked;
    }

    @Test
    void honestVisitorPassesAndTheSiteLearnsWhoItIs() {
        Wire.Reply reply = ask(Asked.get("/docs/?page=2").bearing(token()));
        assertEquals(200, reply.status(), reply::toString);
        assertTrue(reply.header("Remote-User").orElse("").startsWith("arn:daypass:sts::111122223333:assumed-role/"));
        List<String> parts = Insider.parts(reply.header("X-Daypass-Identity").orElseThrow());
        String claims = new String(Base64.getUrlDecoder().decode(parts.get(1)), StandardCharsets.UTF_8);
        assertTrue(claims.contains("\"aud\":\"https://" + SITE + "\""), claims);
        assertTrue(claims.contains("\"path\":\"/docs/\""), claims);
        assertFalse(claims.contains(AttackedBroker.MARK));
        assertEquals(401, ask(Asked.get("/docs/")).status());
    }

    @Test
    void policiesDecideAboutMethodHostAndPath() {
        assertEquals(200, ask(Asked.get("/").bearing(token())).status());
        refused(new Asked("DELETE", SITE, "/", List.of()).bearing(token()), 403, Reason.CALLER_NOT_ALLOWED);
        refused(new Asked("GET", "other.example.com", "/", List.of()).bearing(token()), 403, Reason.CALLER_NOT_ALLOWED);
    }

    @Test
    void spoofedHeadersOfAnUntrustedPeerAreNotBelieved() {
        Asked asked = Asked.get("/").bearing(token());
        assertEquals(200, ask(asked).status());
        assertEquals(
                403, Wire.get(broker.port(), "/forward-auth", asked.lines()).status());
        refused(asked.with("X-Forwarded-Uri", "/public"), 403, Reason.REQUEST_MALFORMED);
        refused(asked.with("X-Forwarded-Method", "GET"), 403, Reason.REQUEST_MALFORMED);
        refused(asked.with("X-Original-Uri", "/public"), 403, Reason.REQUEST_MALFORMED);
        Wire.Reply inbound = ask(asked.with("Remote-User", "root").with("X-Daypass-Identity", "forged"));
        assertFalse(inbound.header("Remote-User").orElse("").contains("root"));
        refused(Asked.get("/").with("Remote-User", "root"), 401, Reason.SIGNATURE_ABSENT);
    }

    @Test
    void pathThatCouldBeReadInTwoWaysIsRefused() {
        for (String path : List.of("/a/b%20c/", "/users/@admin/(1)", "/%C3%BC", "/%E2%82%AC")) {
            assertEquals(200, ask(Asked.get(path).bearing(token())).status(), path);
        }
        for (String path : List.of(
                "/a/../admin",
                "/a/%2e%2e/admin",
                "/a//b",
                "/a/..;/admin",
                "/a%2fb",
                "/a%5cb",
                "/a\\b",
                "a",
                "/%41",
                "/%0A",
                "/users/%40admin",
                "/users/%28admin%29",
                "/a%3Ab",
                "/a%2Cb",
                "/a%3bb",
                "/a%3Bb",
                "/%7Eadmin",
                "/%c3%bc",
                "/%C3",
                "/%C0%AF",
                "/%C1%81",
                "/%E0%80%AF",
                "/%ED%A0%80",
                "/%2",
                "/%+A")) {
            refused(Asked.get(path).bearing(token()), 403, Reason.REQUEST_MALFORMED);
        }
    }

    @Test
    void J02forgedTokensAreRefused() {
        Signed.Keys session = broker.session();
        String token = insider.siteToken(session);
        assertEquals(200, ask(Asked.get("/").bearing(token)).status());
        String kid = insider.publicKey().get("kid");
        for (String header : List.of(
                "{\"alg\":\"none\",\"typ\":\"at+jwt\",\"kid\":\"" + kid + "\"}",
                "{\"alg\":\"HS256\",\"typ\":\"at+jwt\",\"kid\":\"" + kid + "\"}",
                "{\"alg\":\"RS256\",\"typ\":\"at+jwt\",\"kid\":\"" + kid + "\"}")) {
            refused(Asked.get("/").bearing(Insider.withHeader(token, header)), 401, Reason.TOKEN_ALGORITHM);
        }
        String unsigned = token.substring(0, token.lastIndexOf('.') + 1);
        refused(Asked.get("/").bearing(unsigned), 401, Reason.TOKEN_SIGNATURE_INVALID);
        refused(
                Asked.get("/").bearing(insider.sign(TokenType.WEB_IDENTITY, insider.siteClaims(session))),
                401,
                Reason.TOKEN_TYPE);
        refused(
                Asked.get("/").bearing(insider.sign(TokenType.FORWARDED_IDENTITY, insider.siteClaims(session))),
                401,
                Reason.TOKEN_TYPE);
    }

    @Test
    void tokenOfAnotherIssuerSessionOrAudienceIsRefused() {
        Signed.Keys session = broker.session();
        assertEquals(
                200, ask(Asked.get("/").bearing(insider.siteToken(session))).status());
        refusedWith(session, Map.of("iss", "https://other.example.com"), Reason.ISSUER_MISMATCH);
        refusedWith(session, Map.of("exp", broker.clock.instant().getEpochSecond()), Reason.CREDENTIALS_EXPIRED);
        refusedWith(session, Map.of("sid", broker.session().id()), Reason.CREDENTIALS_UNKNOWN);
        refusedWith(session, Map.of("aud", "https://api.other.example.com"), Reason.AUDIENCE_MISMATCH);
        refusedWith(session, Map.of("aud", "https://broker.example.com"), Reason.AUDIENCE_MISMATCH);
        refusedWith(session, Map.of("aud", "https://api.example.com"), Reason.AUDIENCE_MISMATCH);
        Map<String, Object> forThis = insider.siteClaims(session);
        forThis.put("aud", List.of("https://x.example.com", "https://" + SITE));
        assertEquals(
                200,
                ask(Asked.get("/").bearing(insider.sign(TokenType.ACCESS_TOKEN, forThis)))
                        .status());
    }

    private void refusedWith(Signed.Keys session, Map<String, Object> changed, Reason reason) {
        var claims = new LinkedHashMap<>(insider.siteClaims(session));
        claims.putAll(changed);
        refused(Asked.get("/").bearing(insider.sign(TokenType.ACCESS_TOKEN, claims)), 401, reason);
    }

    @Test
    void X10revokedOrExpiredTokenIsForgotten() {
        Signed.Keys session = broker.session();
        String token = insider.siteToken(session);
        assertEquals(200, ask(Asked.get("/").bearing(token)).status());
        broker.admin("/api/v1/sessions/" + session.id() + "/revoke", "{}");
        refused(Asked.get("/").bearing(token), 401, Reason.SESSION_REVOKED);
        String later = insider.siteToken(broker.session());
        broker.clock.step(Duration.ofHours(13));
        refused(Asked.get("/").bearing(later), 401, Reason.CREDENTIALS_EXPIRED);
    }

    @Test
    void T27bodyThatNobodyComparesIsNotBelieved() {
        Signed.Keys session = broker.session();
        Signed honest = Signed.get("/docs", session.at(broker.clock.instant()), SITE, "daypass");
        assertEquals(200, ask(signed(honest, SITE)).status(), () -> ask(signed(honest, SITE))
                .toString());
        refused(signed(honest, SITE).with("X-Amz-Content-Sha256", EMPTY), 401, Reason.REQUEST_SIGNATURE_MISMATCH);
        Asked posted = new Asked("POST", SITE, "/docs", signed(honest, SITE).headers());
        refused(posted, 401, Reason.REQUEST_SIGNATURE_MISMATCH);
        Asked elsewhere = new Asked("GET", SITE, "/admin", signed(honest, SITE).headers());
        refused(elsewhere, 401, Reason.REQUEST_SIGNATURE_MISMATCH);
        refused(signed(honest, SITE).bearing(token()), 401, Reason.TOKEN_MALFORMED);
    }
}
