package dev.daypass.adapters.oidc.jose;

/** Makes what a stranger sent fit for one line of an audit detail: short, printable ASCII, in back-ticks. */
public final class AuditText {
    private static final int LONGEST = 80;

    private AuditText() {}

    /** The text in back-ticks; other characters than printable ASCII become {@code ?}. */
    public static String quote(String text) {
        var shown = new StringBuilder("`");
        text.chars()
                .limit(LONGEST)
                .map(c -> c < ' ' || c > '~' || c == '`' ? '?' : c)
                .forEach(c -> shown.append((char) c));
        return shown.append(text.length() > LONGEST ? "…`" : "`").toString();
    }
}
