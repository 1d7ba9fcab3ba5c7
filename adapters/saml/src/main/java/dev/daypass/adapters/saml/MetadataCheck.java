package dev.daypass.adapters.saml;

import dev.daypass.adapters.saml.encryption.DecryptionKeys;
import dev.daypass.adapters.saml.key.SigningKey;
import dev.daypass.adapters.saml.metadata.IdpDescription;
import dev.daypass.adapters.saml.metadata.MetadataFault;
import dev.daypass.adapters.saml.metadata.MetadataReader;
import dev.daypass.adapters.saml.metadata.SignOn;
import dev.daypass.adapters.saml.signature.SantuarioEngine;
import dev.daypass.adapters.saml.signature.SignatureVerifier;
import dev.daypass.adapters.saml.signature.VerificationKeys;
import dev.daypass.adapters.saml.xml.XmlLimits;
import dev.daypass.core.provider.SamlSettings;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.source.Finding;
import dev.daypass.core.source.Findings;
import dev.daypass.core.source.Source;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What {@code check} has to say about a SAML provider: its metadata file, its keys, and when they end. */
public final class MetadataCheck {
    private static final Duration SOON = Duration.ofDays(30);

    private final MetadataReader reader =
            new MetadataReader(XmlLimits.forMetadata(), new SignatureVerifier(new SantuarioEngine()));

    /**
     * Everything wrong with a provider's metadata and keys. Metadata behind a URL is not fetched: a check says the same
     * with and without a network, unless it is told to {@link MetadataUrlCheck ask}.
     *
     * @param source where the provider is written in the configuration
     */
    public List<Finding> check(SamlSettings settings, Source source, Instant now) {
        var findings = new Findings();
        checkDecryptionKeys(settings, source, findings);
        checkSigningKey(settings, source, findings);
        if (isFile(settings)) {
            checkFile(settings, source, now, findings);
        }
        return findings.sorted();
    }

    static boolean isFile(SamlSettings settings) {
        return "file".equalsIgnoreCase(settings.metadata().location().getScheme());
    }

    private void checkFile(SamlSettings settings, Source source, Instant now, Findings findings) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(Path.of(settings.metadata().location()));
        } catch (IOException | IllegalArgumentException e) {
            findings.error(
                    "metadata-unreadable",
                    source,
                    "the metadata file `" + settings.metadata().location().getPath() + "` cannot be read",
                    "put the identity provider's metadata there, or name its URL");
            return;
        }
        checkContent(bytes, settings, source, now, findings);
    }

    /** Everything wrong with metadata that has come. */
    void checkContent(byte[] bytes, SamlSettings settings, Source source, Instant now, Findings findings) {
        try {
            IdpDescription description = reader.read(bytes, settings);
            checkDescription(description, source, now, findings);
            checkSignOn(description, settings, source, findings);
        } catch (MetadataFault e) {
            findings.error(
                    "metadata-invalid",
                    source,
                    String.valueOf(e.getMessage()),
                    "fetch the identity provider's metadata afresh");
        }
    }

    private static void checkDescription(IdpDescription description, Source source, Instant now, Findings findings) {
        if (description.keys().isEmpty()) {
            findings.error(
                    "metadata-no-signing-key",
                    source,
                    "the metadata of `" + description.entityId() + "` has no key for signing",
                    "ask for metadata with a KeyDescriptor whose use is `signing`");
        }
        if (!description.keys().stream().allMatch(VerificationKeys::isStrong)) {
            findings.add(Finding.securityWarning(
                    "metadata-weak-key",
                    source,
                    "the metadata of `" + description.entityId() + "` has a key that is too weak and is not used",
                    "ask the identity provider for RSA of 2048 bits, or P-256, P-384, P-521"));
        }
        Optional<Instant> end = description.validUntil();
        if (end.isPresent() && !now.isBefore(end.get())) {
            findings.error(
                    "metadata-expired",
                    source,
                    "the metadata of `" + description.entityId() + "` was valid until " + end.get(),
                    "fetch the identity provider's metadata afresh");
        }
        for (X509Certificate certificate : description.certificates()) {
            checkCertificate(description.entityId(), certificate, source, now, findings);
        }
    }

    /** Programs that bring Responses get along without any of it, so it never keeps a broker from starting. */
    private static void checkSignOn(
            IdpDescription description, SamlSettings settings, Source source, Findings findings) {
        SignOn signOn = description.signOn();
        SamlSettings.Requests requests = settings.requests();
        if (signOn.wantsSigned() && requests.signingKey().isEmpty()) {
            findings.add(Finding.warning(
                    "metadata-wants-signed-requests",
                    source,
                    "`" + description.entityId()
                            + "` takes signed requests alone, so nobody can sign in with a browser",
                    "add `requestSigningKey: \"${file:saml-signing.pem}\"`, a private key with its certificate"));
        }
        Optional<URI> way = requests.binding()
                .map(binding -> switch (binding) {
                    case REDIRECT -> signOn.redirect();
                    case POST -> signOn.post();
                })
                .orElseGet(() -> signOn.redirect().or(signOn::post));
        if (way.isEmpty()) {
            findings.add(Finding.warning(
                    "metadata-no-sign-on",
                    source,
                    "the metadata of `" + description.entityId() + "` offers no https address to send browsers to"
                            + requests.binding()
                                    .map(binding -> " for `requestBinding: "
                                            + binding.name().toLowerCase(Locale.ROOT) + "`")
                                    .orElse(""),
                    "ask for metadata with a SingleSignOnService, or leave `requestBinding` out"));
        }
    }

    /** The key stays pinned by the metadata; its certificate's end is a sign that it is about to change (S43). */
    private static void checkCertificate(
            String entityId, X509Certificate certificate, Source source, Instant now, Findings findings) {
        Instant end = certificate.getNotAfter().toInstant();
        if (!now.isBefore(end)) {
            findings.add(Finding.warning(
                    "certificate-expired",
                    source,
                    "a signing certificate of `" + entityId + "` expired at " + end,
                    "ask the identity provider whether its key has changed"));
        } else if (now.plus(SOON).isAfter(end)) {
            findings.add(Finding.warning(
                    "certificate-expiring",
                    source,
                    "a signing certificate of `" + entityId + "` expires at " + end,
                    "fetch the identity provider's metadata again before that day"));
        }
    }

    private static void checkDecryptionKeys(SamlSettings settings, Source source, Findings findings) {
        try {
            DecryptionKeys.read(settings.decryptionKeys());
        } catch (GeneralSecurityException e) {
            findings.error(
                    "decryption-key-unreadable",
                    source,
                    "a decryption key is not an RSA private key in PEM (PKCS#8)",
                    "make one with `openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072`");
        }
    }

    private static void checkSigningKey(SamlSettings settings, Source source, Findings findings) {
        Optional<Secret> pem = settings.requests().signingKey();
        if (pem.isEmpty()) {
            return;
        }
        try {
            SigningKey.read(pem.get());
        } catch (GeneralSecurityException e) {
            findings.error(
                    "signing-key-unreadable",
                    source,
                    "`requestSigningKey` is not an RSA or EC key in PEM (PKCS#8) with its own certificate",
                    "make one with `openssl req -x509 -newkey rsa:3072 -nodes -keyout key.pem -out crt.pem -days 3650 -subj"
                            + " /CN=daypass`, and put both files' texts into one");
        }
    }
}
