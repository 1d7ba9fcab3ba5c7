package dev.daypass.core.session;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a list of sessions, newest first: the last one shown, or an instant before any of that instant.
 *
 * @param began when that one began, in milliseconds
 * @param id of that one; of sessions that began together the smaller id comes first; empty for an instant
 *     alone
 */
public record SessionPosition(Instant began, String id) {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,15})~([A-Za-z0-9_-]{0,64})");

    /** What {@link #text} wrote; empty if it is nothing of the kind. */
    public static Optional<SessionPosition> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new SessionPosition(Instant.ofEpochMilli(Long.parseLong(form.group(1))), form.group(2)))
                : Optional.empty();
    }

    /** The instant alone, which tells nothing of the session. */
    public SessionPosition unnamed() {
        return new SessionPosition(began, "");
    }

    /** Fit for a link. */
    public String text() {
        return began.toEpochMilli() + "~" + id;
    }

    /** Whether a session comes after this place. */
    public boolean isBefore(Instant otherBegan, String otherId) {
        int byTime = otherBegan.compareTo(began);
        return byTime != 0 ? byTime < 0 : otherId.compareTo(id) > 0;
    }
}
