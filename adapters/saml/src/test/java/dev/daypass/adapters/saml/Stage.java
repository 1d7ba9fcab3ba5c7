package dev.daypass.adapters.saml;

import dev.daypass.adapters.saml.signature.SantuarioEngine;
import dev.daypass.adapters.saml.signature.SignatureEngine;
import dev.daypass.adapters.saml.xml.XmlLimits;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.provider.SamlSettings;
import dev.daypass.core.signin.Expectation;
import dev.daypass.core.signin.Verified;
import dev.daypass.testkit.saml.HonestIdentityProvider;
import dev.daypass.testkit.saml.ResponseSpec;
import dev.daypass.testkit.saml.SamlKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.UnaryOperator;

/** One identity provider, its metadata in a file, and an adapter that has read it. */
final class Stage implements AutoCloseable {
    final HonestIdentityProvider idp;
    final SamlAdapter adapter;
    final Provider provider;
    private final Path metadata;

    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();

    Stage(Path folder, SamlKeys keys, UnaryOperator<SamlSettings> change) {
        this(folder, keys, change, Provider.ReplayScope.ONCE, new SantuarioEngine());
    }

    Stage(
            Path folder,
            SamlKeys keys,
            UnaryOperator<SamlSettings> change,
            Provider.ReplayScope replay,
            SignatureEngine engine) {
        idp = new HonestIdentityProvider(Broker.ENTITY, keys, Broker.CLOCK);
        adapter = new SamlAdapter(Broker.CLOCK, scheduler, XmlLimits.forMessages(), engine);
        try {
            metadata = Files.createTempFile(folder, "idp", ".xml");
            Files.writeString(metadata, idp.metadata());
            provider = Broker.provider("corp", change.apply(Broker.settings(metadata.toUri())), replay);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        adapter.prepare(List.of(provider));
    }

    SamlSettings settings() {
        return (SamlSettings) provider.settings();
    }

    /** Has the adapter read other metadata. */
    void reload(String text) {
        try {
            Files.writeString(metadata, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        adapter.prepare(List.of(provider));
    }

    ResponseSpec spec() {
        return ResponseSpec.to(Broker.ISSUER, "corp").attribute("department", "R&D");
    }

    Outcome<Verified> verify(String base64) {
        return Broker.verify(adapter, provider, base64);
    }

    Outcome<Verified> verifyAt(String base64, Instant now) {
        return Broker.verify(adapter, provider, base64, Broker.unsolicited(provider), now);
    }

    Outcome<Verified> verifyAnswerTo(String base64, String request) {
        return Broker.verify(
                adapter,
                provider,
                base64,
                new Expectation(Optional.of(provider.id()), Optional.of(request), Optional.empty()),
                Broker.NOW);
    }

    @Override
    public void close() {
        adapter.close();
        scheduler.shutdownNow();
    }
}
