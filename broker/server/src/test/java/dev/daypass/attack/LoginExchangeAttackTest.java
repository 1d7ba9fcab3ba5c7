package dev.daypass.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a terminal's login can be exchanged for, and what not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LoginExchangeAttackTest {
    private final AttackedBroker broker;
    private final Program program;
    private Program.Login login = new Program.Login("", "");

    LoginExchangeAttackTest(@TempDir Path directory) {
        broker = AttackedBroker.start(directory);
        program = new Program(broker);
    }

    @BeforeEach
    void signIn() {
        var browser = new Browser(broker);
        browser.signIn();
        login = program.byCode(browser);
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    private Map<String, String> asking(String role) {
        return TokenTalk.with(
                Program.taking(login.access(), role),
                "requested_token_type",
                "urn:ietf:params:oauth:token-type:access_token");
    }

    private Wire.Reply token(String audience) {
        return program.token(TokenTalk.with(asking("prod/Federated"), "audience", audience));
    }

    private void refused(Wire.Reply reply, String error, String reason, String number) {
        assertEquals(400, reply.status(), reply::toString);
        assertEquals(error, TokenTalk.member(reply, "error"), reply::toString);
        List<AuditTrail.Entry> told = broker.audit.of(reply);
        assertEquals(
                List.of(reason), told.stream().map(AuditTrail.Entry::reason).toList(), reply::toString);
        assertTrue(told.get(0).line().contains(number), told::toString);
    }

    private static String claims(Wire.Reply reply) {
        String[] parts = TokenTalk.granted(reply).split("\\.", -1);
        return new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    }

    @Test
    void exchangeOfALoginNamesARoleAndNothingElse() {
        assertEquals("invalid_target", TokenTalk.member(program.take(login.access(), "prod/Nothing"), "error"));
        Wire.Reply other = program.token(TokenTalk.exchange("saml2", broker.response()));
        assertEquals("invalid_request", TokenTalk.member(other, "error"));
        Wire.Reply grant = program.token(Map.of("grant_type", "client_credentials"));
        assertEquals("unsupported_grant_type", TokenTalk.member(grant, "error"));
        assertTrue(claims(program.token(asking("prod/Federated"))).contains("\"" + Browser.ISSUER + "\""));
        assertTrue(claims(program.token(asking(TokenTalk.FEDERATED))).contains("\"" + Browser.ISSUER + "\""));
    }

    @Test
    void tokenOfALoginIsForAServiceThatMayHaveItsRole() {
        for (String service : List.of("https://shop.example.com", "https://narrow.example.com")) {
            String claims = claims(token(service));
            assertTrue(
                    claims.contains("\"aud\":\"" + service + "\"") || claims.contains("\"aud\":[\"" + service + "\"]"),
                    claims);
            assertTrue(claims.contains("\"client_id\":\"daypass-cli\""), claims);
        }
        assertTrue(claims(token(Browser.ISSUER)).contains("\"" + Browser.ISSUER + "\""));
    }

    @Test
    void X06tokenOfALoginIsForNobodyElse() {
        // Of another role; of no application; a client's audience, and its name.
        for (String other : List.of(
                "https://wiki.example.com",
                "https://api.example.com",
                "https://shop.example.com/",
                "HTTPS://shop.example.com",
                "https://shop.example.com.evil.example",
                "shop",
                "*",
                "prod/Federated")) {
            refused(token(other), "invalid_target", "TARGET_NOT_ALLOWED", "X06");
        }
        Wire.Reply unknown =
                program.token(TokenTalk.with(asking("prod/Nothing"), "audience", "https://shop.example.com"));
        assertEquals("invalid_target", TokenTalk.member(unknown, "error"));
    }

    @Test
    void X06accessKeyHasNoAudience() {
        Wire.Reply key = program.token(TokenTalk.with(
                Program.taking(login.access(), "prod/Federated"), "audience", "https://shop.example.com"));
        refused(key, "invalid_request", "PARAMETER_INVALID", "audience");
    }

    @Test
    void reasonIsOfExchangesAlone() {
        Wire.Reply said =
                program.token(TokenTalk.with(Program.taking(login.access(), "prod/Federated"), "reason", "INC-4711"));
        assertEquals(200, said.status(), said::toString);
        // The role asks for none, so that none is kept.
        assertTrue(
                broker.audit.of(said).stream().noneMatch(entry -> entry.line().contains("INC-4711")));
    }
}
