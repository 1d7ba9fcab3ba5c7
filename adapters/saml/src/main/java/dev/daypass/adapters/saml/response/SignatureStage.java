package dev.daypass.adapters.saml.response;

import static dev.daypass.adapters.saml.xml.Namespaces.SAML;

import dev.daypass.adapters.saml.encryption.FormedEncryption;
import dev.daypass.adapters.saml.encryption.XmlDecrypter;
import dev.daypass.adapters.saml.signature.FormedSignature;
import dev.daypass.adapters.saml.signature.SignatureVerifier;
import dev.daypass.adapters.saml.xml.ElementReader;
import dev.daypass.adapters.saml.xml.ParsedXml;
import dev.daypass.adapters.saml.xml.ProofRefused;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.provider.SamlSettings;
import java.util.Collections;
import java.util.Optional;
import org.w3c.dom.Element;

/**
 * Checks each signature there is, once, under the provider's keys alone, and decrypts what is encrypted (SAML Core 5;
 * catalogue S12, S13, S15, S30, S45, S46, S51). Safe for several threads.
 */
public final class SignatureStage {
    private final SignatureVerifier verifier;
    private final XmlDecrypter decrypter;

    public SignatureStage(SignatureVerifier verifier, XmlDecrypter decrypter) {
        this.verifier = verifier;
        this.decrypter = decrypter;
    }

    SignedElement verify(ParsedResponse response, ProviderTrust trust) throws ProofRefused {
        if (response.failure().isPresent()) {
            throw ProofRefused.because(
                    Reason.STATUS_NOT_SUCCESS,
                    "S72: status " + response.failure().get());
        }
        Optional<FormedSignature> outer = response.signature();
        if (outer.isPresent()) {
            verifier.verify(outer.get(), trust.keys());
        }
        if (response.content() instanceof Content.Plain plain) {
            if (trust.settings().encryption() == SamlSettings.Encryption.REQUIRED) {
                throw ProofRefused.because(Reason.ENCRYPTION_FORM, "the assertion is not encrypted but must be");
            }
            return signed(response, trust, plain, false);
        }
        if (response.content() instanceof Content.Encrypted encrypted) {
            return signed(response, trust, decrypt(response, trust, encrypted.encryption()), true);
        }
        throw Fields.refused("S09: success without an assertion");
    }

    private SignedElement signed(ParsedResponse response, ProviderTrust trust, Content.Plain content, boolean decrypted)
            throws ProofRefused {
        if (content.signature().isPresent()) {
            verifier.verify(content.signature().get(), trust.keys());
        }
        requireSignatures(
                trust.settings().signed(),
                response.signature().isPresent(),
                content.signature().isPresent());
        return new SignedElement(
                content.assertion(), response.envelope(), response.signature().isPresent(), decrypted);
    }

    private static void requireSignatures(SamlSettings.SignedElements demanded, boolean response, boolean assertion)
            throws ProofRefused {
        boolean enough =
                switch (demanded) {
                    case RESPONSE_OR_ASSERTION -> response || assertion;
                    case RESPONSE -> response;
                    case ASSERTION -> assertion;
                    case BOTH -> response && assertion;
                };
        if (!enough) {
            throw ProofRefused.because(
                    Reason.SIGNATURE_MISSING,
                    "S12: signatures demanded: " + demanded + "; Response signed: " + response + ", assertion signed: "
                            + assertion);
        }
    }

    private Content.Plain decrypt(ParsedResponse response, ProviderTrust trust, FormedEncryption encryption)
            throws ProofRefused {
        // A cipher that does not notice changes answers questions about its padding, unless a signature came first.
        if (!encryption.isAuthenticated() && response.signature().isEmpty()) {
            throw ProofRefused.because(Reason.ENCRYPTION_FORM, "S46: CBC outside a signed Response");
        }
        ParsedXml plain = decrypter.decrypt(encryption, trust.decryption());
        Element assertion = plain.root();
        if (!ElementReader.is(assertion, SAML, "Assertion")) {
            throw Fields.refused("S51: what was encrypted is not an assertion");
        }
        if (!Collections.disjoint(plain.ids(), response.ids())) {
            throw Fields.refused("S17: an ID of the encrypted assertion is used outside it");
        }
        Census.check(assertion);
        return new Content.Plain(assertion, ResponseReader.signatureOf(assertion));
    }

    /** The element that an {@code EncryptedID} of a signed assertion holds. */
    Element decryptWithin(FormedEncryption encryption, ProviderTrust trust) throws ProofRefused {
        return decrypter.decrypt(encryption, trust.decryption()).root();
    }
}
