package dev.daypass.adapters.directory.kerberos;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;

/**
 * What stands open in a Kerberos request (RFC 4120 section 5.5.1): nobody has vouched for it, but a ticket that says so
 * itself is not for us.
 *
 * @param service the ticket's service and its realm, as {@code HTTP/broker.corp.example.com@CORP.EXAMPLE.COM}
 * @param ticketType how the ticket is sealed (RFC 3961 section 8)
 * @param authenticatorType how the authenticator is sealed, which is the type of the session key
 * @param fingerprint names the authenticator for good: what stands open around it can be spelled anew, its sealed bytes
 *     cannot
 */
record ApRequest(String service, int ticketType, int authenticatorType, String fingerprint) {
    private static final int VERSION = 5;
    private static final int AP_REQ = 14;
    private static final int USE_SESSION_KEY = 0x40;
    private static final int MOST_NAMES = 4;

    /** AES in its four types (RFC 3962, RFC 8009); RC4 and DES are broken. */
    private static final Set<Integer> STRONG = Set.of(17, 18, 19, 20);

    static ApRequest read(DerReader token) throws MalformedToken {
        DerReader fields = token.enter(DerReader.application(14)).enter(DerReader.SEQUENCE);
        expect(number(fields, 0) == VERSION && number(fields, 1) == AP_REQ, "not a request of Kerberos 5");
        byte[] options = fields.enter(DerReader.member(2)).take(DerReader.BIT_STRING);
        // User-to-user tickets are sealed with another ticket's key, not with that of a keytab.
        expect(options.length == 5 && (options[1] & USE_SESSION_KEY) == 0, "a request between two users");
        DerReader ticket = fields.enter(DerReader.member(3))
                .enter(DerReader.application(1))
                .enter(DerReader.SEQUENCE);
        DerReader authenticator = fields.enter(DerReader.member(4)).enter(DerReader.SEQUENCE);
        fields.end();
        expect(number(ticket, 0) == VERSION, "not a ticket of Kerberos 5");
        String realm = ticket.enter(DerReader.member(1)).text();
        String name = name(ticket.enter(DerReader.member(2)).enter(DerReader.SEQUENCE));
        Sealed sealed = Sealed.read(ticket.enter(DerReader.member(3)).enter(DerReader.SEQUENCE));
        ticket.end();
        Sealed authentic = Sealed.read(authenticator);
        return new ApRequest(name + "@" + realm, sealed.type(), authentic.type(), authentic.fingerprint());
    }

    /** Whether ticket and authenticator are sealed with AES. */
    boolean isStrong() {
        return STRONG.contains(ticketType) && STRONG.contains(authenticatorType);
    }

    static boolean isStrong(int type) {
        return STRONG.contains(type);
    }

    /** EncryptedData (RFC 4120 section 5.2.9). */
    private record Sealed(int type, String fingerprint) {
        static Sealed read(DerReader fields) throws MalformedToken {
            int type = number(fields, 0);
            if (fields.isNext(DerReader.member(1))) {
                int unused = number(fields, 1); // the key's number: the keytab is tried as it is
            }
            byte[] cipher = fields.enter(DerReader.member(2)).take(DerReader.OCTET_STRING);
            fields.end();
            return new Sealed(type, sha256(cipher));
        }
    }

    private static String name(DerReader fields) throws MalformedToken {
        int unused = number(fields, 0); // the kind of name: a hint (RFC 4120 section 6.2)
        DerReader parts = fields.enter(DerReader.member(1)).enter(DerReader.SEQUENCE);
        fields.end();
        var whole = new StringBuilder();
        for (int count = 0; !parts.isAtEnd(); count++) {
            expect(count < MOST_NAMES, "a name of too many parts");
            whole.append(count == 0 ? "" : "/").append(parts.text());
        }
        return whole.toString();
    }

    private static int number(DerReader fields, int member) throws MalformedToken {
        DerReader value = fields.enter(DerReader.member(member));
        int number = value.integer();
        value.end();
        return number;
    }

    private static void expect(boolean holds, String otherwise) throws MalformedToken {
        if (!holds) {
            throw new MalformedToken(otherwise);
        }
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }

    /** Whom it is from stands in the sealed parts; the rest tells machines only. */
    @Override
    public String toString() {
        return "ApRequest[" + ticketType + ", " + authenticatorType + "]";
    }
}
