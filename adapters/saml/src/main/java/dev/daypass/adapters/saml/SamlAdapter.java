package dev.daypass.adapters.saml;

import dev.daypass.adapters.saml.encryption.XmlDecrypter;
import dev.daypass.adapters.saml.logout.LogoutVerifier;
import dev.daypass.adapters.saml.metadata.MetadataFetcher;
import dev.daypass.adapters.saml.metadata.MetadataReader;
import dev.daypass.adapters.saml.metadata.ProviderState;
import dev.daypass.adapters.saml.response.ResponseReader;
import dev.daypass.adapters.saml.response.ResponseVerifier;
import dev.daypass.adapters.saml.response.SignatureStage;
import dev.daypass.adapters.saml.signature.SantuarioEngine;
import dev.daypass.adapters.saml.signature.SignatureEngine;
import dev.daypass.adapters.saml.signature.SignatureVerifier;
import dev.daypass.adapters.saml.xml.Base64Text;
import dev.daypass.adapters.saml.xml.ProofRefused;
import dev.daypass.adapters.saml.xml.XmlLimits;
import dev.daypass.adapters.saml.xml.XmlParser;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.login.LoginStart;
import dev.daypass.core.login.LogoutMessages;
import dev.daypass.core.login.LogoutStart;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.provider.SamlSettings;
import dev.daypass.core.signin.ParsedProof;
import dev.daypass.core.signin.Proof;
import dev.daypass.core.signin.ProofReader;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Reads and verifies SAML Responses, sends people to where those are made, and keeps the metadata that takes. Safe for
 * several threads.
 *
 * <p>Life: {@link #prepare} before a configuration takes effect, {@link #retain} after, {@link #close} at the end.
 */
public final class SamlAdapter implements ProofReader, AutoCloseable {
    private static final Duration FETCH_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration LONGEST_PREPARATION = Duration.ofSeconds(12);

    private final int limit;
    private final Clock clock;
    private final XmlParser parser;
    private final ResponseVerifier verifier;
    private final ProviderStates states;
    private final LoginStart login;
    private final SamlLogout logout;

    /**
     * An adapter with the default limits: 256 KiB for a message, 8 MiB for metadata.
     *
     * @param scheduler renews metadata; never blocked for the network, never shut down from here
     */
    public SamlAdapter(Clock clock, ScheduledExecutorService scheduler) {
        this(clock, scheduler, XmlLimits.forMessages());
    }

    /** An adapter with limits of one's own for messages. */
    public SamlAdapter(Clock clock, ScheduledExecutorService scheduler, XmlLimits limits) {
        this(clock, scheduler, limits, new SantuarioEngine());
    }

    SamlAdapter(Clock clock, ScheduledExecutorService scheduler, XmlLimits limits, SignatureEngine engine) {
        var signatures = new SignatureVerifier(engine);
        var metadataLimits = XmlLimits.forMetadata();
        var fetcher = new MetadataFetcher(metadataLimits.bytes(), FETCH_TIMEOUT);
        var reader = new MetadataReader(metadataLimits, signatures);
        this.limit = limits.bytes();
        this.clock = clock;
        this.parser = new XmlParser(limits, XmlParser.Asides.REFUSED);
        var decrypter = new XmlDecrypter(parser);
        this.verifier = new ResponseVerifier(new SignatureStage(signatures, decrypter));
        this.states = new ProviderStates(settings -> new ProviderState(settings, fetcher, reader, clock), scheduler);
        this.login = new SamlLogin(states);
        this.logout = new SamlLogout(states, new LogoutVerifier(limit, parser, signatures, decrypter));
    }

    @Override
    public Proof.Kind kind() {
        return Proof.Kind.SAML_RESPONSE;
    }

    @Override
    public Outcome<ParsedProof> read(Proof proof) {
        if (!(proof instanceof Proof.SamlResponse response)) {
            return ProofRefused.because(Reason.ENCODING_INVALID, "not a SAML Response")
                    .outcome();
        }
        try {
            byte[] xml = decode(response.base64());
            return Outcome.granted(new SamlProof(ResponseReader.read(parser.parse(xml)), verifier, states));
        } catch (ProofRefused refused) {
            return refused.outcome();
        }
    }

    /** Four characters carry three bytes; line ends may make up some more. */
    private byte[] decode(String base64) throws ProofRefused {
        if (base64.length() > limit / 2 * 3) {
            throw ProofRefused.because(Reason.LIMIT_EXCEEDED, "S38: " + base64.length() + " characters of base64");
        }
        return Base64Text.decode(base64)
                .orElseThrow(() -> ProofRefused.because(Reason.ENCODING_INVALID, "S40: not base64"));
    }

    /** Sends people to the providers that this adapter knows. */
    public LoginStart login() {
        return login;
    }

    /** Asks providers that this adapter knows to sign people out. */
    public LogoutStart logout() {
        return logout;
    }

    /** Reads and answers the logout messages of providers that this adapter knows. */
    public LogoutMessages logoutMessages() {
        return logout;
    }

    /**
     * Loads the metadata of providers that are new, all at once, and waits for them within bounds; metadata files are
     * read again. What cannot be had in time leaves its provider not ready and is tried again in the background; nothing
     * is thrown for it.
     */
    public void prepare(Collection<Provider> providers) {
        List<CompletableFuture<Void>> loads = states.add(settingsOf(providers));
        CompletableFuture.allOf(loads.toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, LONGEST_PREPARATION.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    /** Lets go of every provider but these, once no request uses the others any more. */
    public void retain(Collection<Provider> providers) {
        states.retain(settingsOf(providers));
    }

    /** How the metadata of each provider feels, by name. */
    public List<ProviderHealth> health() {
        Instant now = clock.instant();
        return states.named().entrySet().stream()
                .map(entry -> health(entry.getKey(), entry.getValue(), now))
                .toList();
    }

    @Override
    public void close() {
        states.close();
    }

    private static ProviderHealth health(ProviderId id, ProviderState state, Instant now) {
        var loaded = state.loaded();
        return new ProviderHealth(
                id,
                state.trust(now).isPresent(),
                loaded.map(ProviderState.Loaded::loadedAt),
                loaded.map(ProviderState.Loaded::expires),
                loaded.map(copy -> copy.certificates().stream()
                                .map(SamlAdapter::expiry)
                                .toList())
                        .orElse(List.of()),
                state.lastError());
    }

    private static Instant expiry(X509Certificate certificate) {
        return certificate.getNotAfter().toInstant();
    }

    private static Map<ProviderId, SamlSettings> settingsOf(Collection<Provider> providers) {
        var settings = new LinkedHashMap<ProviderId, SamlSettings>();
        for (Provider provider : providers) {
            if (provider.settings() instanceof SamlSettings saml) {
                settings.put(provider.id(), saml);
            }
        }
        return settings;
    }
}
