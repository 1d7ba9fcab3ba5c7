package dev.daypass.testkit.saml;

import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;

/**
 * The catalogue of attacks on a Response. Every one expects a provider that may start logins itself, with an attribute
 * {@code department} in the honest Response.
 */
public final class SamlAttacks {
    private SamlAttacks() {}

    /** All that need nothing but the provider (S01 to S44, S60 to S78). */
    public static List<SamlAttack> all() {
        var all = new ArrayList<SamlAttack>();
        all.addAll(WrappingAttacks.all());
        all.addAll(SignatureAttacks.all());
        all.addAll(XmlAttacks.all());
        all.addAll(MeaningAttacks.all());
        return all;
    }

    /**
     * Those against decryption (S45 to S52).
     *
     * @param recipient the service provider's public key
     * @param trap an address that must never be called
     */
    public static List<SamlAttack> encryption(PublicKey recipient, String trap) {
        return new EncryptionAttacks(recipient, trap).all();
    }

    /** An honest Response whose NameID is encrypted. */
    public static String encryptedName(HonestIdentityProvider provider, ResponseSpec spec, PublicKey recipient) {
        return new EncryptionAttacks(recipient, "").encryptedName(provider, spec);
    }
}
