package dev.daypass.adapters.saml;

import dev.daypass.adapters.saml.encryption.DecryptionKeys;
import dev.daypass.adapters.saml.encryption.KeyCertificate;
import dev.daypass.adapters.saml.key.SigningKey;
import dev.daypass.adapters.saml.response.ServiceProvider;
import dev.daypass.adapters.saml.xml.Namespaces;
import dev.daypass.adapters.saml.xml.XmlText;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.outcome.UnavailableException;
import dev.daypass.core.provider.SamlSettings;
import dev.daypass.core.secret.Secret;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Optional;

/**
 * Writes what an identity provider needs to know of us (SAML Metadata 2.4.4): our entity id, our assertion consumer by
 * POST, the key that our messages are signed with, our logout service where there is one, and the keys that assertions
 * may be encrypted to. Not signed: it is fetched from our own address.
 */
public final class SpMetadata {
    private static final String[] CIPHERS = {
        Namespaces.XENC11 + "aes256-gcm", Namespaces.XENC11 + "aes128-gcm", Namespaces.XENC + "rsa-oaep-mgf1p"
    };

    private SpMetadata() {}

    /**
     * The document for one provider.
     *
     * @param issuer the broker's public base URL, without a slash at the end
     * @throws UnavailableException if a key of the settings cannot be read
     */
    public static String write(String issuer, ProviderId provider, SamlSettings settings) {
        var self = ServiceProvider.of(issuer, provider);
        Optional<SigningKey> signing = settings.requests().signingKey().map(SpMetadata::signingKey);
        var out = new StringBuilder(1_024)
                .append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<md:EntityDescriptor xmlns:md=\"")
                .append(Namespaces.METADATA)
                .append("\" entityID=\"")
                .append(XmlText.escaped(self.entityId()))
                .append("\">\n  <md:SPSSODescriptor AuthnRequestsSigned=\"")
                .append(signing.isPresent())
                .append("\" WantAssertionsSigned=\"")
                .append(wantsSignedAssertions(settings.signed()))
                .append("\" protocolSupportEnumeration=\"")
                .append(Namespaces.SAMLP)
                .append("\">\n");
        signing.ifPresent(key -> {
            appendKey(out, "signing", key.certificate());
            out.append("</md:KeyDescriptor>\n");
        });
        for (var pair : keys(settings).pairs()) {
            appendKey(out, "encryption", KeyCertificate.of(pair));
            for (String cipher : CIPHERS) {
                out.append("<md:EncryptionMethod Algorithm=\"").append(cipher).append("\"/>");
            }
            out.append("</md:KeyDescriptor>\n");
        }
        // Whatever we say about a logout is signed, so without a key we can take part in none.
        if (signing.isPresent()) {
            appendLogout(out, "HTTP-Redirect", self);
            appendLogout(out, "HTTP-POST", self);
        }
        return out.append("    <md:AssertionConsumerService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST\"")
                .append(" Location=\"")
                .append(XmlText.escaped(self.assertionConsumer()))
                .append("\" index=\"0\" isDefault=\"true\"/>\n  </md:SPSSODescriptor>\n</md:EntityDescriptor>\n")
                .toString();
    }

    private static void appendLogout(StringBuilder out, String binding, ServiceProvider self) {
        out.append("    <md:SingleLogoutService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:")
                .append(binding)
                .append("\" Location=\"")
                .append(XmlText.escaped(self.singleLogout()))
                .append("\"/>\n");
    }

    private static boolean wantsSignedAssertions(SamlSettings.SignedElements demanded) {
        return switch (demanded) {
            case ASSERTION, BOTH, RESPONSE_OR_ASSERTION -> true;
            case RESPONSE -> false;
        };
    }

    private static DecryptionKeys keys(SamlSettings settings) {
        try {
            return DecryptionKeys.read(settings.decryptionKeys());
        } catch (GeneralSecurityException e) {
            throw new UnavailableException("a decryption key cannot be read", e);
        }
    }

    private static SigningKey signingKey(Secret pem) {
        try {
            return SigningKey.read(pem);
        } catch (GeneralSecurityException e) {
            throw new UnavailableException("the key that signs requests cannot be read", e);
        }
    }

    private static void appendKey(StringBuilder out, String use, X509Certificate certificate) {
        out.append("    <md:KeyDescriptor use=\"")
                .append(use)
                .append("\"><ds:KeyInfo xmlns:ds=\"")
                .append(Namespaces.DS)
                .append("\"><ds:X509Data><ds:X509Certificate>")
                .append(Base64.getEncoder().encodeToString(KeyCertificate.encoded(certificate)))
                .append("</ds:X509Certificate></ds:X509Data></ds:KeyInfo>");
    }
}
