package dev.daypass.adapters.saml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.daypass.core.source.Finding;
import dev.daypass.core.source.Source;
import dev.daypass.testkit.saml.HonestIdentityProvider;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What {@code check --online} says about metadata behind an address: warnings at the place of its provider. */
final class MetadataUrlCheckTest {
    private static final Source PLACE = new Source("providers/corp.yaml", 3, 13);

    private final MetadataHost host;

    MetadataUrlCheckTest() throws IOException {
        host = new MetadataHost();
    }

    @AfterEach
    void close() {
        host.close();
    }

    @Test
    void goodMetadataHasNoFinding() {
        host.serve(new HonestIdentityProvider(Broker.ENTITY, Keys.IDP, Broker.CLOCK).metadata());
        assertEquals(List.of(), ask(host.uri()));
    }

    @Test
    void whatIsNotThereOrIsNoMetadataIsAWarning() {
        assertEquals(List.of("WARNING metadata-unreachable"), ask(host.uri()));
        host.serve("<html/>");
        assertEquals(List.of("WARNING metadata-invalid"), ask(host.uri()));
        host.close();
        assertEquals(List.of("WARNING metadata-unreachable"), ask(host.uri()));
    }

    @Test
    void filesAreLeftToTheOtherCheck() {
        assertEquals(List.of(), ask(URI.create("file:/nowhere/idp.xml")));
    }

    private static List<String> ask(URI metadata) {
        List<Finding> findings = new MetadataUrlCheck()
                .ask(Broker.settings(metadata), PLACE, Broker.NOW)
                .join();
        findings.forEach(finding -> assertEquals(PLACE, finding.source()));
        return findings.stream()
                .map(finding -> finding.severity() + " " + finding.code())
                .toList();
    }
}
