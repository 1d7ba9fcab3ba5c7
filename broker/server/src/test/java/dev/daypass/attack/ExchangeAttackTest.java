package dev.daypass.attack;

import static dev.daypass.attack.TokenTalk.EXCHANGE;
import static dev.daypass.attack.TokenTalk.TYPE;
import static dev.daypass.attack.TokenTalk.exchange;
import static dev.daypass.attack.TokenTalk.granted;
import static dev.daypass.attack.TokenTalk.member;
import static dev.daypass.attack.TokenTalk.with;
import static dev.daypass.attack.TokenTalk.without;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.outcome.Reason;
import dev.daypass.server.sts.Signed;
import dev.daypass.testkit.jwt.SigningKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Attacks on token exchange (security 1.4): X01 to X04, X09 to X11 and X15; {@link WideningAttackTest} and {@link
 * ActorAttackTest} have the others. Each first shows that its honest twin is granted.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ExchangeAttackTest {
    private static final String API = "https://api.example.com";
    private static final String SHOP = "https://shop.example.com";

    private final AttackedBroker broker;
    private final TokenTalk talk;

    ExchangeAttackTest(@TempDir Path directory) {
        broker = AttackedBroker.start(directory);
        talk = new TokenTalk(broker);
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    private Wire.Reply withToken(String type, String token) {
        return talk.as("shop", exchange(type, token));
    }

    private void refused(Reason reason, String error, Map<String, String> form) {
        talk.refused(reason, error, () -> talk.as("shop", form));
    }

    @Test
    void everyGrantGivesATokenOfOneKind() {
        for (Map<String, String> form : List.of(
                exchange("saml2", broker.response()),
                exchange("id_token", broker.token()),
                exchange("jwt", broker.token()),
                bearer("saml2-bearer", broker.response()),
                bearer("jwt-bearer", broker.token()))) {
            Wire.Reply reply = talk.as("shop", form);
            granted(reply);
            assertEquals("Bearer", member(reply, "token_type"));
        }
        Wire.Reply service = talk.as("reports", Map.of("grant_type", "client_credentials"));
        granted(service);
        assertEquals("", member(service, "refresh_token"), "RFC 6749 section 4.4.3");
    }

    private static Map<String, String> bearer(String grant, String assertion) {
        return Map.of(
                "grant_type",
                "urn:ietf:params:oauth:grant-type:" + grant,
                "assertion",
                assertion,
                "resource",
                "prod/Federated");
    }

    @Test
    void accessKeyWorksAtTheSts() {
        Wire.Reply reply = talk.as(
                "shop",
                with(
                        exchange("saml2", broker.response()),
                        "requested_token_type",
                        "urn:daypass:token-type:access-key"));
        granted(reply);
        assertEquals("N_A", member(reply, "token_type"));
        var keys = new Signed.Keys(
                member(reply, "AccessKeyId"),
                member(reply, "SecretAccessKey"),
                Optional.of(member(reply, "SessionToken")),
                broker.clock.instant());
        assertTrue(broker.whoAmI(keys).body().contains("assumed-role/Federated/"));
    }

    @Test
    void X01declaredTypeLies() {
        String access = granted(withToken("id_token", broker.token()));
        granted(withToken("access_token", access));
        refused(Reason.PROVIDER_UNKNOWN, "invalid_request", exchange("id_token", access));
        refused(Reason.PROVIDER_UNKNOWN, "invalid_request", exchange("jwt", access));
        refused(Reason.TOKEN_TYPE, "invalid_request", exchange("access_token", broker.token()));
        refused(Reason.TOKEN_MALFORMED, "invalid_request", exchange("id_token", broker.response()));
        refused(Reason.PARAMETER_INVALID, "invalid_request", exchange("saml2", broker.token()));
        String refresh = member(withToken("id_token", broker.token()), "refresh_token");
        refused(Reason.TOKEN_MALFORMED, "invalid_request", exchange("access_token", refresh));
        String logout = broker.issuer
                .token()
                .claim("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()))
                .signedBy(SigningKeys.RSA);
        refused(Reason.TOKEN_TYPE, "invalid_request", exchange("id_token", logout));
        refused(
                Reason.PARAMETER_INVALID,
                "invalid_request",
                with(exchange("id_token", broker.token()), "subject_token_type", TYPE + "refresh_token"));
    }

    @Test
    void X02tokenForAnotherAudience() {
        granted(withToken("id_token", broker.token()));
        for (String audience : List.of("https://kubernetes.default.svc", "daypass2", "DAYPASS")) {
            String token = broker.issuer.token().audience(audience).signedBy(SigningKeys.RSA);
            refused(Reason.AUDIENCE_MISMATCH, "invalid_request", exchange("id_token", token));
        }
        String both = broker.issuer.token().audience("daypass", "other").signedBy(SigningKeys.RSA);
        refused(Reason.AUDIENCE_MISMATCH, "invalid_request", exchange("id_token", both));
    }

    @Test
    void X03clientMayNotUseTheProviderTheTypeOrTheRole() {
        String response = broker.response();
        granted(talk.as("narrow", exchange("saml2", broker.response())));
        talk.refused(
                Reason.CLIENT_NOT_ALLOWED,
                "unauthorized_client",
                () -> talk.as("narrow", exchange("id_token", broker.token())));
        talk.refused(
                Reason.CLIENT_NOT_ALLOWED, "unauthorized_client", () -> talk.as("post", exchange("saml2", response)));
        talk.refused(
                Reason.CLIENT_NOT_ALLOWED,
                "unauthorized_client",
                () -> talk.as("narrow", bearer("saml2-bearer", response)));
        talk.refused(
                Reason.TARGET_NOT_ALLOWED,
                "invalid_target",
                () -> talk.as("narrow", with(exchange("saml2", response), "resource", "prod/Chained")));
        granted(talk.as("narrow", exchange("saml2", response)));
    }

    @Test
    void X03sessionOfAnotherClientsProvider() {
        String audience = "https://narrow.example.com";
        String access = granted(talk.as("shop", with(exchange("id_token", broker.token()), "audience", audience)));
        talk.refused(
                Reason.CLIENT_NOT_ALLOWED,
                "unauthorized_client",
                () -> talk.as("narrow", with(exchange("access_token", access), "audience", API)));
        String ours = granted(talk.as("shop", with(exchange("saml2", broker.response()), "audience", audience)));
        granted(talk.as("narrow", with(exchange("access_token", ours), "audience", API)));
    }

    @Test
    void X03clientIsRefusedBeforeTheProofIsSpent() {
        String response = broker.response();
        broker.reconfigure("apps/clients.yaml", "providers: [corp]", "providers: [corp-oidc]");
        try {
            talk.refused(
                    Reason.CLIENT_NOT_ALLOWED,
                    "unauthorized_client",
                    () -> talk.as("narrow", exchange("saml2", response)));
        } finally {
            broker.restoreConfiguration();
        }
        granted(talk.as("narrow", exchange("saml2", response)));
    }

    @Test
    void X04nothingFallsThroughToAnotherGrant() {
        Map<String, String> honest = exchange("id_token", broker.token());
        for (String other : List.of("assertion", "refresh_token", "code", "username", "scopes", "resources")) {
            refused(Reason.PARAMETER_INVALID, "invalid_request", with(honest, other, "x"));
        }
        refused(Reason.PARAMETER_MISSING, "invalid_request", without(honest, "subject_token"));
        refused(Reason.PARAMETER_MISSING, "invalid_request", with(honest, "subject_token", ""));
        refused(Reason.PARAMETER_MISSING, "invalid_request", without(honest, "grant_type"));
        refused(Reason.GRANT_UNKNOWN, "unsupported_grant_type", with(honest, "grant_type", "password"));
        refused(Reason.CLIENT_NOT_ALLOWED, "unauthorized_client", Map.of("grant_type", "client_credentials"));
        refused(
                Reason.PARAMETER_INVALID,
                "invalid_request",
                Map.of("grant_type", "client_credentials", "subject_token", broker.token()));
        String oversize =
                broker.issuer.token().claim("note", "x".repeat(40_000)).signedBy(SigningKeys.RSA);
        refused(Reason.LIMIT_EXCEEDED, "invalid_request", exchange("id_token", oversize));
        granted(talk.as("shop", honest));
    }

    @Test
    void X04parameterGivenTwice() {
        Map<String, String> honest = exchange("id_token", broker.token());
        for (String name : honest.keySet().stream()
                .filter(name -> !name.equals("resource"))
                .toList()) {
            String form = Wire.form(honest) + "&" + name + "=x";
            talk.refused(
                    Reason.REQUEST_MALFORMED,
                    "invalid_request",
                    () -> Wire.post(
                            broker.port(), "/oauth/token", Wire.FORM, List.of(TokenTalk.basic("shop", "SHOP")), form));
        }
        granted(talk.as("shop", honest));
    }

    @Test
    void X02tokenOfOursThatAnotherClientWasCalledWith() {
        String own = granted(withToken("id_token", broker.token()));
        String api = granted(
                talk.as("shop", with(exchange("id_token", broker.token()), "audience", "https://narrow.example.com")));
        for (String token : List.of(own, api)) {
            granted(withToken("access_token", token));
            talk.refused(
                    Reason.AUDIENCE_MISMATCH,
                    "invalid_request",
                    () -> talk.as("plain", with(exchange("access_token", token), "audience", SHOP)));
        }
    }

    @Test
    void X02serviceHandsOnToServicesOnly() {
        String given = granted(
                talk.as("shop", with(exchange("saml2", broker.response()), "audience", "https://narrow.example.com")));
        String handedOn = granted(talk.as("narrow", with(exchange("access_token", given), "audience", API)));
        for (String token : List.of(given, handedOn)) {
            Map<String, String> honest = with(exchange("access_token", token), "audience", API);
            granted(talk.as("narrow", honest));
            for (Map<String, String> form : List.of(
                    without(honest, "audience"),
                    with(honest, "audience", "https://broker.example.com"),
                    with(honest, "requested_token_type", "urn:daypass:token-type:access-key"))) {
                talk.refused(Reason.TARGET_NOT_ALLOWED, "invalid_target", () -> talk.as("narrow", form));
            }
        }
    }

    @Test
    void X09whatADisabledClientHandedOnEnds() {
        String given = granted(talk.as("plain", with(exchange("id_token", broker.token()), "audience", SHOP)));
        String handedOn = granted(talk.as("shop", with(exchange("access_token", given), "audience", API)));
        Map<String, String> again = with(exchange("access_token", handedOn), "audience", API);
        granted(talk.as("shop", again));
        broker.reconfigure(
                "apps/clients.yaml",
                "plain:\n  type: oauth\n  enabled: true",
                "plain:\n  type: oauth\n  enabled: false");
        try {
            refused(Reason.SESSION_REVOKED, "invalid_request", again);
        } finally {
            broker.restoreConfiguration();
        }
    }

    @Test
    void X09disabledProviderSubjectRoleOrService() {
        String access = granted(withToken("id_token", broker.token()));
        for (List<String> change : List.of(
                List.of("providers/corp.yaml", "type: oidc\n  enabled: true", "type: oidc\n  enabled: false"),
                List.of("providers/corp.yaml", "blockedSubjects: [nobody]", "blockedSubjects: [alice]"),
                List.of("roles/prod.yaml", "enabled: true", "enabled: false"))) {
            broker.reconfigure(change.get(0), change.get(1), change.get(2));
            try {
                for (Map<String, String> form :
                        List.of(exchange("id_token", broker.token()), exchange("access_token", access))) {
                    Wire.Reply reply = talk.as("shop", form);
                    assertEquals(400, reply.status(), () -> change + ": " + reply);
                }
            } finally {
                broker.restoreConfiguration();
            }
        }
        granted(talk.as("reports", Map.of("grant_type", "client_credentials")));
        broker.reconfigure("services/reports.yaml", "enabled: true", "enabled: false");
        try {
            talk.refused(
                    Reason.CLIENT_NOT_ALLOWED,
                    "unauthorized_client",
                    () -> talk.as("reports", Map.of("grant_type", "client_credentials")));
        } finally {
            broker.restoreConfiguration();
        }
    }

    @Test
    void X10revokedOrExpiredTokenOfOurs() {
        Wire.Reply reply = withToken("id_token", broker.token());
        String access = granted(reply);
        granted(withToken("access_token", access));
        String session = TokenTalk.member(new Wire.Reply(200, List.of(), TokenTalk.payload(access), 0), "sid");
        broker.admin("/api/v1/sessions/" + session + "/revoke", "{}");
        refused(Reason.SESSION_REVOKED, "invalid_request", exchange("access_token", access));
        String other = granted(withToken("id_token", broker.token()));
        broker.clock.step(Duration.ofMinutes(16));
        refused(Reason.CREDENTIALS_EXPIRED, "invalid_request", exchange("access_token", other));
        String changed = access.substring(0, access.length() - 4) + "AAAA";
        refused(Reason.TOKEN_SIGNATURE_INVALID, "invalid_request", exchange("access_token", changed));
    }

    @Test
    void X11bearerAssertionServesOnceOnAllFaces() {
        String token = broker.token();
        granted(talk.as("shop", bearer("jwt-bearer", token)));
        refused(Reason.PROOF_REPLAYED, "invalid_grant", bearer("jwt-bearer", token));
        String response = broker.response();
        granted(talk.as("shop", bearer("saml2-bearer", response)));
        refused(Reason.PROOF_REPLAYED, "invalid_grant", bearer("saml2-bearer", response));
        Wire.Reply sts = broker.sts(AttackedBroker.withSaml(response));
        assertEquals("InvalidIdentityToken", sts.code(), "one use on all faces");
        String none = "eyJhbGciOiJub25lIn0." + broker.token().split("\\.", -1)[1] + ".";
        refused(Reason.TOKEN_ALGORITHM, "invalid_grant", bearer("jwt-bearer", none));
    }

    @Test
    void X15maskedSecretIsNoSecret() {
        granted(withToken("id_token", broker.token()));
        for (String masked : List.of("***", "", "${env:SHOP}")) {
            talk.refused(
                    Reason.CLIENT_AUTHENTICATION_FAILED,
                    "invalid_client",
                    () -> talk.send(exchange("id_token", broker.token()), List.of(Clients.basic("shop", masked))));
        }
    }

    @Test
    void oneResponseGivesTheSameRoleNameAndTagsOnBothFaces() {
        Wire.Reply oauth = withToken("saml2", broker.response());
        String subject = member(new Wire.Reply(200, List.of(), TokenTalk.payload(granted(oauth)), 0), "sub");
        Wire.Reply sts = broker.sts(AttackedBroker.withSaml(broker.response()));
        assertEquals(sts.element("Arn"), subject);
        assertEquals(EXCHANGE, exchange("saml2", "x").get("grant_type"));
    }

    @Test
    void refusalsAndGrantsNameTheClientInTheAudit() {
        Wire.Reply granted = withToken("id_token", broker.token());
        granted(granted);
        Wire.Reply refused = talk.as("narrow", exchange("id_token", broker.token()));
        for (Wire.Reply reply : List.of(granted, refused)) {
            assertTrue(
                    broker.audit.of(reply).stream()
                            .anyMatch(entry -> entry.line().contains("\"client\":[\"")),
                    () -> "no client in " + broker.audit.of(reply));
        }
    }

    @Test
    void X09sessionOfADisabledClientEndsOnAllFaces() {
        String access = granted(talk.as("plain", with(exchange("id_token", broker.token()), "audience", SHOP)));
        Map<String, String> onward = with(exchange("access_token", access), "audience", API);
        Wire.Reply key = talk.as(
                "plain",
                with(
                        exchange("id_token", broker.token()),
                        "requested_token_type",
                        "urn:daypass:token-type:access-key"));
        var keys = new Signed.Keys(
                member(key, "AccessKeyId"),
                member(key, "SecretAccessKey"),
                Optional.of(member(key, "SessionToken")),
                broker.clock.instant());
        assertEquals("", broker.whoAmI(keys).code());
        granted(talk.as("shop", onward));
        broker.reconfigure(
                "apps/clients.yaml",
                "plain:\n  type: oauth\n  enabled: true",
                "plain:\n  type: oauth\n  enabled: false");
        try {
            refused(Reason.SESSION_REVOKED, "invalid_request", onward);
            assertEquals("InvalidClientTokenId", broker.whoAmI(keys).code());
        } finally {
            broker.restoreConfiguration();
        }
    }
}
