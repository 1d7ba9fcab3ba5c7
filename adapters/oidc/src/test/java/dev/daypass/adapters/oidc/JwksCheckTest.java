package dev.daypass.adapters.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.source.Finding;
import dev.daypass.core.source.Source;
import dev.daypass.testkit.jwt.KeySetAttack;
import dev.daypass.testkit.jwt.SigningKeys;
import dev.daypass.testkit.jwt.TokenIssuer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code check} says about key sets in files. */
final class JwksCheckTest {
    private static final Source SETTING = new Source("providers/corp.yaml", 3, 9);

    private final Path directory;

    JwksCheckTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void badKeySetIsPointedAt(KeySetAttack attack) throws IOException {
        assertEquals(List.of(), check(TokenIssuer.keySet(List.of(SigningKeys.RSA))));
        List<Finding> findings = check(attack.keySet(SigningKeys.RSA));
        assertTrue(
                findings.stream().anyMatch(finding -> finding.code().equals(attack.code())),
                () -> "found " + findings + " instead of " + attack.code());
        assertTrue(findings.get(0).source().file().endsWith("keys.json"));
    }

    @Test
    void findingKnowsItsLine() throws IOException {
        String twice = TokenIssuer.keySet(List.of(SigningKeys.RSA, SigningKeys.EC.named("rsa-1")));
        Finding finding = check(twice.replace(",{", ",\n  {")).get(0);
        assertEquals("jwks-duplicate-kid", finding.code());
        assertEquals(2, finding.source().line());
        assertFalse(finding.message().contains("\""), finding.message());
    }

    @Test
    void missingFileIsPointedAtInTheConfiguration() {
        var settings = Settings.keysAt(
                TokenStage.idTokens("https://idp.example.com"),
                directory.resolve("none.json").toUri());
        Finding finding = new JwksCheck().check(settings, SETTING).get(0);
        assertEquals("jwks-unreadable", finding.code());
        assertEquals(SETTING, finding.source());
    }

    @Test
    void networkIsNotAsked() {
        assertEquals(List.of(), new JwksCheck().check(TokenStage.idTokens("https://idp.example.com"), SETTING));
    }

    private List<Finding> check(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("keys.json"), text);
        return new JwksCheck().check(Settings.keysAt(TokenStage.idTokens("urn:issuer"), file.toUri()), SETTING);
    }
}
