package dev.daypass.core.rules.expression;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at the regular expressions of an expression at load (security T20): each must be written down, be RE2, and be
 * small, so that no attribute ever becomes a pattern and none fails at run time.
 */
final class Patterns {
    static final int MAX_PROGRAM = 500;

    private static final Set<String> FUNCTIONS = Set.of("matches", "replace", "extract", "extractAll");

    private Patterns() {}

    record Mistake(int offset, String message) {}

    static Optional<Mistake> check(Syntax syntax) {
        Optional<Mistake> mistake = syntax instanceof Syntax.Call call ? own(call) : Optional.empty();
        for (Syntax child : syntax.children()) {
            if (mistake.isPresent()) {
                return mistake;
            }
            mistake = check(child);
        }
        return mistake;
    }

    private static Optional<Mistake> own(Syntax.Call call) {
        return pattern(call).flatMap(pattern -> {
            int offset = pattern.span().start();
            return pattern instanceof Syntax.Literal literal && literal.value().orElse(0) instanceof String regex
                    ? mistake(offset, regex)
                    : Optional.of(new Mistake(offset, "the pattern must be written down as a text"));
        });
    }

    /** The argument that is a pattern, if the call takes one. */
    static Optional<Syntax> pattern(Syntax.Call call) {
        boolean ofRegex = call.target().orElse(call) instanceof Syntax.Name name
                && name.name().equals("regex");
        if (!FUNCTIONS.contains(call.function())
                || (!ofRegex && !call.function().equals("matches"))) {
            return Optional.empty();
        }
        int at = ofRegex || call.target().isEmpty() ? 1 : 0;
        return call.arguments().size() > at ? Optional.of(call.arguments().get(at)) : Optional.empty();
    }

    private static Optional<Mistake> mistake(int offset, String regex) {
        try {
            return Pattern.compile(regex).programSize() > MAX_PROGRAM
                    ? Optional.of(new Mistake(offset, "the pattern `" + regex + "` is too large"))
                    : Optional.empty();
        } catch (PatternSyntaxException e) {
            return Optional.of(new Mistake(offset, "the pattern `" + regex + "` is not RE2: " + e.getDescription()));
        }
    }
}
