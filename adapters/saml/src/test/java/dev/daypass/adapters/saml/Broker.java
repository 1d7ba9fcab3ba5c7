package dev.daypass.adapters.saml;

import dev.daypass.core.arn.Partition;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.provider.SamlSettings;
import dev.daypass.core.rules.AttributeMapping;
import dev.daypass.core.rules.RuleSet;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.signin.Expectation;
import dev.daypass.core.signin.Proof;
import dev.daypass.core.signin.Verified;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.snapshot.Snapshot;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What stands around the adapter in tests: one broker at a fixed instant, and providers with the usual settings. */
final class Broker {
    static final String ISSUER = "https://broker.example.com";
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, java.time.ZoneOffset.UTC);
    static final String ENTITY = "https://idp.example.com/metadata";

    private Broker() {}

    static SamlSettings settings(URI metadata) {
        return new SamlSettings(
                new SamlSettings.MetadataSource(metadata, Duration.ofHours(1), Duration.ofDays(2), Optional.empty()),
                Optional.empty(),
                true,
                Set.of(),
                SamlSettings.SignedElements.RESPONSE_OR_ASSERTION,
                new SamlSettings.Times(Duration.ofSeconds(60), Optional.empty()),
                List.of(),
                SamlSettings.Encryption.ALLOWED,
                SamlSettings.Requests.plain());
    }

    static SamlSettings signed(SamlSettings base, SamlSettings.SignedElements what) {
        return new SamlSettings(
                base.metadata(),
                base.entityId(),
                base.idpInitiated(),
                base.audiences(),
                what,
                base.times(),
                base.decryptionKeys(),
                base.encryption(),
                base.requests());
    }

    static SamlSettings decrypting(SamlSettings base, SamlSettings.Encryption encryption, String... pems) {
        return new SamlSettings(
                base.metadata(),
                base.entityId(),
                base.idpInitiated(),
                base.audiences(),
                base.signed(),
                base.times(),
                java.util.Arrays.stream(pems).map(Secret::of).toList(),
                encryption,
                base.requests());
    }

    static SamlSettings notIdpInitiated(SamlSettings base) {
        return new SamlSettings(
                base.metadata(),
                base.entityId(),
                false,
                base.audiences(),
                base.signed(),
                base.times(),
                base.decryptionKeys(),
                base.encryption(),
                base.requests());
    }

    static SamlSettings times(SamlSettings base, SamlSettings.Times times) {
        return new SamlSettings(
                base.metadata(),
                base.entityId(),
                base.idpInitiated(),
                base.audiences(),
                base.signed(),
                times,
                base.decryptionKeys(),
                base.encryption(),
                base.requests());
    }

    static SamlSettings audiences(SamlSettings base, String... audiences) {
        return new SamlSettings(
                base.metadata(),
                base.entityId(),
                base.idpInitiated(),
                Set.of(audiences),
                base.signed(),
                base.times(),
                base.decryptionKeys(),
                base.encryption(),
                base.requests());
    }

    static SamlSettings source(SamlSettings base, SamlSettings.MetadataSource source, Optional<String> entityId) {
        return new SamlSettings(
                source,
                entityId,
                base.idpInitiated(),
                base.audiences(),
                base.signed(),
                base.times(),
                base.decryptionKeys(),
                base.encryption(),
                base.requests());
    }

    static SamlSettings requesting(SamlSettings base, SamlSettings.Requests requests) {
        return new SamlSettings(
                base.metadata(),
                base.entityId(),
                base.idpInitiated(),
                base.audiences(),
                base.signed(),
                base.times(),
                base.decryptionKeys(),
                base.encryption(),
                requests);
    }

    static Provider provider(String name, SamlSettings settings) {
        return provider(name, settings, Provider.ReplayScope.ONCE);
    }

    static Provider provider(String name, SamlSettings settings, Provider.ReplayScope replay) {
        return new Provider(
                new ProviderId(name),
                Provider.State.ENABLED,
                settings,
                AttributeMapping.none(),
                Optional.empty(),
                replay,
                Set.of());
    }

    static RequestContext request(Instant now) {
        var snapshot = new Snapshot(new Snapshot.Parts(
                "test",
                ISSUER,
                new Partition("daypass"),
                List.of(),
                List.of(),
                RuleSet.none(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                Map.of()));
        return new RequestContext("test", new RequestContext.Client("127.0.0.1", true, "junit"), now, snapshot);
    }

    static Expectation unsolicited(Provider provider) {
        return Expectation.unsolicited(provider.id(), "role");
    }

    static Outcome<Verified> verify(SamlAdapter adapter, Provider provider, String base64) {
        return verify(adapter, provider, base64, unsolicited(provider), NOW);
    }

    static Outcome<Verified> verify(
            SamlAdapter adapter, Provider provider, String base64, Expectation expectation, Instant now) {
        return adapter.read(new Proof.SamlResponse(base64))
                .then(proof -> proof.verify(provider, expectation, request(now)));
    }

    /** The reason and detail of a refusal, or what was granted instead. */
    static String told(Outcome<Verified> outcome) {
        return outcome.fold(
                verified -> "granted " + verified.replayKey().orElse(""),
                refusal -> refusal.reason() + " (" + refusal.auditDetail() + ")");
    }

    static Reason reason(Outcome<Verified> outcome) {
        return outcome.refusal()
                .orElseThrow(() -> new AssertionError("was granted"))
                .reason();
    }
}
