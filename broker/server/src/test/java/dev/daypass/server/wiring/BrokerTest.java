package dev.daypass.server.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.StsException;

/** A whole broker from a directory, spoken to by the AWS SDK for Java and by plain HTTP. */
final class BrokerTest {
    private static final String ADMIN_TOKEN = "the-admin-token-of-this-test-0001";
    private static final String SECRET = "alices-long-term-secret-key-of-40-chars!";

    private final Path directory;
    private Optional<Broker> running = Optional.empty();

    BrokerTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @AfterEach
    void stop() {
        running.ifPresent(Broker::close);
    }

    @Test
    void sdkWalksFromUserKeysToARevokedRoleSession() throws Exception {
        Broker broker = start("");
        try (StsClient alice = sts(broker, AwsBasicCredentials.create("AKIAALICE23456723456", SECRET))) {
            assertEquals(
                    "arn:daypass:iam::111122223333:user/alice",
                    alice.getCallerIdentity().arn());
            Credentials session = alice.assumeRole(
                            request -> request.roleArn("arn:daypass:iam::111122223333:role/ReadOnly")
                                    .roleSessionName("alice"))
                    .credentials();
            try (StsClient reader = sts(broker, of(session))) {
                assertEquals(
                        "arn:daypass:sts::111122223333:assumed-role/ReadOnly/alice",
                        reader.getCallerIdentity().arn());
                HttpResponse<String> revoked =
                        admin(broker, "POST", "/api/v1/sessions/" + session.accessKeyId() + "/revoke", "{}");
                assertEquals(200, revoked.statusCode(), revoked.body());
                StsException refused = assertThrows(StsException.class, reader::getCallerIdentity);
                assertEquals("InvalidClientTokenId", refused.awsErrorDetails().errorCode());
                assertEquals(403, refused.statusCode());
            }
            StsException denied = assertThrows(
                    StsException.class,
                    () -> alice.assumeRole(request -> request.roleArn("arn:daypass:iam::111122223333:role/Nobody")
                            .roleSessionName("alice")));
            assertEquals("AccessDenied", denied.awsErrorDetails().errorCode());
        }
    }

    @Test
    void operatorsSeeHealthMetricsAuditAndSessions() throws Exception {
        Broker broker = start("");
        try (StsClient alice = sts(broker, AwsBasicCredentials.create("AKIAALICE23456723456", SECRET))) {
            alice.assumeRole(request -> request.roleArn("arn:daypass:iam::111122223333:role/ReadOnly")
                    .roleSessionName("alice"));
        }
        HttpResponse<String> ready = get(broker, "/health/ready");
        assertEquals(200, ready.statusCode(), ready.body());
        assertTrue(ready.body().contains("{\"name\":\"store\",\"status\":\"up\""), ready.body());
        assertEquals(200, get(broker, "/health/live").statusCode());
        String metrics = get(broker, "/metrics").body();
        assertTrue(
                metrics.contains("daypass_sessions_issued_total{kind=\"role\",role=\"prod/ReadOnly\"} 1.0"), metrics);
        assertTrue(metrics.contains("daypass_config_revision_info{revision="), metrics);
        String sessions =
                admin(broker, "GET", "/api/v1/sessions?role=prod/ReadOnly", "").body();
        assertTrue(sessions.contains("\"owner\":\"prod/ReadOnly\""), sessions);
        String audit = admin(broker, "GET", "/api/v1/audit?tail=5", "").body();
        assertTrue(audit.contains("ASSUME_ROLE"), audit);
        assertEquals(401, get(broker, "/api/v1/sessions").statusCode());
        assertFalse((sessions + audit + metrics).contains(SECRET));
    }

    @Test
    void sessionSurvivesRestartAndKeyRotation() throws Exception {
        Broker broker = start("");
        Credentials session;
        try (StsClient alice = sts(broker, AwsBasicCredentials.create("AKIAALICE23456723456", SECRET))) {
            session = alice.getSessionToken().credentials();
        }
        HttpResponse<String> rotated = admin(broker, "POST", "/api/v1/keys/rotate", "{}");
        assertTrue(rotated.body().matches("\\{\"version\":2,\"signingKeys\":\\[\"[\\w-]{43}\"]}"), rotated.body());
        broker.close();
        Broker again = restart();
        try (StsClient alice = sts(again, of(session))) {
            assertEquals(
                    "arn:daypass:iam::111122223333:user/alice",
                    alice.getCallerIdentity().arn());
        }
    }

