package dev.daypass.server.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.resourceserver.ResourceServer;
import dev.daypass.resourceserver.VerifiedSession;
import dev.daypass.resourceserver.decision.Decision;
import dev.daypass.resourceserver.decision.Question;
import dev.daypass.resourceserver.jose.Sha256;
import dev.daypass.resourceserver.outcome.Outcome;
import dev.daypass.resourceserver.outcome.Reason;
import dev.daypass.resourceserver.proof.Presented;
import dev.daypass.resourceserver.settings.BrokerSettings;
import dev.daypass.resourceserver.settings.ServiceClient;
import dev.daypass.resourceserver.settings.Settings;
import dev.daypass.testkit.jwt.SigningKeys;
import dev.daypass.testkit.jwt.TokenDraft;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What this broker says, the library of services understands: tokens, keys, revocations, decisions. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ServicesTest {
    private static final String ADMIN_TOKEN = "the-admin-token-of-this-test-0001";
    private static final String SECRET = "the-clients-secret-of-more-than-32-characters";
    private static final String AUDIENCE = "https://reports.example.com";
    private static final List<String> ALGORITHMS = List.of("ES256", "EdDSA", "RS256", "PS256");
    private static final String READER = "grant_type=client_credentials&resource=prod/Reader&audience=";
    private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");
    private static final Question READ = Question.of("reports:Get", "arn:daypass:reports:::2026");
    private static final Question WRITE = Question.of("reports:Put", "arn:daypass:reports:::2026");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path directory;
    private final String issuer;
    private Optional<Broker> broker = Optional.empty();
    private Optional<ResourceServer> service = Optional.empty();

    ServicesTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.issuer = "http://127.0.0.1:" + free.getLocalPort();
        }
    }

    @BeforeAll
    void start() throws Exception {
        write();
        broker = Optional.of(Broker.start(
                new DirectoryConfiguration(
                        directory, name -> Optional.of(name.equals("ADMIN") ? ADMIN_TOKEN : SECRET + name)),
                Surroundings.ofProcess()));
        service = Optional.of(ResourceServer.start(Settings.of(issuer, AUDIENCE)));
        assertTrue(service().awaitReady(Duration.ofSeconds(20)));
    }

    @AfterAll
    void stop() {
        service.ifPresent(ResourceServer::close);
        broker.ifPresent(Broker::close);
    }

    /** The service has read the key set before the broker signed anything, and does not read it again so soon. */
    @ParameterizedTest
    @FieldSource("ALGORITHMS")
    void tokenOfTheBrokerIsASessionOfTheService(String algorithm) throws Exception {
        VerifiedSession session = verified(token(algorithm));
        assertEquals(Optional.of("arn:daypass:iam::111122223333:role/Reader"), session.role());
        assertTrue(session.subject().startsWith("arn:daypass:sts::111122223333:assumed-role/Reader/"));
        assertTrue(session.sessionId().startsWith("ASIA"), session.sessionId());
        assertTrue(session.subject().endsWith("/" + session.sessionName()), session.subject());
        assertEquals("reader-" + algorithm, session.clientId());
        assertTrue(session.expiresAt().isAfter(session.issuedAt()));
    }

    @Test
    void tokenForTheBrokerItselfIsNotTheServices() throws Exception {
        verified(token("ES256"));
        String own = token(ask("grant_type=client_credentials&resource=prod/Reader", "ES256", Optional.empty()));
        assertEquals(Optional.of(Reason.AUDIENCE_MISMATCH), reason(own));
    }

    @Test
    void newSigningKeyIsLearned() throws Exception {
        verified(token("ES256"));
        assertEquals(200, admin("/api/v1/keys/rotate").statusCode());
        verified(token("ES256"));
    }

    @Test
    void revokedSessionIsRefusedWithinASecond() throws Exception {
        String token = token("ES256");
        String other = token("ES256");
        String id = verified(token).sessionId();
        long begun = System.nanoTime();
        HttpResponse<String> revoked = admin("/api/v1/sessions/" + id + "/revoke");
        assertEquals(200, revoked.statusCode(), revoked.body());
        while (reason(token).isEmpty()) {
            assertTrue(System.nanoTime() - begun < Duration.ofSeconds(10).toNanos(), "still served");
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
        Duration taken = Duration.ofNanos(System.nanoTime() - begun);
        assertEquals(Optional.of(Reason.SESSION_REVOKED), reason(token));
        assertTrue(taken.compareTo(Duration.ofSeconds(1)) < 0, taken.toString());
        verified(other);
    }

    /** O26: the token that a client got with a proof of its key is good here with proofs of that key only. */
    @Test
    void boundTokenIsGoodWithItsKeyOnly() throws Exception {
        String form = READER + encoded(AUDIENCE);
        HttpResponse<String> first = ask(form, "ES256", proofAtTheBroker(""));
        String nonce = first.headers().firstValue("DPoP-Nonce").orElseThrow();
        String token = token(ask(form, "ES256", proofAtTheBroker(nonce)));
        String good = proofFor(token).signedBy(SigningKeys.EC);
        String strangers = proofFor(token)
                .header("jwk", SigningKeys.EC_NEXT.jwk())
                .claim("jti", "other")
                .signedBy(SigningKeys.EC_NEXT);
        assertEquals(Optional.of(Reason.BINDING_MISMATCH), reason("DPoP " + token, List.of(strangers)));
        assertEquals(Optional.of(Reason.BINDING_MISSING), reason("Bearer " + token, List.of()));
        assertEquals(Optional.empty(), reason("DPoP " + token, List.of(good)));
        assertEquals(Optional.of(Reason.DPOP_PROOF_REPLAYED), reason("DPoP " + token, List.of(good)));
    }

    /** T07: the broker decides about a bound token for the service that has seen the proof. */
    @Test
    void T07brokerDecidesAboutABoundTokenForTheServiceAsAClient() throws Exception {
        String form = READER + encoded(AUDIENCE);
        String nonce = ask(form, "ES256", proofAtTheBroker(""))
                .headers()
                .firstValue("DPoP-Nonce")
                .orElseThrow();
        String token = token(ask(form, "ES256", proofAtTheBroker(nonce)));
        var asked = new Presented(
                "GET",
                "/2026",
                List.of("DPoP " + token),
                List.of(proofFor(token).signedBy(SigningKeys.EC)),
                Optional.empty());
        Settings usual = Settings.of(issuer, AUDIENCE);
        var itself = new ServiceClient("reader-ES256", SECRET + "ES256");
        Settings known =
                usual.with(usual.broker().with(BrokerSettings.Decisions.usual().as(itself)));
        VerifiedSession session = service().check(asked).value().orElseThrow();
        assertEquals(
                Decision.Effect.UNAVAILABLE, service().decide(session, READ).effect());
        try (ResourceServer asClient = ResourceServer.start(known)) {
            assertTrue(asClient.awaitReady(Duration.ofSeconds(20)));
            assertEquals(Decision.Effect.ALLOW, asClient.decide(session, READ).effect());
            assertEquals(Decision.Effect.DENY, asClient.decide(session, WRITE).effect());
        }
    }

    @Test
    void brokerDecidesForTheService() throws Exception {
        VerifiedSession session = verified(token("ES256"));
        assertEquals(Decision.Effect.ALLOW, service().decide(session, READ).effect());
        Decision denied = service().decide(session, WRITE);
        assertEquals(Decision.Effect.DENY, denied.effect());
        assertTrue(denied.encodedMessage().isPresent(), denied.toString());
    }

    private String token(String algorithm) throws Exception {
        return token(ask(READER + encoded(AUDIENCE), algorithm, Optional.empty()));
    }

    private static String token(HttpResponse<String> answer) {
        Matcher token = TOKEN.matcher(answer.body());
        assertTrue(answer.statusCode() == 200 && token.find(), answer.statusCode() + " " + answer.body());
        return token.group(1);
    }

    private HttpResponse<String> ask(String form, String algorithm, Optional<String> proof) throws Exception {
        String pair = encoded("reader-" + algorithm) + ":" + encoded(SECRET + algorithm);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(issuer + "/oauth/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII)))
                .POST(HttpRequest.BodyPublishers.ofString(form));
        proof.ifPresent(text -> request.header("DPoP", text));
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private TokenDraft proof(String method, String address) {
        return new TokenDraft(Map.of("typ", "dpop+jwt", "jwk", SigningKeys.EC.jwk()), Map.of())
                .claim("jti", UUID.randomUUID().toString())
                .claim("htm", method)
                .claim("htu", address)
                .claim("iat", Instant.now());
    }

    private Optional<String> proofAtTheBroker(String nonce) {
        TokenDraft proof = proof("POST", issuer + "/oauth/token");
        return Optional.of((nonce.isEmpty() ? proof : proof.claim("nonce", nonce)).signedBy(SigningKeys.EC));
    }

    private TokenDraft proofFor(String token) {
        return proof("GET", AUDIENCE + "/2026").claim("ath", Sha256.base64Url(token));
    }

    private HttpResponse<String> admin(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(issuer + path))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + ADMIN_TOKEN)
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private VerifiedSession verified(String token) {
        Outcome<VerifiedSession> outcome = check("Bearer " + token, List.of());
        return outcome.fold(session -> session, refusal -> {
            throw new AssertionError(refusal.toString());
        });
    }

    private Optional<Reason> reason(String token) {
        return reason("Bearer " + token, List.of());
    }

    private Optional<Reason> reason(String authorization, List<String> proofs) {
        return check(authorization, proofs).refusal().map(refusal -> refusal.reason());
    }

    private Outcome<VerifiedSession> check(String authorization, List<String> proofs) {
        return service().check(new Presented("GET", "/2026", List.of(authorization), proofs, Optional.empty()));
    }

    private ResourceServer service() {
        return service.orElseThrow();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private void write() throws IOException {
        for (String folder : new String[] {"roles", "services", "apps"}) {
            Files.createDirectories(directory.resolve(folder));
        }
        int port = URI.create(issuer).getPort();
        Files.writeString(
                directory.resolve("daypass.yaml"),
                "issuer: " + issuer + "\nlisten: { host: 127.0.0.1, port: " + port + " }\nstore: jdbc:h2:file:"
                        + directory.resolve("data/daypass")
                        + "\nadmin: { token: \"${env:ADMIN}\" }\naccounts: { \"111122223333\": { alias: prod } }\n");
        Files.writeString(
                directory.resolve("roles/prod.yaml"),
                "prod/Reader:\n  trust:\n    - { Effect: Allow, Principal: { Service: reader.corp.internal }, Action:"
                        + " \"sts:AssumeRole\" }\n  inline:\n    read: { Version: \"2012-10-17\", Statement: [{ Effect:"
                        + " Allow, Action: \"reports:Get\", Resource: \"*\" }] }\n");
        Files.writeString(directory.resolve("services/reader.yaml"), "reader.corp.internal: { account: prod }\n");
        StringBuilder apps = new StringBuilder();
        for (String algorithm : ALGORITHMS) {
            apps.append("reader-")
                    .append(algorithm)
                    .append(":\n  type: oauth\n  authentication: { method: client_secret_basic, secret:" + " \"${env:")
                    .append(algorithm)
                    .append("}\" }\n  grants: [client-credentials]\n  service:"
                            + " reader.corp.internal\n  roles: [prod/Reader]\n  audiences: [")
                    .append(AUDIENCE)
                    .append(algorithm.equals("ES256") ? "]\n  audience: " + AUDIENCE + "\n" : "]\n")
                    .append("  algorithm: ")
                    .append(algorithm)
                    .append('\n');
        }
        Files.writeString(directory.resolve("apps/readers.yaml"), apps);
    }
}
