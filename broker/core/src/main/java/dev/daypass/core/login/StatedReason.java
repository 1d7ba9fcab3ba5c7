package dev.daypass.core.login;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What somebody says that they need something for; it goes into the audit.
 *
 * @param text one line; absent: nothing was said
 */
public record StatedReason(Optional<String> text) {
    /** Nothing that breaks, hides or turns around what stands beside it. */
    private static final Pattern FORM = Pattern.compile("[^\\p{C}\\p{Zl}\\p{Zp}]{1,200}");

    public StatedReason {
        if (text.filter(said -> !FORM.matcher(said).matches()).isPresent()) {
            throw new IllegalArgumentException("a reason that is not one line");
        }
    }

    /** Nothing was said. */
    public static StatedReason none() {
        return new StatedReason(Optional.empty());
    }

    /** What was typed, if it can be a reason. */
    public static Outcome<StatedReason> of(Optional<String> typed) {
        Optional<String> said = typed.map(String::strip).filter(text -> !text.isEmpty());
        return said.filter(text -> !FORM.matcher(text).matches()).isPresent()
                ? Outcome.refused(
                        Reason.PARAMETER_INVALID,
                        "A reason is one line of at most 200 characters",
                        "the reason is not one line of at most 200 characters")
                : Outcome.granted(new StatedReason(said));
    }
}
