package dev.daypass.adapters.saml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.provider.SamlSettings;
import dev.daypass.testkit.saml.HonestIdentityProvider;
import dev.daypass.testkit.saml.SamlKeys;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Preparing, renewing, telling and letting go of providers. */
final class AdapterLifeTest {
    private static final SamlKeys KEY = Keys.IDP;

    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();

    private final Path folder;

    AdapterLifeTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @AfterEach
    void stop() {
        scheduler.shutdownNow();
    }

    @Test
    void deadAddressLeavesItsProviderNotReadyAndThrowsNothing() throws IOException {
        int dead;
        try (var socket = new ServerSocket(0)) {
            dead = socket.getLocalPort();
        }
        try (var adapter = new SamlAdapter(Broker.CLOCK, scheduler)) {
            adapter.prepare(List.of(
                    Broker.provider("dead", Broker.settings(URI.create("http://127.0.0.1:" + dead + "/"))),
                    Broker.provider(
                            "none", Broker.settings(folder.resolve("none.xml").toUri()))));

            var health = adapter.health();
            assertEquals(
                    List.of("dead", "none"),
                    health.stream().map(one -> one.provider().name()).toList());
            assertTrue(health.stream().noneMatch(ProviderHealth::ready));
            assertTrue(health.stream().allMatch(one -> one.lastError().isPresent()));
        }
    }

    @Test
    void healthTellsAgeEndAndCertificates() {
        try (var stage = new Stage(folder, KEY, UnaryOperator.identity())) {
            var health = stage.adapter.health().get(0);
            assertTrue(health.ready());
            assertEquals(Optional.of(Broker.NOW), health.loadedAt());
            assertEquals(Optional.of(Broker.NOW.plus(Duration.ofDays(2))), health.expires());
            assertEquals(List.of(Instant.parse("2040-01-01T00:00:00Z")), health.certificateExpiries());
        }
    }

    @Test
    void metadataIsRenewedInTheBackground() throws Exception {
        try (var host = new MetadataHost();
                var adapter = new SamlAdapter(Broker.CLOCK, scheduler)) {
            var idp = new HonestIdentityProvider(Broker.ENTITY, KEY, Broker.CLOCK);
            host.serve(idp.metadata());
            var base = Broker.settings(host.uri());
            var source = new SamlSettings.MetadataSource(
                    host.uri(), Duration.ofMillis(20), Duration.ofDays(2), Optional.empty());
            adapter.prepare(List.of(Broker.provider("corp", Broker.source(base, source, Optional.empty()))));

            awaitCalls(host, 3);
            adapter.retain(List.of());
            assertEquals(List.of(), adapter.health());
        }
    }

    @Test
    void providerThatIsLetGoIsNotReadyAndOthersStay() throws IOException {
        try (var stage = new Stage(folder, KEY, UnaryOperator.identity())) {
            String response = stage.idp.response(stage.spec());
            var second = Broker.provider("second", Broker.settings(copy(stage)));
            stage.adapter.prepare(List.of(second));
            stage.adapter.retain(List.of(stage.provider));

            assertTrue(stage.verify(response).value().isPresent());
            assertEquals(1, stage.adapter.health().size());
            assertFalse(Broker.verify(stage.adapter, second, response).value().isPresent());
        }
    }

    @Test
    void replacedFileCountsFromTheNextPreparation() throws IOException {
        try (var stage = new Stage(folder, KEY, UnaryOperator.identity())) {
            assertTrue(stage.verify(stage.idp.response(stage.spec())).value().isPresent());
            var other = new HonestIdentityProvider(Broker.ENTITY, Keys.OTHER, Broker.CLOCK);
            Files.writeString(Path.of(stage.settings().metadata().location()), other.metadata());
            stage.adapter.prepare(List.of(stage.provider));

            assertTrue(stage.verify(other.response(stage.spec())).value().isPresent());
            assertFalse(stage.verify(stage.idp.response(stage.spec())).value().isPresent());
        }
    }

    private URI copy(Stage stage) throws IOException {
        return Files.writeString(folder.resolve("second.xml"), stage.idp.metadata())
                .toUri();
    }

    private static void awaitCalls(MetadataHost host, int calls) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (host.calls.get() < calls && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertTrue(host.calls.get() >= calls);
    }
}
