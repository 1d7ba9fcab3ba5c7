package dev.daypass.testkit.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The peers themselves work, so that a failure elsewhere is ours. */
final class PeersTest {
    @TempDir
    Path directory;

    @Test
    void simpleSamlPhpSignsAliceIn() {
        try (var idp = SimpleSamlPhp.start(directory, "http://127.0.0.1:1/sp", "http://127.0.0.1:1/acs")) {
            String response = new String(
                    Base64.getMimeDecoder().decode(idp.response("alice", "correct-horse")), StandardCharsets.UTF_8);
            assertTrue(response.contains("alice@corp.example.com"));
        }
    }

    @Test
    void theOpenIdProviderSignsAliceIn() {
        try (var provider = OpenIdPeer.start(directory)) {
            assertEquals(3, provider.idToken("alice").split("\\.").length);
        }
    }
}
