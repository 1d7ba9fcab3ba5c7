package dev.daypass.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.provider.SamlSettings;
import dev.daypass.core.provider.TokenSettings;
import dev.daypass.core.source.Finding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How people are sent to a provider is read as written; what could never work is found. */
final class SignInSettingsTest {
    private static final String KEY = "-----BEGIN PRIVATE KEY-----\\nMAo=\\n-----END PRIVATE KEY-----\\n";

    @Test
    void leftOutMeansThePlainWay() {
        assertEquals(TokenSettings.SignIn.usual(), client("").signIn());
        assertEquals(SamlSettings.Requests.plain(), saml("").requests());
    }

    @Test
    void openIdSettingsAreReadAsWritten() {
        TokenSettings.Client client =
                client(", \"clientSecret\": \"s3cret\", \"scopes\": [\"groups\", \"openid\"], \"acrValues\": [\"mfa\"],"
                        + " \"pushedRequests\": \"always\", \"userinfo\": false");

        assertEquals("broker", client.id());
        assertTrue(client.secret().orElseThrow().matches("s3cret"));
        assertEquals(
                new TokenSettings.SignIn(
                        List.of("openid", "groups"),
                        List.of("mfa"),
                        TokenSettings.Pushed.ALWAYS,
                        TokenSettings.Userinfo.NEVER),
                client.signIn());
    }

    @Test
    void samlSettingsAreReadAsWritten() {
        assertEquals(
                new SamlSettings.Requests(
                        Optional.of(SamlSettings.Binding.POST),
                        Optional.empty(),
                        true,
                        List.of("urn:mfa"),
                        Optional.of("urn:persistent")),
                saml(", \"requestBinding\": \"post\", \"forceAuthn\": true, \"requestedContext\": [\"urn:mfa\"],"
                                + " \"nameIdFormat\": \"urn:persistent\"")
                        .requests());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"scopes\": [\"profile email\"]|bad-scope",
                "\"clientKey\": \"no key\"|bad-private-key",
                "\"pushedRequests\": \"sometimes\"|unknown-word"
            })
    void openIdSettingThatCannotWorkIsFound(String setting, String code) {
        List<String> found = codes(openId(", " + setting));
        assertTrue(found.contains(code), found::toString);
    }

    @Test
    void signingKeyNeedsItsCertificate() {
        assertTrue(codes(samlConfig(", \"requestSigningKey\": \"" + KEY + "\"")).contains("missing-certificate"));
        assertTrue(codes(samlConfig(", \"requestSigningKey\": \"no key\"")).contains("bad-private-key"));
    }

    private static TokenSettings.Client client(String more) {
        return ((TokenSettings) settings(openId(more))).client().orElseThrow();
    }

    private static SamlSettings saml(String more) {
        return (SamlSettings) settings(samlConfig(more));
    }

    private static Object settings(Configuration configuration) {
        return configuration
                .snapshot(Configs.ids(1))
                .orElseThrow(() -> new AssertionError(configuration.findings()))
                .provider(new ProviderId("corp"))
                .orElseThrow()
                .settings();
    }

    private static Configuration openId(String more) {
        return provider("\"type\": \"oidc\", \"issuer\": \"https://idp.example.com\", \"clientId\": \"broker\"" + more);
    }

    private static Configuration samlConfig(String more) {
        return provider("\"type\": \"saml\", \"metadata\": \"https://idp.example.com/metadata\"" + more);
    }

    private static Configuration provider(String members) {
        return Configs.with(Map.of("providers/corp.yaml", "{\"corp\": {" + members + "}}"));
    }

    private static List<String> codes(Configuration configuration) {
        return configuration.findings().stream().map(Finding::code).toList();
    }
}
