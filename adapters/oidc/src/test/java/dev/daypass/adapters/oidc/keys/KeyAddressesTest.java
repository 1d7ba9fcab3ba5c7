package dev.daypass.adapters.oidc.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** O11, W13: which addresses keys may come from. */
final class KeyAddressesTest {
    @ParameterizedTest
    @CsvSource({
        "https://idp.example.com/keys, true",
        "http://localhost:8080/keys, true",
        "http://127.0.0.1:8080/keys, true",
        "http://[::1]:8080/keys, true",
        "file:///etc/daypass/keys.json, true",
        "http://idp.example.com/keys, false",
        "http://localhost.evil.example/keys, false",
        "http://127.0.0.1.evil.example/keys, false",
        "https://user:pass@idp.example.com/keys, false",
        "https:///keys, false",
        "gopher://idp.example.com/keys, false",
        "jar:file:/x!/y, false"
    })
    void configuredAddress(URI address, boolean accepted) {
        assertEquals(accepted, KeyAddresses.problem(address).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "https://idp.example.com, https://idp.example.com/keys, true",
        "https://idp.example.com, https://keys.example.net/keys, true",
        "https://10.1.2.3:8443, https://10.1.2.3:9443/keys, true",
        "http://localhost:8080, http://127.0.0.1:8081/keys, true",
        "https://idp.example.com, http://idp.example.com/keys, false",
        "https://idp.example.com, http://localhost/keys, false",
        "https://idp.example.com, https://localhost/keys, false",
        "https://idp.example.com, https://127.0.0.1/keys, false",
        "https://idp.example.com, https://169.254.169.254/latest/meta-data, false",
        "https://idp.example.com, https://10.0.0.1/keys, false",
        "https://idp.example.com, https://[fd00::1]/keys, false",
        "https://idp.example.com, https://2130706433/keys, false",
        "https://idp.example.com, file:///etc/passwd, false"
    })
    void addressThatADocumentNames(URI from, URI to, boolean accepted) {
        assertEquals(accepted, KeyAddresses.linkProblem(from, to).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "https://idp.example.com/a, https://idp.example.com/b, true",
        "https://idp.example.com/a, https://IDP.example.com:443/b, true",
        "https://idp.example.com/a, https://idp.example.com:8443/b, false",
        "https://idp.example.com/a, http://idp.example.com/b, false",
        "https://idp.example.com/a, https://other.example.com/b, false",
        "https://idp.example.com/a, file:///b, false"
    })
    void redirectStaysAtItsOrigin(URI from, URI to, boolean same) {
        assertEquals(same, KeyAddresses.sameOrigin(from, to));
    }
}
