package dev.daypass.bench.part;

import com.sun.net.httpserver.HttpServer;
import dev.daypass.bench.limit.CryptoProvider;
import dev.daypass.resourceserver.ResourceServer;
import dev.daypass.resourceserver.proof.Presented;
import dev.daypass.resourceserver.settings.Settings;
import dev.daypass.testkit.jwt.SigningKey;
import dev.daypass.testkit.jwt.TokenDraft;
import dev.daypass.testkit.jwt.TokenIssuer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What a service does for each request with an access token of some 1,200 characters, beside its signature alone. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class OfflineCheck {
    private static final String AUDIENCE = "https://reports.example.com";

    private final SigningKey key = SigningKey.ec("bench");
    private final HttpServer broker = broker();
    private final String token = token();
    private final byte[] signed = token.substring(0, token.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
    private final byte[] signature = Base64.getUrlDecoder().decode(token.substring(token.lastIndexOf('.') + 1));
    private final Presented request =
            new Presented("GET", "/2026", List.of("Bearer " + token), List.of(), Optional.empty());
    private Optional<ResourceServer> service = Optional.empty();
    private Optional<Signature> verifier = Optional.empty();

    /** Starts a broker that says as little as it may, and the service's library. */
    @Setup
    public void start() throws GeneralSecurityException {
        CryptoProvider.install();
        serve(
                "/.well-known/oauth-authorization-server",
                "{\"issuer\":\"" + issuer() + "\",\"jwks_uri\":\"" + issuer() + "/oauth/jwks\"}");
        serve("/oauth/jwks", TokenIssuer.keySet(List.of(key)));
        serve("/oauth/revocations", "{\"version\":1,\"revocations\":[]}");
        broker.start();
        Signature fresh = Signature.getInstance("SHA256withECDSAinP1363Format");
        fresh.initVerify(key.pair().getPublic());
        verifier = Optional.of(fresh);
        ResourceServer started = ResourceServer.start(Settings.of(issuer(), AUDIENCE));
        service = Optional.of(started);
        if (!started.awaitReady(Duration.ofSeconds(20)) || !check()) {
            throw new IllegalStateException("the token is not accepted");
        }
    }

    /** Ends both. */
    @TearDown
    public void stop() {
        service.ifPresent(ResourceServer::close);
        broker.stop(0);
    }

    /** The whole check. */
    @Benchmark
    public boolean check() {
        return service.orElseThrow().check(request).value().isPresent();
    }

    /** Its signature, with a verifier that is kept as the library keeps its own. */
    @Benchmark
    public boolean signatureAlone() throws GeneralSecurityException {
        Signature known = verifier.orElseThrow();
        known.update(signed);
        return known.verify(signature);
    }

    private static HttpServer broker() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void serve(String path, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        broker.createContext(path, exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
    }

    private String issuer() {
        return "http://127.0.0.1:" + broker.getAddress().getPort();
    }

    private String token() {
        Instant now = Instant.now();
        return new TokenDraft(Map.of("typ", "at+jwt"), Map.of())
                .claim("iss", issuer())
                .claim("sub", "arn:daypass:sts::111122223333:assumed-role/ReadOnly/alice")
                .claim("aud", AUDIENCE)
                .claim("iat", now)
                .claim("exp", now.plusSeconds(3600))
                .claim("jti", "vTzpBMnlUhrGM9bkfZJqVA")
                .claim("client_id", "reports")
                .claim("sid", "ASIAEXAMPLEEXAMPLE12")
                .claim("role", "arn:daypass:iam::111122223333:role/ReadOnly")
                .claim("session_name", "alice")
                .claim("tags", Map.of("department", "R&D"))
                .claim("rvk", List.of("c2Vzc2lvbi1oYXNoLTEyMw", "cm9sZS1oYXNoLTEyMzQ1Ng", "c3ViamVjdC1oYXNoLTEyMw"))
                .claim("daypass:session", "x".repeat(500))
                .signedBy(key);
    }
}
