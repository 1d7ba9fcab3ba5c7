package dev.daypass.adapters.saml;

import dev.daypass.testkit.saml.SamlKeys;

/** The keys that tests share, since making one takes long. */
final class Keys {
    /** The identity provider's. */
    static final SamlKeys IDP = SamlKeys.rsa();

    /** The broker's own, for what is encrypted to it. */
    static final SamlKeys OURS = SamlKeys.rsa();

    /** Another provider's, or the same one's next. */
    static final SamlKeys OTHER = SamlKeys.rsa();

    private Keys() {}
}
