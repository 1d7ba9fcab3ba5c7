package dev.daypass.adapters.directory.ldap;

import com.unboundid.ldap.sdk.LDAPException;

/** What a server or the way to it said, fit for audit and health: one short line without control characters. */
final class Said {
    private static final int LONGEST = 200;

    private Said() {}

    static String by(LDAPException fault) {
        String message = fault.getMessage();
        return "LDAP " + fault.getResultCode().intValue() + (message == null ? "" : ": " + line(message));
    }

    static String line(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints()
                .limit(LONGEST)
                .map(point -> Character.isISOControl(point) ? ' ' : point)
                .forEach(line::appendCodePoint);
        return line.toString().strip();
    }
}
