package dev.daypass.adapters.saml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.adapters.saml.metadata.MetadataFetcher;
import dev.daypass.adapters.saml.metadata.MetadataReader;
import dev.daypass.adapters.saml.metadata.ProviderState;
import dev.daypass.adapters.saml.signature.SantuarioEngine;
import dev.daypass.adapters.saml.signature.SignatureVerifier;
import dev.daypass.adapters.saml.xml.XmlLimits;
import dev.daypass.core.provider.SamlSettings;
import dev.daypass.testkit.saml.HonestIdentityProvider;
import dev.daypass.testkit.saml.SamlKeys;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Metadata from an address: what is taken over, what is not, and that the last good copy serves on (S84 to S86). */
final class MetadataTest {
    private static final SamlKeys KEY = Keys.IDP;
    private static final SamlKeys NEXT = Keys.OTHER;
    private static final HonestIdentityProvider IDP = new HonestIdentityProvider(Broker.ENTITY, KEY, Broker.CLOCK);

    private final MetadataHost host;

    MetadataTest() throws IOException {
        host = new MetadataHost();
        host.serve(IDP.metadata());
    }

    @AfterEach
    void close() {
        host.close();
    }

    @Test
    void metadataIsLoadedAndExpiresWhenStale() {
        var state = loaded(Broker.settings(host.uri()));

        var trust = state.trust(Broker.NOW).orElseThrow();
        assertEquals(Broker.ENTITY, trust.entityId());
        assertEquals(List.of(KEY.pair().getPublic()), trust.keys().keys());
        assertTrue(
                state.trust(Broker.NOW.plus(Duration.ofDays(2)).minusSeconds(1)).isPresent());
        assertFalse(state.trust(Broker.NOW.plus(Duration.ofDays(2))).isPresent());
    }

    @Test
    void S84_lastGoodCopyServesWhileTheAddressFails() {
        var state = loaded(Broker.settings(host.uri()));
        for (Runnable trouble : List.<Runnable>of(
                () -> host.answer(500),
                () -> host.serve("<html>"),
                () -> host.serve("<!DOCTYPE x>" + IDP.metadata()),
                () -> host.serve(IDP.metadata(List.of(), "")),
                () -> host.serve(IDP.metadata().replace("IDPSSODescriptor", "SPSSODescriptor")),
                () -> host.serve(IDP.metadata().replace("md:EntityDescriptor", "md:AffiliationDescriptor")),
                () -> host.serve(new HonestIdentityProvider("https://evil.example.com", KEY, Broker.CLOCK).metadata()),
                () -> host.serve(validUntil("2026-03-01T11:59:59Z")),
                () -> host.serve(validUntil("soon")))) {
            trouble.run();
            state.load().join();
            assertTrue(state.lastError().isPresent());
            assertEquals(Broker.ENTITY, state.trust(Broker.NOW).orElseThrow().entityId());
        }
        host.serve(IDP.metadata());
        state.load().join();
        assertEquals(Optional.empty(), state.lastError());
    }

    @Test
    void S84_entityIdOfTheSettingsIsThePinForTheFirstCopy() {
        var pinned = Broker.source(
                Broker.settings(host.uri()), Broker.settings(host.uri()).metadata(), Optional.of(Broker.ENTITY));
        assertTrue(loaded(pinned).trust(Broker.NOW).isPresent());
        host.serve(new HonestIdentityProvider("https://evil.example.com", KEY, Broker.CLOCK).metadata());
        assertFalse(loaded(pinned).trust(Broker.NOW).isPresent());
    }

    @Test
    void S84_validUntilEndsTrustBeforeStaleness() {
        host.serve(validUntil("2026-03-01T13:00:00Z"));
        var state = loaded(Broker.settings(host.uri()));
        assertTrue(state.trust(Broker.NOW.plusSeconds(3_599)).isPresent());
        assertFalse(state.trust(Broker.NOW.plusSeconds(3_600)).isPresent());
    }

    @Test
    void S84_signatureIsCheckedWhereACertificateIsPinned() {
        SamlKeys federation = Keys.OURS;
        var settings = signedBy(federation);
        host.serve(HonestIdentityProvider.signed(IDP.metadata(), federation));
        assertTrue(loaded(settings).trust(Broker.NOW).isPresent());

        for (String bad : List.of(
                IDP.metadata(),
                HonestIdentityProvider.signed(IDP.metadata(), NEXT),
                HonestIdentityProvider.signed(IDP.metadata(), federation)
                        .replace("https://idp.example.com/sso", "https://evil.example.com/sso"))) {
            host.serve(bad);
            assertFalse(loaded(settings).trust(Broker.NOW).isPresent());
        }
    }

    @Test
    void S84_signedMetadataInsideAnotherRootIsRefused() {
        SamlKeys federation = Keys.OURS;
        String signed = HonestIdentityProvider.signed(IDP.metadata(), federation);
        host.serve(signed);
        assertTrue(loaded(signedBy(federation)).trust(Broker.NOW).isPresent());
        host.serve("<md:EntitiesDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\">" + signed
                + "</md:EntitiesDescriptor>");
        assertFalse(loaded(signedBy(federation)).trust(Broker.NOW).isPresent());
    }

