package dev.daypass.adapters.oidc.jose;

/** One JSON part of a token: the octets that were signed and what they say. The octets are shared, nobody writes them. */
final class DecodedPart {
    private final byte[] octets;
    private final Claims members;

    DecodedPart(byte[] octets, Claims members) {
        this.octets = octets;
        this.members = members;
    }

    byte[] octets() {
        return octets;
    }

    Claims members() {
        return members;
    }
}