    @Test
    void badConfigurationIsRefusedAndTheOldOneServes() throws Exception {
        Broker broker = start("");
        String before = broker.snapshot().revision();
        Files.writeString(directory.resolve("roles/prod.yaml"), "prod/ReadOnly: { trust: 7 }\n");
        assertEquals(400, admin(broker, "POST", "/api/v1/reload", "{}").statusCode());
        assertEquals(before, broker.snapshot().revision());
        assertTrue(get(broker, "/metrics").body().contains("daypass_config_reload_failures_total 1.0"));
        Files.writeString(directory.resolve("roles/prod.yaml"), role("ReadOnly") + role("Other"));
        HttpResponse<String> loaded = admin(broker, "POST", "/api/v1/reload", "{}");
        assertEquals(200, loaded.statusCode(), loaded.body());
        assertTrue(loaded.body().contains("\"restartNeeded\":false"), loaded.body());
        assertTrue(broker.snapshot().role("prod/Other").isPresent());
    }

    @Test
    void brokenConfigurationDoesNotStart() throws Exception {
        write("");
        Files.writeString(directory.resolve("roles/prod.yaml"), "prod/ReadOnly: { trust: 7 }\n");
        BrokerRefused refused = assertThrows(BrokerRefused.class, this::restart);
        assertFalse(refused.findings().isEmpty());
    }

    @Test
    void keyThatOthersCanReadIsNotUsed() throws Exception {
        start("").close();
        Path key = directory.resolve(".key-encryption-key");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
        BrokerRefused refused = assertThrows(BrokerRefused.class, this::restart);
        assertTrue(String.valueOf(refused.getMessage()).contains("run `chmod 600 " + key + "`"), refused::getMessage);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        restart();
    }

    @Test
    void managementHasAListenerOfItsOwnWhereConfigured() throws Exception {
        Broker broker = start("management: { host: 127.0.0.1, port: 0 }\n");
        assertEquals(404, get(broker, "/health/live").statusCode());
        assertEquals(404, get(broker, "/api/v1/sessions").statusCode());
        assertEquals(
                200,
                send("GET", broker.managementPort().orElseThrow(), "/health/live", "", "")
                        .statusCode());
    }

    private Broker start(String more) throws Exception {
        write(more);
        return restart();
    }

    private Broker restart() throws BrokerRefused {
        Broker broker = Broker.start(
                new DirectoryConfiguration(
                        directory,
                        name -> Optional.ofNullable(
                                Map.of("ADMIN", ADMIN_TOKEN, "ALICE", SECRET).get(name))),
                Surroundings.ofProcess());
        running = Optional.of(broker);
        return broker;
    }

    private void write(String more) throws IOException {
        for (String folder : new String[] {"roles", "users"}) {
            Files.createDirectories(directory.resolve(folder));
        }
        Files.writeString(
                directory.resolve("daypass.yaml"),
                "issuer: http://127.0.0.1:8080\nlisten: { host: 127.0.0.1, port: 0 }\nstore: jdbc:h2:file:"
                        + directory.resolve("data/daypass")
                        + "\nadmin: { token: \"${env:ADMIN}\" }\naccounts: { \"111122223333\": { alias: prod } }\n"
                        + more);
        Files.writeString(directory.resolve("roles/prod.yaml"), role("ReadOnly"));
        Files.writeString(
                directory.resolve("users/prod.yaml"),
                "prod/alice:\n  accessKeys: [ { id: AKIAALICE23456723456, secret: \"${env:ALICE}\" } ]\n");
    }

    private static String role(String name) {
        return "prod/" + name + ":\n  trust:\n    - { Effect: Allow, Principal: { AWS:"
                + " \"arn:daypass:iam::111122223333:user/alice\" }, Action: \"sts:AssumeRole\" }\n";
    }

    private static StsClient sts(Broker broker, IdentityProvider<? extends AwsCredentialsIdentity> credentials) {
        return StsClient.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + broker.port()))
                .region(Region.EU_WEST_1)
                .credentialsProvider(credentials)
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    private static StsClient sts(Broker broker, AwsBasicCredentials credentials) {
        return sts(broker, StaticCredentialsProvider.create(credentials));
    }

    private static StaticCredentialsProvider of(Credentials credentials) {
        return StaticCredentialsProvider.create(AwsSessionCredentials.create(
                credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken()));
    }

    private static HttpResponse<String> get(Broker broker, String path) throws Exception {
        return send("GET", broker.port(), path, "", "");
    }

    private static HttpResponse<String> admin(Broker broker, String method, String path, String body) throws Exception {
        return send(method, broker.port(), path, body, ADMIN_TOKEN);
    }

    private static HttpResponse<String> send(String method, int port, String path, String body, String token)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
