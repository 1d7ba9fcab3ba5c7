package dev.daypass.adapters.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.provider.TokenSettings;
import dev.daypass.core.source.Finding;
import dev.daypass.core.source.Source;
import dev.daypass.testkit.jwt.IssuerFault;
import dev.daypass.testkit.jwt.SigningKeys;
import dev.daypass.testkit.jwt.TokenIssuer;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What {@code check --online} says about an issuer that was asked: warnings at the place of its provider. */
final class IssuerCheckTest {
    private static final Source PLACE = new Source("providers/corp.yaml", 3, 11);

    private final TokenIssuer issuer = TokenIssuer.start(Clock.systemUTC(), SigningKeys.RSA);
    private final TokenSettings settings = TokenStage.idTokens(issuer.issuer());

    @AfterEach
    void close() {
        issuer.close();
    }

    @Test
    void honestIssuerHasNoFinding() {
        assertEquals(List.of(), ask(settings));
    }

    @Test
    void issuerThatDoesNotAnswerIsAWarningAtItsPlace() {
        issuer.fail(IssuerFault.DOWN);
        warned("issuer-unreachable", "answers 503", ask(settings));
        issuer.close();
        warned("issuer-unreachable", "ConnectException", ask(settings));
    }

    @Test
    void issuerThatNamesAnotherIsAWarning() {
        issuer.announce("https://evil.example.com", issuer.jwks().toString());
        warned("issuer-discovery", "names another issuer", ask(settings));
    }

    @Test
    void issuerThatSignsNobodyInIsAWarningForAnOpenIdProviderOnly() {
        issuer.announce(Map.of("token_endpoint", "http://idp.example.com/token"));
        warned("issuer-no-sign-in", "token_endpoint", ask(settings));
        assertEquals(List.of(), ask(Settings.bare(settings)));
    }

    @Test
    void keySetThatIsNoneIsAWarning() {
        issuer.publish("<html/>");
        warned("issuer-discovery", issuer.jwks().toString(), ask(settings));
    }

    @Test
    void filesAndHopelessAddressesAreLeftToOtherChecks() {
        assertEquals(List.of(), ask(Settings.keysAt(settings, URI.create("file:/nowhere/keys.json"))));
        assertEquals(List.of(), ask(Settings.issuer(settings, "http://idp.example.com")));
    }

    private static void warned(String code, String says, List<Finding> findings) {
        assertEquals(List.of(code), findings.stream().map(Finding::code).toList());
        assertEquals(Finding.Severity.WARNING, findings.get(0).severity());
        assertEquals(PLACE, findings.get(0).source());
        assertTrue(
                findings.get(0).message().contains(says), () -> findings.get(0).message());
    }

    private static List<Finding> ask(TokenSettings settings) {
        var client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        return new IssuerCheck(client).ask(settings, PLACE).join();
    }
}
