package dev.daypass.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.server.http.HeaderLines;
import dev.daypass.server.sts.Signed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The calls of IAM Identity Center, as tools make them. */
record SsoTalk(AttackedBroker broker) {
    static final String DEVICE = "urn:ietf:params:oauth:grant-type:device_code";
    static final String START = "https://broker.example.com/start";

    /** A client that has registered. */
    record Client(String id, String secret) {}

    Wire.Reply oidc(String path, Map<String, String> members) {
        String body = members.entrySet().stream()
                .map(member -> "\"" + member.getKey() + "\":"
                        + (member.getValue().startsWith("[") ? member.getValue() : "\"" + member.getValue() + "\""))
                .collect(Collectors.joining(",", "{", "}"));
        return Wire.post(broker.port(), "/aws/oidc" + path, "application/json", List.of(), body);
    }

    Wire.Reply portal(String path, String access) {
        return Wire.get(broker.port(), "/aws/sso" + path, List.of(bearer(access)));
    }

    Wire.Reply roleCredentials(String access, String role) {
        return portal("/federation/credentials?role_name=" + Wire.encode(role) + "&account_id=111122223333", access);
    }

    Wire.Reply logout(String access) {
        return Wire.post(broker.port(), "/aws/sso/logout", "application/json", List.of(bearer(access)), "");
    }

    private static HeaderLines.Line bearer(String access) {
        return new HeaderLines.Line("x-amz-sso_bearer_token", access);
    }

    Client register() {
        Wire.Reply reply = oidc("/client/register", Map.of("clientName", "botocore", "clientType", "public"));
        assertEquals(200, reply.status(), reply::toString);
        return new Client(TokenTalk.member(reply, "clientId"), TokenTalk.member(reply, "clientSecret"));
    }

    Wire.Reply start(Client client) {
        return oidc(
                "/device_authorization",
                Map.of("clientId", client.id(), "clientSecret", client.secret(), "startUrl", START));
    }

    Wire.Reply poll(Client client, String deviceCode) {
        return token(client, Map.of("grantType", DEVICE, "deviceCode", deviceCode));
    }

    Wire.Reply refresh(Client client, String refreshToken) {
        return token(client, Map.of("grantType", "refresh_token", "refreshToken", refreshToken));
    }

    Wire.Reply token(Client client, Map<String, String> more) {
        return oidc(
                "/token",
                TokenTalk.with(TokenTalk.with(more, "clientId", client.id()), "clientSecret", client.secret()));
    }

    /**
     * What a program holds of a login.
     *
     * @param client whose it is
     */
    record Login(Client client, String access, String refresh) {}

    /** A login that somebody who is signed in said yes to. */
    Login login(Browser person) {
        Client client = register();
        Wire.Reply started = start(client);
        Wire.Reply answered = person.postOurs(
                "/device/answer",
                Map.of(
                        Browser.CSRF,
                        person.csrf(),
                        "user_code",
                        TokenTalk.member(started, "userCode"),
                        "answer",
                        "allow"));
        assertEquals(200, answered.status(), answered::toString);
        return held(client, poll(client, TokenTalk.member(started, "deviceCode")));
    }

    static Login held(Client client, Wire.Reply reply) {
        assertEquals(200, reply.status(), reply::toString);
        return new Login(client, TokenTalk.member(reply, "accessToken"), TokenTalk.member(reply, "refreshToken"));
    }

    /** Refused in the form that SDKs know, and audited once. */
    void refused(Wire.Reply reply, int status, String type, String reason) {
        assertEquals(status, reply.status(), reply::toString);
        assertEquals(type, type(reply), reply::toString);
        assertFalse(reply.requestId().isEmpty(), reply::toString);
        assertTrue(reply.body().contains(reply.requestId()), "people are told the id");
        assertFalse(reply.body().contains("dev.daypass"), reply::toString);
        assertEquals(
                List.of(reason),
                broker.audit.of(reply).stream()
                        .filter(entry -> entry.outcome().equals("REFUSED"))
                        .map(AuditTrail.Entry::reason)
                        .toList());
    }

    /** The keys of a role's session. */
    Signed.Keys keys(Wire.Reply reply) {
        assertEquals(200, reply.status(), reply::toString);
        return new Signed.Keys(
                TokenTalk.member(reply, "accessKeyId"),
                TokenTalk.member(reply, "secretAccessKey"),
                Optional.of(TokenTalk.member(reply, "sessionToken")),
                broker.clock.instant());
    }

    /** The exception that SDKs make of an answer. */
    static String type(Wire.Reply reply) {
        return reply.header("x-amzn-ErrorType").orElse("");
    }
}
