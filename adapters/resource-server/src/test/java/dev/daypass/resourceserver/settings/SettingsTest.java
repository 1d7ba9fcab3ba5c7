package dev.daypass.resourceserver.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not said is safe; what is not safe cannot be said. */
final class SettingsTest {
    private static final String ISSUER = "https://broker.example.com";

    @ParameterizedTest
    @ValueSource(strings = {ISSUER, ISSUER + "/tenant", "http://127.0.0.1:8080", "http://localhost", "http://[::1]:80"})
    void issuerIsHttpsOrLoopback(String issuer) {
        assertEquals(issuer, Settings.of(issuer, "reports").issuer());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "broker",
                "http://broker.example.com",
                "http://127.0.0.1.evil.example.com",
                "https://broker.example.com/",
                "https://user@broker.example.com",
                "https://broker.example.com?x=1",
                "https://broker.example.com#x",
                "file:///etc/passwd",
                "ftp://broker.example.com"
            })
    void otherIssuersAreRefused(String issuer) {
        assertThrows(IllegalArgumentException.class, () -> Settings.of(issuer, "reports"));
    }

    @Test
    void usualValuesAreTheseAndNoOthers() {
        Settings usual = Settings.of(ISSUER, "reports");
        assertEquals(Duration.ofSeconds(30), usual.tokens().skew());
        assertEquals(ProofSettings.Binding.OPTIONAL, usual.proofs().binding());
        assertEquals(Duration.ofMinutes(1), usual.proofs().window());
        assertEquals(
                new BrokerSettings(
                        new BrokerSettings.Keys(Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofSeconds(30)),
                        new BrokerSettings.Feed(Duration.ofSeconds(30), Duration.ofSeconds(10)),
                        new BrokerSettings.Decisions(Duration.ofSeconds(3), 10_000, Duration.ofSeconds(2))),
                usual.broker());
    }

    @Test
    void publicAddressIsSaidOrTheAudiencesOrigin() {
        assertEquals(Optional.empty(), Settings.of(ISSUER, "reports").publicUrl());
        assertEquals(Optional.empty(), Settings.of(ISSUER, "urn:reports").publicUrl());
        assertEquals(
                Optional.of(URI.create("https://reports.example.com/")),
                Settings.of(ISSUER, "https://reports.example.com/v1?x").publicUrl());
        URI said = URI.create("https://api.example.com/reports");
        Settings settings = Settings.of(ISSUER, "https://reports.example.com");
        assertEquals(
                Optional.of(said), settings.with(settings.proofs().at(said)).publicUrl());
    }

    @Test
    void whatIsNotSafeCannotBeSaid() {
        refused(() -> Settings.of(ISSUER, ""));
        refused(() -> new TokenSettings(Set.of(), Duration.ZERO));
        refused(() -> new TokenSettings(TokenSettings.usual().algorithms(), Duration.ofMinutes(6)));
        refused(() -> new TokenSettings(TokenSettings.usual().algorithms(), Duration.ofSeconds(-1)));
        refused(() -> new BrokerSettings.Feed(Duration.ofMinutes(11), Duration.ofSeconds(10)));
        refused(() -> new BrokerSettings.Feed(Duration.ofSeconds(10), Duration.ofSeconds(10)));
        refused(() -> new BrokerSettings.Feed(Duration.ofSeconds(40), Duration.ofSeconds(31)));
        refused(() -> new BrokerSettings.Keys(Duration.ofHours(2), Duration.ofHours(1), Duration.ofSeconds(30)));
        refused(() -> new BrokerSettings.Keys(Duration.ofMinutes(5), Duration.ofHours(1), Duration.ZERO));
        refused(() -> new ProofSettings(ProofSettings.Binding.OPTIONAL, Optional.empty(), Duration.ofMinutes(6)));
        refused(() -> ProofSettings.usual().at(URI.create("reports")));
    }

    private static void refused(Runnable making) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, making::run);
        assertEquals("`", String.valueOf(refusal.getMessage()).substring(0, 1));
    }
}
