package dev.daypass.testkit.saml;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** The logout messages of a SAML identity provider, and the two ways in which they are signed. */
public final class LogoutDesk {
    private static final String EMAIL = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress";
    private static final String STATUS = "urn:oasis:names:tc:SAML:2.0:status:";

    private final HonestIdentityProvider idp;
    private final Clock clock;

    public LogoutDesk(HonestIdentityProvider idp, Clock clock) {
        this.idp = idp;
        this.clock = clock;
    }

    /**
     * A LogoutRequest, unsigned.
     *
     * @param destination our logout service
     * @param sessions each a SessionIndex
     */
    public String request(String destination, String nameId, List<String> sessions) {
        var indexes = new StringBuilder();
        sessions.forEach(index -> indexes.append("<samlp:SessionIndex>")
                .append(XmlText.escape(index))
                .append("</samlp:SessionIndex>"));
        return opening("LogoutRequest", destination) + " NotOnOrAfter=\""
                + clock.instant().plusSeconds(300).truncatedTo(ChronoUnit.MILLIS) + "\">" + issuer()
                + "<saml:NameID Format=\"" + EMAIL + "\">" + XmlText.escape(nameId) + "</saml:NameID>" + indexes
                + "</samlp:LogoutRequest>";
    }

    /**
     * A LogoutResponse, unsigned.
     *
     * @param codes of its status, the second within the first: {@code Success}, {@code PartialLogout}
     */
    public String response(String destination, String inResponseTo, String... codes) {
        String second = codes.length > 1 ? "<samlp:StatusCode Value=\"" + STATUS + codes[1] + "\"/>" : "";
        return opening("LogoutResponse", destination) + " InResponseTo=\"" + XmlText.escape(inResponseTo) + "\">"
                + issuer() + "<samlp:Status><samlp:StatusCode Value=\"" + STATUS + codes[0] + "\">" + second
                + "</samlp:StatusCode></samlp:Status></samlp:LogoutResponse>";
    }

    private String opening(String name, String destination) {
        return "<samlp:" + name + " xmlns:samlp=\"" + Draft.SAMLP + "\" xmlns:saml=\"" + Draft.SAML + "\" ID=\"_"
                + UUID.randomUUID().toString().replace("-", "") + "\" Version=\"2.0\" IssueInstant=\""
                + clock.instant().truncatedTo(ChronoUnit.MILLIS) + "\" Destination=\"" + XmlText.escape(destination)
                + "\"";
    }

    private String issuer() {
        return "<saml:Issuer>" + XmlText.escape(idp.entityId()) + "</saml:Issuer>";
    }

    /** The field or parameter that carries a message. */
    public static String field(String message) {
        return message.startsWith("<samlp:LogoutResponse") ? "SAMLResponse" : "SAMLRequest";
    }

    /** A message with a signature of its own, in base64 as a form carries it. */
    public String posted(String message) {
        return posted(message, idp.keys());
    }

    /** The same, signed by somebody else. */
    public String posted(String message, SamlKeys keys) {
        return HonestIdentityProvider.base64(HonestIdentityProvider.signed(message, keys));
    }

    /** A message in a query, with the query's signature. */
    public String query(String message, Optional<String> relayState) {
        return signed(unsigned(message, relayState), idp.keys());
    }

    /** A message in a query, without a signature. */
    public String unsigned(String message, Optional<String> relayState) {
        return field(message) + "=" + encoded(base64(deflated(message)))
                + relayState.map(state -> "&RelayState=" + encoded(state)).orElse("");
    }

    /** A query with the signature of somebody over all of it. */
    public String signed(String query, SamlKeys keys) {
        String covered = query + "&SigAlg=" + encoded(keys.isRsa() ? XmlSigner.RSA_SHA256 : XmlSigner.ECDSA_SHA256);
        try {
            var signer = Signature.getInstance(keys.isRsa() ? "SHA256withRSA" : "SHA256withECDSAinP1363Format");
            signer.initSign(keys.pair().getPrivate());
            signer.update(covered.getBytes(StandardCharsets.US_ASCII));
            return covered + "&Signature=" + encoded(base64(signer.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** RFC 1951 alone. */
    public static byte[] deflated(String text) {
        var deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        var out = new ByteArrayOutputStream();
        try (var stream = new DeflaterOutputStream(out, deflater)) {
            stream.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } finally {
            deflater.end();
        }
        return out.toByteArray();
    }

    public static String base64(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }

    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
