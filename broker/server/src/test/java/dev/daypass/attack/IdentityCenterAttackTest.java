package dev.daypass.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is tried at the calls of IAM Identity Center: bad forms, other people's codes and tokens, other kinds of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class IdentityCenterAttackTest {
    private final AttackedBroker broker;
    private final SsoTalk sso;

    IdentityCenterAttackTest(@TempDir Path directory) {
        broker = AttackedBroker.start(directory);
        sso = new SsoTalk(broker);
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @Test
    void anybodyRegistersAndMayAskPeople() {
        SsoTalk.Client client = sso.register();
        Wire.Reply started = sso.start(client);
        assertEquals(200, started.status(), started::toString);
        assertTrue(TokenTalk.member(started, "userCode").matches("[B-Z]{4}-[B-Z]{4}"), started::toString);
        String device = TokenTalk.member(started, "deviceCode");
        Wire.Reply pending = sso.poll(client, device);
        assertEquals(400, pending.status());
        assertEquals("AuthorizationPendingException", SsoTalk.type(pending));
        assertEquals("authorization_pending", pending.code());
        Wire.Reply hasty = sso.poll(client, device);
        assertEquals("SlowDownException", SsoTalk.type(hasty));
        broker.clock.step(Duration.ofMinutes(11));
        assertEquals("ExpiredTokenException", SsoTalk.type(sso.poll(client, device)));
    }

    @ParameterizedTest(name = "O17 {0}")
    @CsvSource({
        "https://evil.example.com/callback",
        "http://localhost/callback",
        "http://127.0.0.1.evil.example.com/callback",
        "http://127.0.0.1:80@evil.example.com/",
        "myapp:/callback"
    })
    void o17NoClientRegistersAnAddressElsewhere(String uri) {
        sso.refused(
                sso.oidc(
                        "/client/register",
                        Map.of("clientName", "x", "clientType", "public", "redirectUris", "[\"" + uri + "\"]")),
                400,
                "InvalidRequestException",
                "PARAMETER_INVALID");
    }

    @ParameterizedTest
    @CsvSource({
        "clientType,confidential,InvalidRequestException,PARAMETER_INVALID",
        "clientName,<b>you</b>,InvalidRequestException,PARAMETER_INVALID",
        "scopes,[\"admin\"],InvalidScopeException,SCOPE_INVALID",
        "grantTypes,[\"password\"],UnsupportedGrantTypeException,GRANT_UNKNOWN",
        "redirectUris,nothing,InvalidRequestException,PARAMETER_INVALID",
        "who,me,InvalidRequestException,REQUEST_MALFORMED"
    })
    void o20ARegistrationOfAnotherFormIsRefused(String member, String value, String type, String reason) {
        Map<String, String> form = Map.of("clientName", "x", "clientType", "public");
        sso.refused(
                sso.oidc("/client/register", TokenTalk.with(TokenTalk.without(form, member), member, value)),
                400,
                type,
                reason);
    }

    @Test
    void o20NobodyActsForAClientWithoutItsSecret() {
        SsoTalk.Client client = sso.register();
        SsoTalk.Client other = sso.register();
        for (SsoTalk.Client liar :
                List.of(new SsoTalk.Client(client.id(), other.secret()), new SsoTalk.Client(client.id(), "1.AAAA"))) {
            sso.refused(sso.start(liar), 401, "InvalidClientException", "CLIENT_AUTHENTICATION_FAILED");
        }
        for (String id : List.of("shop", "daypass-cli", client.id() + "A", "")) {
            assertEquals(401, sso.start(new SsoTalk.Client(id, client.secret())).status(), id);
        }
        broker.clock.step(Duration.ofDays(30));
        sso.refused(sso.start(client), 401, "InvalidClientException", "CLIENT_UNKNOWN");
    }

    @Test
    void o24ADeviceCodeIsOneClients() {
        SsoTalk.Client client = sso.register();
        String device = TokenTalk.member(sso.start(client), "deviceCode");
        sso.refused(sso.poll(sso.register(), device), 400, "InvalidGrantException", "GRANT_INVALID");
        sso.refused(sso.poll(client, device + "x"), 400, "InvalidGrantException", "GRANT_INVALID");
        assertEquals("AuthorizationPendingException", SsoTalk.type(sso.poll(client, device)));
    }

    @Test
    void signingInElsewhereIsNotBegunHere() {
        SsoTalk.Client client = sso.register();
        Map<String, String> form = Map.of(
                "clientId", client.id(),
                "clientSecret", client.secret(),
                "startUrl", "https://broker.example.com.evil.example/start");
        sso.refused(sso.oidc("/device_authorization", form), 400, "InvalidRequestException", "PARAMETER_INVALID");
    }

    @ParameterizedTest
    @CsvSource({
        "password,UnsupportedGrantTypeException,GRANT_UNKNOWN",
        "refresh_token,InvalidRequestException,PARAMETER_INVALID",
        "authorization_code,InvalidRequestException,PARAMETER_INVALID"
    })
    void aGrantWithoutWhatItNeedsIsRefused(String grant, String type, String reason) {
        sso.refused(sso.token(sso.register(), Map.of("grantType", grant)), 400, type, reason);
    }

    @Test
    void startLeadsToThePortalAndAuthorizeToTheOneAuthorizationEndpoint() {
        assertEquals("/", new Browser(broker).visit("/start").header("Location").orElse(""));
        assertEquals(
                "/oauth/authorize?client_id=x&scopes=sso%3Aaccount%3Aaccess",
                new Browser(broker)
                        .visit("/aws/oidc/authorize?client_id=x&scopes=sso%3Aaccount%3Aaccess")
                        .header("Location")
                        .orElse(""));
    }
}
