package dev.daypass.adapters.directory.kerberos;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import java.util.regex.Pattern;

/**
 * The name of a ticket's client, as far as it can be a person of one realm: {@code NAME@REALM}, letter for letter that
 * realm, and a name of one part (RFC 4120 section 6.2; security K03).
 */
final class ClientName {
    /** No second part, no second realm, nothing that a directory or a log could read otherwise. */
    private static final Pattern ACCOUNT =
            Pattern.compile("[^/@\\\\\\p{Cntrl}]{1,256}", Pattern.UNICODE_CHARACTER_CLASS);

    private ClientName() {}

    /** The account in a name. */
    static Outcome<String> account(String principal, String realm) {
        int at = principal.lastIndexOf('@');
        if (at < 0 || !principal.substring(at + 1).equals(realm)) {
            return refused("K03: the ticket's client is not of realm `" + realm + "`");
        }
        String account = principal.substring(0, at);
        return ACCOUNT.matcher(account).matches()
                ? Outcome.granted(account)
                : refused("K03: the name of the ticket's client is not that of a person");
    }

    private static Outcome<String> refused(String detail) {
        return Outcome.refused(
                Reason.TICKET_REALM, "This Kerberos ticket is not that of a person of this directory", detail);
    }
}
