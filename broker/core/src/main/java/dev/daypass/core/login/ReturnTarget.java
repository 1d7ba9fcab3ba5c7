package dev.daypass.core.login;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A path of ours, maybe with a query, that a browser goes to when it has signed in. Whatever could lead elsewhere, or be
 * read as another path by anybody on the way, is none (security S81, O18).
 */
public final class ReturnTarget {
    private static final int LONGEST = 512;

    /** What RFC 3986 lets stand in a path and its query, without the fragment; escapes are whole. */
    private static final Pattern FORM = Pattern.compile("/(?:[A-Za-z0-9/_.~!$&'()*+,;=:@?-]|%[0-9A-Fa-f]{2})*");

    /** Steps that lead up, hosts in disguise, and escapes that hide either, or a control character. */
    private static final Pattern LEADS_ASTRAY = Pattern.compile("//|\\.\\.|%(?:2f|5c|2e|25|0.|1.|7f)");

    private static final ReturnTarget START = new ReturnTarget("/");

    private final String path;

    private ReturnTarget(String path) {
        this.path = path;
    }

    /** The portal's first page. */
    public static ReturnTarget start() {
        return START;
    }

    /** The target that a text names; empty if it is not of the form. */
    public static Optional<ReturnTarget> of(String text) {
        boolean ours = text.length() <= LONGEST
                && FORM.matcher(text).matches()
                && !LEADS_ASTRAY.matcher(text.toLowerCase(Locale.ROOT)).find();
        return ours ? Optional.of(new ReturnTarget(text)) : Optional.empty();
    }

    /** The target that somebody asks for, or else the first page. */
    public static ReturnTarget orStart(Optional<String> asked) {
        return asked.flatMap(ReturnTarget::of).orElse(START);
    }

    /** Path and query, beginning with exactly one slash. */
    public String path() {
        return path;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReturnTarget target && path.equals(target.path);
    }

    @Override
    public int hashCode() {
        return path.hashCode();
    }

    @Override
    public String toString() {
        return path;
    }
}
