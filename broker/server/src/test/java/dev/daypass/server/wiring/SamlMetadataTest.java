package dev.daypass.server.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.testkit.saml.HonestIdentityProvider;
import dev.daypass.testkit.saml.SamlKeys;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole broker tells identity providers who it is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SamlMetadataTest {
    private static final SamlKeys OURS = SamlKeys.rsa();

    private final HttpClient client = HttpClient.newHttpClient();
    private final Broker broker;

    SamlMetadataTest(@TempDir Path directory) throws IOException, BrokerRefused {
        Path providers = Files.createDirectories(directory.resolve("providers"));
        var idp = new HonestIdentityProvider("https://idp.example.com/metadata", SamlKeys.rsa(), Clock.systemUTC());
        Files.writeString(directory.resolve("corp.xml"), idp.metadata());
        Files.writeString(
                directory.resolve("daypass.yaml"),
                "issuer: https://broker.example.com\nlisten: { host: 127.0.0.1, port: 0 }\nstore: jdbc:h2:file:"
                        + directory.resolve("data/daypass")
                        + "\naccounts: { \"111122223333\": { alias: prod } }\n");
        Files.writeString(providers.resolve("all.yaml"), """
                corp: { type: saml, metadata: corp.xml, decryptionKeys: ["${env:KEY}"] }
                gone: { type: saml, metadata: corp.xml, enabled: false }
                ci: { type: jwt, issuer: "https://127.0.0.1:1", audiences: [daypass] }
                """);
        var environment = Map.of("KEY", OURS.privateKeyPem() + OURS.certificatePem());
        broker = Broker.start(
                new DirectoryConfiguration(directory, name -> Optional.ofNullable(environment.get(name))),
                Surroundings.ofProcess());
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @Test
    void metadataNamesUsOurConsumerAndOurCertificate() throws Exception {
        HttpResponse<String> told = get("corp", "GET", "");

        assertEquals(200, told.statusCode(), told.body());
        assertEquals("application/samlmetadata+xml", header(told, "content-type"));
        assertEquals("attachment; filename=\"corp-service-provider.xml\"", header(told, "content-disposition"));
        assertTrue(told.body().contains("entityID=\"https://broker.example.com/saml/corp/metadata\""), told.body());
        assertTrue(told.body().contains("Location=\"https://broker.example.com/saml/corp/acs\""), told.body());
        assertTrue(told.body().contains(OURS.certificateText()), told.body());
        assertFalse(told.body().contains("PRIVATE"));
    }

    @Test
    void whoHasTheSameMetadataIsToldSo() throws Exception {
        HttpResponse<String> first = get("corp", "GET", "");
        String tag = header(first, "etag");
        HttpResponse<String> again = get("corp", "GET", "\"other\", W/" + tag);

        assertEquals(304, again.statusCode());
        assertEquals("", again.body());
        assertEquals(tag, header(again, "etag"));
        assertEquals("public, max-age=300", header(again, "cache-control"));
        assertEquals(200, get("corp", "GET", "\"other\"").statusCode());
        assertEquals(200, get("corp", "HEAD", "").statusCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gone", "ci", "nobody"})
    void disabledForeignAndUnknownProvidersAreNotThere(String provider) throws Exception {
        HttpResponse<String> told = get(provider, "GET", "");

        assertEquals(404, told.statusCode());
        assertTrue(told.body().startsWith("{\"error\":{\"code\":\"not_found\""), told.body());
        assertTrue(told.body().contains(header(told, "correlation-id")), told.body());
    }

    private HttpResponse<String> get(String provider, String method, String known) throws Exception {
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + broker.port() + "/saml/" + provider + "/metadata"))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (!known.isEmpty()) {
            request.header("If-None-Match", known);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
