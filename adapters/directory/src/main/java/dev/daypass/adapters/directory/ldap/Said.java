package dev.daypass.adapters.directory.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a server or the way to it said, fit for audit and health: one short line without control characters. */
final class Said {
    private static final Pattern DATA_CODE = Pattern.compile("AcceptSecurityContext error, data ([0-9a-f]{1,8})");
    private static final int LONGEST = 200;

    private Said() {}

    /** What was said to a question: codes and nothing else, since messages repeat names, filters and DNs of people. */
    static String by(LDAPException fault) {
        return "LDAP " + fault.getResultCode().intValue() + " ("
                + line(fault.getResultCode().getName()) + ")"
                + dataCode(fault.getDiagnosticMessage())
                        .map(code -> ", data " + code)
                        .orElse("");
    }

    /** Why no connection came about; asks about nobody, so that the message may be told where it is our own. */
    static String connecting(LDAPException fault) {
        return ResultCode.isClientSideResultCode(fault.getResultCode())
                ? "LDAP " + fault.getResultCode().intValue() + ": " + line(String.valueOf(fault.getMessage()))
                : by(fault);
    }

    /** The code by which Active Directory says what is wrong with a bind. */
    static Optional<String> dataCode(@Nullable String diagnostic) {
        return Optional.ofNullable(diagnostic)
                .map(DATA_CODE::matcher)
                .filter(Matcher::find)
                .map(code -> code.group(1));
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
