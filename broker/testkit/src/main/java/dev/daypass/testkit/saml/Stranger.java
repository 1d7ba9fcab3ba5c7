package dev.daypass.testkit.saml;

/** Somebody whom no broker trusts: one key for all attacks, since making one takes long. */
final class Stranger {
    static final SamlKeys KEYS = SamlKeys.rsa();

    private Stranger() {}
}
