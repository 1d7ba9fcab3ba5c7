package dev.daypass.server.portal;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;

/** The domain of a mail address that somebody has typed. */
final class MailDomain {
    private static final int LONGEST = 253;

    private MailDomain() {}

    /** In lower case, as DNS has it (RFC 5890); empty if the text is no such address. */
    static Optional<String> of(String address) {
        int at = address.lastIndexOf('@');
        String typed = address.substring(at + 1).strip();
        if (at < 1 || typed.isEmpty() || typed.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return Optional.of(IDN.toASCII(typed, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
