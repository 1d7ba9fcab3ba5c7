package dev.daypass.adapters.directory.kerberos;

/** What a Negotiate token turned out to be. */
sealed interface NegotiateToken {
    /**
     * A Kerberos request.
     *
     * @param bytes the token of the Kerberos mechanism, without SPNEGO around it: what was looked at is what is accepted
     */
    record Kerberos(byte[] bytes, ApRequest request) implements NegotiateToken {
        @Override
        public String toString() {
            return "Kerberos[" + bytes.length + " bytes]";
        }
    }

    /**
     * A token of another mechanism.
     *
     * @param mechanism its name, for people
     */
    record Foreign(String mechanism) implements NegotiateToken {}
}
