package dev.daypass.adapters.directory.kerberos;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/**
 * Takes the initial token of the Negotiate scheme apart (RFC 4178 section 4.2, RFC 4121 section 4.1). The mechanism that
 * the client likes best must be Kerberos and its token must be there: then one leg does, and nothing is negotiated that
 * an attacker could turn down.
 */
final class NegotiateTokens {
    /** In 1,600 groups a person's ticket has 19 KB; Windows lets none grow beyond 48,000 bytes. */
    private static final int MOST_BYTES = 48 * 1024;

    private static final int MOST_CHARACTERS = MOST_BYTES / 3 * 4;
    private static final int MOST_MECHANISMS = 16;
    private static final String KERBEROS = "2a864886f712010202";
    private static final String KERBEROS_BY_MICROSOFT = "2a864882f712010202";
    private static final String SPNEGO = "2b0601050502";
    private static final String NTLM = "2b06010401823702020a";
    private static final Set<String> KERBEROS_NAMES = Set.of(KERBEROS, KERBEROS_BY_MICROSOFT);
    private static final byte[] NTLM_BEGINNING = "NTLMSSP\0".getBytes(StandardCharsets.US_ASCII);

    private NegotiateTokens() {}

    static NegotiateToken read(String base64) throws MalformedToken {
        byte[] token = decode(base64);
        if (isNtlm(token)) {
            return new NegotiateToken.Foreign("NTLM");
        }
        DerReader whole = DerReader.of(token);
        DerReader framed = whole.enter(DerReader.application(0));
        whole.end();
        String mechanism = mechanism(framed);
        if (mechanism.equals(SPNEGO)) {
            return negotiation(framed);
        }
        return mechanism.equals(KERBEROS) ? kerberos(token) : new NegotiateToken.Foreign(name(mechanism));
    }

    /** Base64 in its one canonical spelling (RFC 4648 section 3.5). */
    private static byte[] decode(String base64) throws MalformedToken {
        if (base64.isEmpty() || base64.length() > MOST_CHARACTERS) {
            throw new MalformedToken("a token of " + base64.length() + " characters");
        }
        try {
            byte[] token = Base64.getDecoder().decode(base64);
            if (Base64.getEncoder().encodeToString(token).equals(base64)) {
                return token;
            }
        } catch (IllegalArgumentException notBase64) {
            throw new MalformedToken("not base64");
        }
        throw new MalformedToken("base64 in another spelling");
    }

    private static NegotiateToken negotiation(DerReader framed) throws MalformedToken {
        DerReader choice = framed.enter(DerReader.member(0));
        framed.end();
        DerReader first = choice.enter(DerReader.SEQUENCE);
        choice.end();
        String preferred = preferred(first.enter(DerReader.member(0)).enter(DerReader.SEQUENCE));
        Optional<DerReader> flags = first.enterIf(DerReader.member(1));
        if (flags.isPresent()) {
            byte[] unused = flags.get().take(DerReader.BIT_STRING); // a wish that nothing protects: not ours to grant
        }
        Optional<DerReader> carried = first.enterIf(DerReader.member(2));
        byte[] token = carried.isPresent() ? carried.get().take(DerReader.OCTET_STRING) : new byte[0];
        Optional<DerReader> check = first.enterIf(DerReader.member(3));
        first.end();
        if (isNtlm(token)) {
            return new NegotiateToken.Foreign("NTLM");
        }
        if (!KERBEROS_NAMES.contains(preferred)) {
            return new NegotiateToken.Foreign(name(preferred));
        }
        if (token.length == 0 || (check.isPresent() && check.get().isAtEnd())) {
            throw new MalformedToken("Kerberos is named, but no ticket shown");
        }
        return kerberos(token);
    }

    /** The first of the mechanisms offered: the one that the token is of. */
    private static String preferred(DerReader offered) throws MalformedToken {
        String first = mechanism(offered);
        for (int count = 1; !offered.isAtEnd(); count++) {
            if (count == MOST_MECHANISMS) {
                throw new MalformedToken("too many mechanisms");
            }
            String unused = mechanism(offered);
        }
        return first;
    }

    private static NegotiateToken kerberos(byte[] token) throws MalformedToken {
        DerReader whole = DerReader.of(token);
        DerReader framed = whole.enter(DerReader.application(0));
        whole.end();
        if (!mechanism(framed).equals(KERBEROS)) {
            throw new MalformedToken("another mechanism's token under the name of Kerberos");
        }
        if (framed.octet() != 1 || framed.octet() != 0) {
            throw new MalformedToken("not the first token of Kerberos");
        }
        ApRequest request = ApRequest.read(framed);
        framed.end();
        return new NegotiateToken.Kerberos(token, request);
    }

    private static String mechanism(DerReader reader) throws MalformedToken {
        return HexFormat.of().formatHex(reader.take(DerReader.OBJECT_IDENTIFIER));
    }

    private static boolean isNtlm(byte[] token) {
        return token.length >= NTLM_BEGINNING.length
                && Arrays.equals(token, 0, NTLM_BEGINNING.length, NTLM_BEGINNING, 0, NTLM_BEGINNING.length);
    }

    private static String name(String mechanism) {
        return mechanism.equals(NTLM) ? "NTLM" : "another mechanism's";
    }
}
