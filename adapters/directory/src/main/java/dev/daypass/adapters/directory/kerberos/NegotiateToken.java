package dev.daypass.adapters.directory.kerberos;

/** What a Negotiate token turned out to be. */
sealed interface NegotiateToken {
    /** A Kerberos request, without SPNEGO around it: what was looked at is what is accepted. */
    final class Kerberos implements NegotiateToken {
        private final byte[] bytes;
        private final ApRequest request;

        Kerberos(byte[] bytes, ApRequest request) {
            this.bytes = bytes;
            this.request = request;
        }

        /** The token of the Kerberos mechanism (RFC 4121 section 4.1). */
        byte[] bytes() {
            return bytes;
        }

        ApRequest request() {
            return request;
        }

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
