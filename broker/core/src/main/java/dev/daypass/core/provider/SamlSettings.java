package dev.daypass.core.provider;

import dev.daypass.core.secret.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How the Responses of a SAML 2.0 identity provider are checked.
 *
 * @param metadata where its metadata comes from
 * @param entityId which entity of the metadata is meant, needed where it describes several
 * @param idpInitiated whether Responses that answer no request of ours are accepted (SAML Profiles 4.1.5)
 * @param audiences accepted in AudienceRestriction beside our own entity id
 * @param signed which elements must be signed
 * @param times skew and ages
 * @param decryptionKeys our private keys (PEM, PKCS#8) for encrypted assertions; several during a change
 * @param encryption whether assertions may or must come encrypted
 * @param requests how sign-in is asked for
 */
public record SamlSettings(
        MetadataSource metadata,
        Optional<String> entityId,
        boolean idpInitiated,
        Set<String> audiences,
        SignedElements signed,
        Times times,
        List<Secret> decryptionKeys,
        Encryption encryption,
        Requests requests)
        implements ProviderSettings {
    public SamlSettings {
        audiences = Set.copyOf(audiences);
        decryptionKeys = List.copyOf(decryptionKeys);
    }

    @Override
    public Kind kind() {
        return Kind.SAML;
    }

    /**
     * Where metadata comes from and how long it is believed.
     *
     * @param location a {@code file:}, {@code https:} or loopback {@code http:} URI
     * @param refresh how often it is read again
     * @param maxStale how long the last good copy serves when it cannot be read
     * @param signedBy certificate (PEM) that must have signed it; without one the transport is trusted
     */
    public record MetadataSource(URI location, Duration refresh, Duration maxStale, Optional<String> signedBy) {}

    /**
     * Tolerances.
     *
     * @param skew how far the clocks may differ, at most five minutes
     * @param maxAuthenticationAge how long ago the subject may have authenticated
     */
    public record Times(Duration skew, Optional<Duration> maxAuthenticationAge) {}

    /** Which signatures are demanded; every signature present is checked whatever the setting. */
    public enum SignedElements {
        RESPONSE_OR_ASSERTION,
        RESPONSE,
        ASSERTION,
        BOTH
    }

    /** What is accepted of encrypted assertions. */
    public enum Encryption {
        ALLOWED,
        REQUIRED
    }

    /**
     * How sign-in is asked for at the identity provider (SAML Core 3.4.1).
     *
     * @param binding how requests travel; absent: by redirect where the metadata offers it, else by post
     * @param signingKey our private key and its certificate (PEM, PKCS#8); absent: requests are not signed
     * @param forceAuthn whether everybody must authenticate afresh
     * @param contexts classes of authentication asked for, of which every assertion must name one; empty: any
     * @param nameIdFormat the form of name asked for; absent: the provider chooses
     */
    public record Requests(
            Optional<Binding> binding,
            Optional<Secret> signingKey,
            boolean forceAuthn,
            List<String> contexts,
            Optional<String> nameIdFormat) {
        public Requests {
            contexts = List.copyOf(contexts);
        }

        /** Unsigned, by the binding that the metadata offers, with no wishes. */
        public static Requests plain() {
            return new Requests(Optional.empty(), Optional.empty(), false, List.of(), Optional.empty());
        }

        /** These, with authentication afresh if one sign-in asks for it. */
        public Requests forcing(boolean afresh) {
            return new Requests(binding, signingKey, forceAuthn || afresh, contexts, nameIdFormat);
        }
    }

    /** How a request travels with the browser (SAML Bindings 3.4, 3.5). */
    public enum Binding {
        REDIRECT,
        POST
    }
}
