package dev.daypass.adapters.saml.signature;

import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Optional;

/** The signature algorithms that are accepted: asymmetric, SHA-2 (S31 to S33; RFC 9231). */
enum SignatureMethod {
    RSA_SHA256("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", Family.RSA),
    RSA_SHA384("http://www.w3.org/2001/04/xmldsig-more#rsa-sha384", Family.RSA),
    RSA_SHA512("http://www.w3.org/2001/04/xmldsig-more#rsa-sha512", Family.RSA),
    ECDSA_SHA256("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256", Family.EC),
    ECDSA_SHA384("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384", Family.EC),
    ECDSA_SHA512("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512", Family.EC),
    PSS("http://www.w3.org/2007/05/xmldsig-more#rsa-pss", Family.PSS),
    PSS_SHA256("http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1", Family.FIXED_PSS),
    PSS_SHA384("http://www.w3.org/2007/05/xmldsig-more#sha384-rsa-MGF1", Family.FIXED_PSS),
    PSS_SHA512("http://www.w3.org/2007/05/xmldsig-more#sha512-rsa-MGF1", Family.FIXED_PSS);

    /** What kind of key and library support an algorithm needs. */
    enum Family {
        RSA,
        EC,
        /** RSASSA-PSS with its parameters spelt out. */
        PSS,
        /** RSASSA-PSS with parameters fixed by the algorithm's name. */
        FIXED_PSS
    }

    private final String uri;
    private final Family family;

    SignatureMethod(String uri, Family family) {
        this.uri = uri;
        this.family = family;
    }

    static Optional<SignatureMethod> of(String uri) {
        return Arrays.stream(values()).filter(method -> method.uri.equals(uri)).findFirst();
    }

    Family family() {
        return family;
    }

    /** What JCA calls it where it stands beside a message; PSS does not (RFC 9231 names its parameters in XML). */
    Optional<String> jcaName() {
        String digest = "SHA" + name().substring(name().length() - 3);
        return switch (family) {
            case RSA -> Optional.of(digest + "withRSA");
            case EC -> Optional.of(digest + "withECDSAinP1363Format");
            case PSS, FIXED_PSS -> Optional.empty();
        };
    }

    boolean takes(PublicKey key) {
        return switch (family) {
            case RSA, PSS, FIXED_PSS -> key instanceof RSAPublicKey;
            case EC -> key instanceof ECPublicKey;
        };
    }
}
