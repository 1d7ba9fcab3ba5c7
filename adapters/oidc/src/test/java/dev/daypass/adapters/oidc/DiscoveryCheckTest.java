package dev.daypass.adapters.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.daypass.core.provider.TokenSettings;
import dev.daypass.core.source.Finding;
import dev.daypass.core.source.Source;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code check} says about a token provider's settings without asking the network. */
final class DiscoveryCheckTest {
    private final TokenSettings honest = TokenStage.idTokens("https://idp.example.com");

    @Test
    void honestSettingsHaveNoFindings() {
        assertEquals(List.of(), codes(honest));
        assertEquals(List.of(), codes(Settings.issuer(honest, "http://localhost:8080/realms/corp")));
        assertEquals(
                List.of(), codes(Settings.keysAt(Settings.issuer(honest, "cluster"), URI.create("file:/etc/k.json"))));
    }

    @Test
    void issuerThatCannotBeDiscoveredIsAnError() {
        assertEquals(List.of("provider-keys-address"), codes(Settings.issuer(honest, "http://idp.example.com")));
        assertEquals(List.of("provider-keys-address"), codes(Settings.issuer(honest, "kubernetes/serviceaccount")));
    }

    @Test
    void keySetOverPlainHttpIsAnError() {
        assertEquals(
                List.of("provider-keys-address"),
                codes(Settings.keysAt(honest, URI.create("http://idp.example.com/keys"))));
    }

    @Test
    void algorithmThatCannotVerifyIsAnError() {
        assertEquals(
                List.of("provider-algorithm-unknown", "provider-algorithm-unknown"),
                codes(Settings.algorithms(honest, "RS256", "HS256", "none")));
    }

    @Test
    void keysThatExpireBeforeTheyAreReadAgainAreWarnedAbout() {
        assertEquals(
                List.of("provider-keys-stale"),
                codes(Settings.refresh(honest, Duration.ofHours(1), Duration.ofMinutes(1))));
    }

    private static List<String> codes(TokenSettings settings) {
        return new DiscoveryCheck()
                .check(settings, Source.of("providers/corp.yaml")).stream()
                        .map(Finding::code)
                        .toList();
    }
}
