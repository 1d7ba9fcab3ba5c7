package dev.daypass.adapters.directory.kerberos;

/** A token is not what its form demands. The message says where, and holds nothing of the token. */
final class MalformedToken extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedToken(String message) {
        super(message);
    }
}
