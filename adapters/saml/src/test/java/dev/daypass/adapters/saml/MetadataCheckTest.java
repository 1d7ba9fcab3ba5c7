package dev.daypass.adapters.saml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.daypass.core.provider.SamlSettings;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.source.Finding;
import dev.daypass.core.source.Source;
import dev.daypass.testkit.saml.HonestIdentityProvider;
import dev.daypass.testkit.saml.SamlKeys;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each mistake in a metadata file has a finding of its own, and a good file has none. */
final class MetadataCheckTest {
    private static final Source PLACE = new Source("providers/corp.yaml", 3, 13);
    private static final SamlKeys KEY = Keys.IDP;

    private final Path folder;

    MetadataCheckTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void goodFileHasNoFinding() throws IOException {
        assertEquals(List.of(), codes(metadata(KEY)));
    }

    @Test
    void eachMistakeIsFound() throws IOException {
        assertEquals(List.of("metadata-invalid"), codes("<html/>"));
        assertEquals(List.of("metadata-invalid"), codes("<!DOCTYPE a><a/>"));
        assertEquals(List.of("metadata-invalid"), codes(metadata(KEY).replace("IDPSSODescriptor", "SPSSODescriptor")));
        assertEquals(List.of("metadata-no-signing-key"), codes(idp().metadata(List.of(), "")));
        assertEquals(List.of("metadata-weak-key"), codes(metadata(SamlKeys.rsa(1024))));
        assertEquals(
                List.of("metadata-expired"),
                codes(idp().metadata(
                                List.of(HonestIdentityProvider.keyDescriptor("signing", KEY)),
                                "validUntil=\"2026-02-28T00:00:00Z\"")));
        assertEquals(List.of("certificate-expired"), codes(metadata(keyUntil(Broker.NOW.minusSeconds(60)))));
        assertEquals(List.of("certificate-expiring"), codes(metadata(keyUntil(Broker.NOW.plus(Duration.ofDays(29))))));
        assertEquals(List.of(), codes(metadata(keyUntil(Broker.NOW.plus(Duration.ofDays(31))))));
    }

    @Test
    void whatKeepsBrowsersFromSigningInIsFound() throws IOException {
        assertEquals(
                List.of("metadata-wants-signed-requests"),
                codes(metadata(KEY)
                        .replace("<md:IDPSSODescriptor ", "<md:IDPSSODescriptor WantAuthnRequestsSigned=\"1\" ")));
        assertEquals(
                List.of("metadata-no-sign-on"), codes(metadata(KEY).replace("https://idp.example.com", "http://a.b")));
        assertEquals(List.of("metadata-no-sign-on"), codes(metadata(KEY).replace(":HTTP-Redirect", ":SOAP")));
    }

    @Test
    void signingKeyThatIsNotItsCertificatesIsFound() {
        var other = Keys.OTHER;
        var settings = Broker.requesting(
                Broker.settings(URI.create("https://idp.invalid/metadata")),
                new SamlSettings.Requests(
                        Optional.empty(),
                        Optional.of(Secret.of(KEY.privateKeyPem() + other.certificatePem())),
                        false,
                        List.of(),
                        Optional.empty()));
        assertEquals(
                List.of("signing-key-unreadable"),
                new MetadataCheck()
                        .check(settings, PLACE, Broker.NOW).stream()
                                .map(Finding::code)
                                .toList());
    }

    @Test
    void missingFileAndUnreadableKeyAreFoundAtTheirPlace() {
        var settings = Broker.decrypting(
                Broker.settings(folder.resolve("none.xml").toUri()), SamlSettings.Encryption.ALLOWED, "not a key");
        var findings = new MetadataCheck().check(settings, PLACE, Broker.NOW);
        assertEquals(
                List.of("decryption-key-unreadable", "metadata-unreadable"),
                findings.stream().map(Finding::code).toList());
        assertEquals(PLACE, findings.get(0).source());
    }

    @Test
    void addressIsNotFetched() {
        var settings = Broker.settings(URI.create("https://idp.invalid/metadata"));
        assertEquals(List.of(), new MetadataCheck().check(settings, PLACE, Broker.NOW));
    }

    private static HonestIdentityProvider idp() {
        return new HonestIdentityProvider(Broker.ENTITY, KEY, Broker.CLOCK);
    }

    private static String metadata(SamlKeys keys) {
        return new HonestIdentityProvider(Broker.ENTITY, keys, Broker.CLOCK).metadata();
    }

    private static SamlKeys keyUntil(Instant end) {
        return SamlKeys.rsa(2048, Instant.parse("2020-01-01T00:00:00Z"), end);
    }

    private List<String> codes(String metadata) throws IOException {
        Path file = Files.writeString(folder.resolve("idp.xml"), metadata);
        return new MetadataCheck()
                .check(Broker.settings(file.toUri()), PLACE, Broker.NOW).stream()
                        .map(Finding::code)
                        .toList();
    }
}
