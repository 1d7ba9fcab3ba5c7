package dev.daypass.testkit.jwt;

/** Keys with names, made once for all tests of a run, since making an RSA key takes longer than most tests. */
public final class SigningKeys {
    /** What honest issuers sign with. */
    public static final SigningKey RSA = SigningKey.rsa("rsa-1");

    public static final SigningKey RSA_NEXT = SigningKey.rsa("rsa-2");
    public static final SigningKey EC = SigningKey.ec("ec-1");
    public static final SigningKey EC_NEXT = SigningKey.ec("ec-2");
    public static final SigningKey ED25519 = SigningKey.ed25519("ed-1");

    /** Nobody publishes it; it goes by the name of the honest one. */
    public static final SigningKey STRANGER = SigningKey.rsa("rsa-1");

    /** Named {@code bad}, for sets that publish it in a form in which nobody should use it. */
    static final SigningKey BAD_RSA = RSA_NEXT.named("bad");

    static final SigningKey BAD_EC = EC_NEXT.named("bad");

    private SigningKeys() {}
}