    @Test
    void aggregateIsReadByEntityId() {
        String other = new HonestIdentityProvider("https://other.example.com", NEXT, Broker.CLOCK).metadata();
        host.serve("<md:EntitiesDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\">" + other + IDP.metadata()
                + "</md:EntitiesDescriptor>");
        var plain = Broker.settings(host.uri());
        var chosen = Broker.source(plain, plain.metadata(), Optional.of(Broker.ENTITY));

        assertEquals(
                List.of(KEY.pair().getPublic()),
                loaded(chosen).trust(Broker.NOW).orElseThrow().keys().keys());
        assertFalse(loaded(plain).trust(Broker.NOW).isPresent(), "which of two is meant must be said");
    }

    @Test
    void S84_tooMuchMetadataIsRefused() {
        var fetcher = new MetadataFetcher(1_000, Duration.ofSeconds(5));
        assertFalse(
                loaded(Broker.settings(host.uri()), fetcher).trust(Broker.NOW).isPresent());
        assertTrue(loaded(Broker.settings(host.uri())).trust(Broker.NOW).isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/hostname",
                "https://127.0.0.1/metadata",
                "http://169.254.169.254/latest/meta-data",
                "http://10.0.0.1/metadata",
                "http://[::1]:9/metadata",
                "http://localhost:9/metadata",
                "http://no-such-host.invalid/metadata",
                "::"
            })
    void S84_redirectToAnotherSchemeOrAPrivateNetworkIsRefused(String target) {
        assertTrue(loaded(Broker.settings(host.uri())).trust(Broker.NOW).isPresent());
        host.redirect(target);
        var state = loaded(Broker.settings(host.uri()));
        assertFalse(state.trust(Broker.NOW).isPresent());
        assertTrue(
                state.lastError().orElseThrow().contains("redirects"),
                state.lastError().get());
    }

    @Test
    void S84_redirectLoopEnds() {
        host.redirect("/again");
        var state = loaded(Broker.settings(host.uri()));
        assertFalse(state.trust(Broker.NOW).isPresent());
        assertEquals(4, host.calls.get());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://idp.example.com/metadata", "ftp://127.0.0.1/metadata", "jar:file:/x!/y"})
    void S84_metadataOverAnUntrustedSchemeIsRefused(String location) {
        var state = loaded(Broker.settings(URI.create(location)));
        assertFalse(state.trust(Broker.NOW).isPresent());
        assertTrue(state.lastError().orElseThrow().contains("must come from"));
    }

    @Test
    void S85_keyWithoutUseVerifiesAndNoUsableKeyMeansNotReady() {
        host.serve(IDP.metadata(List.of(HonestIdentityProvider.keyDescriptor("", KEY)), ""));
        assertTrue(loaded(Broker.settings(host.uri())).trust(Broker.NOW).isPresent());
        host.serve(IDP.metadata(List.of(HonestIdentityProvider.keyDescriptor("encryption", KEY)), ""));
        assertFalse(loaded(Broker.settings(host.uri())).trust(Broker.NOW).isPresent());
    }

    @Test
    void S86_keysOverlapAndARemovedOneIsGoneAfterOneRefresh() {
        host.serve(IDP.metadata(
                List.of(
                        HonestIdentityProvider.keyDescriptor("signing", KEY),
                        HonestIdentityProvider.keyDescriptor("signing", NEXT)),
                ""));
        var state = loaded(Broker.settings(host.uri()));
        assertEquals(
                List.of(KEY.pair().getPublic(), NEXT.pair().getPublic()),
                state.trust(Broker.NOW).orElseThrow().keys().keys());

        host.serve(IDP.metadata(
                List.of(
                        HonestIdentityProvider.keyDescriptor("encryption", KEY),
                        HonestIdentityProvider.keyDescriptor("signing", NEXT)),
                ""));
        state.load().join();
        assertEquals(
                List.of(NEXT.pair().getPublic()),
                state.trust(Broker.NOW).orElseThrow().keys().keys());
    }

    private SamlSettings signedBy(SamlKeys signer) {
        var source = new SamlSettings.MetadataSource(
                host.uri(), Duration.ofHours(1), Duration.ofDays(2), Optional.of(signer.certificatePem()));
        return Broker.source(Broker.settings(host.uri()), source, Optional.empty());
    }

    private static String validUntil(String time) {
        return IDP.metadata(
                List.of(HonestIdentityProvider.keyDescriptor("signing", KEY)), "validUntil=\"" + time + "\"");
    }

    private static ProviderState loaded(SamlSettings settings) {
        return loaded(settings, new MetadataFetcher(1_000_000, Duration.ofSeconds(20)));
    }

    private static ProviderState loaded(SamlSettings settings, MetadataFetcher fetcher) {
        var reader = new MetadataReader(XmlLimits.forMetadata(), new SignatureVerifier(new SantuarioEngine()));
        var state = new ProviderState(settings, fetcher, reader, Broker.CLOCK);
        state.load().join();
        return state;
    }
}
