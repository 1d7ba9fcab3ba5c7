package dev.daypass.core.rules.expression;

import dev.daypass.core.source.Suggestions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Guesses why a part of a condition did not hold: the mistakes people make over and over (ux 2.2). */
final class Hints {
    private static final int MAX_VALUES = 200;
    private static final Pattern ID =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|S-1-5-[0-9-]+");
    private static final Pattern SEPARATORS = Pattern.compile("[,;|\\s]+");

    private final CompiledExpression condition;
    private final Facts facts;

    Hints(CompiledExpression condition, Facts facts) {
        this.condition = condition;
        this.facts = facts;
    }

    List<String> about(Term term) {
        var hints = new LinkedHashSet<String>();
        for (Reading reading : ConditionTrace.readings(term)) {
            Object value = reading.value(facts);
            String name = condition.textOf(reading);
            if (value instanceof Failure || (value instanceof List<?> list && list.isEmpty())) {
                missing(reading, name).ifPresent(hints::add);
            } else {
                compared(term, name, value, hints);
            }
        }
        return List.copyOf(hints);
    }

    private Optional<String> missing(Reading reading, String name) {
        if (reading instanceof Reading.UserAttribute user) {
            return near(user.name(), facts.identity().user().names())
                    .map(near -> "`" + name + "` has no value, `user." + near + "` has");
        }
        if (reading instanceof Reading.RawFirst || reading instanceof Reading.RawAll) {
            String wanted =
                    reading instanceof Reading.RawFirst first ? first.name() : ((Reading.RawAll) reading).name();
            Set<String> sent = facts.identity().attributes().names();
            return near(wanted, sent)
                    .map(near -> "the provider sent no `" + wanted + "`, but `" + near + "`")
                    .or(() -> Optional.of(
                            "the provider sent " + (sent.isEmpty() ? "no attributes" : String.join(", ", sent))));
        }
        return Optional.empty();
    }

    /** A name that is nearly the same, or the URI that ends in it. */
    private static Optional<String> near(String name, Collection<String> known) {
        String ending = "/" + name.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(other -> other.toLowerCase(Locale.ROOT).endsWith(ending))
                .findFirst()
                .or(() -> Suggestions.closest(name, known));
    }

    private static void compared(Term term, String name, Object value, Set<String> hints) {
        Collection<String> wanted = literals(term);
        if (value instanceof String text && term instanceof Comparison.Member) {
            hints.add("`" + name + "` is one text, not a list"
                    + (holdsSeveral(text)
                            ? ": split it in the attribute map"
                            : ": read it with attrs(…) in the attribute map"));
        }
        List<String> given = texts(value);
        for (String literal : wanted) {
            difference(name, literal, given).ifPresent(hints::add);
        }
    }

    private static boolean holdsSeveral(String text) {
        return SEPARATORS.split(text.strip()).length > 1;
    }

    private static Collection<String> literals(Term term) {
        if (term instanceof Comparison.Equal equal) {
            return constants(List.of(equal.left(), equal.right()));
        }
        if (term instanceof Comparison.Member member) {
            return constants(List.of(member.element()));
        }
        if (term instanceof Comparison.OneOf oneOf) {
            return oneOf.texts().stream().map(String::valueOf).toList();
        }
        return term instanceof Comparison.TextTest test ? List.of(test.text()) : List.of();
    }

    private static List<String> constants(List<Term> terms) {
        return terms.stream()
                .filter(term -> term instanceof Term.Constant constant && constant.constant() instanceof String)
                .map(term -> ((Term.Constant) term).constant().toString())
                .toList();
    }

    private static List<String> texts(Object value) {
        if (value instanceof String text) {
            return List.of(text);
        }
        var texts = new ArrayList<String>();
        if (value instanceof List<?> list) {
            list.stream().limit(MAX_VALUES).filter(String.class::isInstance).forEach(item -> texts.add((String) item));
        }
        return texts;
    }

    private static Optional<String> difference(String name, String wanted, List<String> given) {
        for (String value : given) {
            Optional<String> difference = difference(wanted, value);
            if (difference.isPresent()) {
                return difference.map(what -> "`" + name + "` holds `" + value + "`: " + what);
            }
        }
        boolean ids = !given.isEmpty()
                && given.stream().allMatch(value -> ID.matcher(value).matches());
        if (ids && !ID.matcher(wanted).matches()) {
            return Optional.of("`" + name + "` holds ids, not names: compare with the id of `" + wanted + "`");
        }
        return Suggestions.closest(wanted, given)
                .map(near -> "`" + name + "` holds `" + near + "`, which is nearly `" + wanted + "`");
    }

    private static Optional<String> difference(String wanted, String value) {
        if (wanted.equals(value)) {
            return Optional.empty();
        }
        if (wanted.equalsIgnoreCase(value)) {
            return Optional.of("upper and lower case differ");
        }
        if (wanted.strip().equals(value.strip())) {
            return Optional.of("white space differs");
        }
        if (isNameOf(wanted, value)) {
            return Optional.of("the provider sends distinguished names, the rule has a plain name");
        }
        if (isNameOf(value, wanted)) {
            return Optional.of("the provider sends plain names, the rule has a distinguished name");
        }
        if ((wanted + "/").equals(value) || (value + "/").equals(wanted)) {
            return Optional.of("a trailing slash differs");
        }
        if (value.endsWith("/" + wanted) || wanted.endsWith("/" + value)) {
            return Optional.of("one of them is a path");
        }
        boolean inside = List.of(SEPARATORS.split(value)).contains(wanted)
                || List.of(value.split(",")).contains(wanted);
        return inside ? Optional.of("it is one text that holds several values") : Optional.empty();
    }

    /** Whether a name is the first part of a distinguished name (RFC 4514). */
    private static boolean isNameOf(String name, String distinguished) {
        int equals = distinguished.indexOf('=');
        int comma = distinguished.indexOf(',');
        return equals > 0
                && comma > equals
                && distinguished.substring(equals + 1, comma).strip().equalsIgnoreCase(name);
    }
}
