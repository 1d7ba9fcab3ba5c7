package dev.daypass.server.portal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The domain of what people type. */
final class MailDomainTest {
    @ParameterizedTest
    @CsvSource({
        "alice@corp.example.com, corp.example.com",
        "alice@CORP.Example.COM, corp.example.com",
        "\"a@b\"@corp.example.com, corp.example.com",
        "alice@faß.example, fass.example",
        "alice@bücher.example, xn--bcher-kva.example"
    })
    void domainStandsBehindTheLastAt(String address, String domain) {
        assertEquals(Optional.of(domain), MailDomain.of(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "alice",
                "@corp.example.com",
                "alice@",
                "alice@ ",
                "alice@corp.example.com/..",
                "alice@<script>",
                "alice@a\u0000b",
                "alice@a b"
            })
    void whatIsNoAddressHasNone(String text) {
        assertEquals(Optional.empty(), MailDomain.of(text));
    }

    @Test
    void endlessDomainHasNone() {
        assertEquals(Optional.empty(), MailDomain.of("a@" + "b.".repeat(5_000) + "example"));
    }
}
