package dev.daypass.testkit.saml;

import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an honest Response says. Begin with {@link #to} and change the one thing a test is about.
 *
 * @param consumer Destination and Recipient: the service provider's assertion consumer URL
 * @param audience the service provider's entity id
 * @param subject the NameID
 * @param attributes texts by name
 * @param inResponseTo the request it answers
 * @param signed what is signed
 * @param algorithm the XML signature algorithm's URI; empty: the usual one for the key
 * @param encryption how the assertion is encrypted, if it is
 */
public record ResponseSpec(
        String consumer,
        String audience,
        String subject,
        Map<String, List<String>> attributes,
        Optional<String> inResponseTo,
        Signed signed,
        String algorithm,
        Optional<Encryption> encryption) {
    /** Which elements carry a signature. */
    public enum Signed {
        NOTHING,
        ASSERTION,
        RESPONSE,
        BOTH
    }

    /** Encryption of the assertion: AES-256 in a mode, its key by RSA-OAEP to a public key. */
    public record Encryption(PublicKey recipient, Mode mode) {
        /** The block cipher's mode. */
        public enum Mode {
            GCM,
            CBC
        }
    }

    public ResponseSpec {
        var copy = new LinkedHashMap<String, List<String>>();
        attributes.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        attributes = Collections.unmodifiableMap(copy);
    }

    /**
     * An unsolicited Response for alice with a signed assertion.
     *
     * @param issuer the broker's public base URL
     * @param provider the provider's configured name
     */
    public static ResponseSpec to(String issuer, String provider) {
        String base = issuer + "/saml/" + provider;
        return new ResponseSpec(
                base + "/acs",
                base + "/metadata",
                "alice@corp.example.com",
                Map.of(),
                Optional.empty(),
                Signed.ASSERTION,
                "",
                Optional.empty());
    }

    public ResponseSpec subject(String name) {
        return new ResponseSpec(consumer, audience, name, attributes, inResponseTo, signed, algorithm, encryption);
    }

    /** With one attribute more. */
    public ResponseSpec attribute(String name, String... values) {
        var all = new LinkedHashMap<>(attributes);
        all.put(name, List.of(values));
        return new ResponseSpec(consumer, audience, subject, all, inResponseTo, signed, algorithm, encryption);
    }

    /** With so many distinguished names of groups, as Active Directory sends them. */
    public ResponseSpec groups(int count) {
        var groups = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            groups.add("CN=Group-" + i + ",OU=Groups,OU=Engineering,DC=corp,DC=example,DC=com");
        }
        return attribute(
                "http://schemas.microsoft.com/ws/2008/06/identity/claims/groups", groups.toArray(new String[0]));
    }

    public ResponseSpec inResponseTo(String id) {
        return new ResponseSpec(
                consumer, audience, subject, attributes, Optional.of(id), signed, algorithm, encryption);
    }

    public ResponseSpec signed(Signed what) {
        return new ResponseSpec(consumer, audience, subject, attributes, inResponseTo, what, algorithm, encryption);
    }

    public ResponseSpec algorithm(String uri) {
        return new ResponseSpec(consumer, audience, subject, attributes, inResponseTo, signed, uri, encryption);
    }

    public ResponseSpec encrypted(PublicKey recipient, Encryption.Mode mode) {
        return new ResponseSpec(
                consumer,
                audience,
                subject,
                attributes,
                inResponseTo,
                signed,
                algorithm,
                Optional.of(new Encryption(recipient, mode)));
    }

    public ResponseSpec unencrypted() {
        return new ResponseSpec(
                consumer, audience, subject, attributes, inResponseTo, signed, algorithm, Optional.empty());
    }
}
