package dev.daypass.server.sts;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.server.http.Form;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Takes the parameters of one call out of a form, each by its rule, and remembers what is wrong and what nobody took.
 * Confined to one call.
 */
final class Parameters {
    private static final Pattern INDEX = Pattern.compile("[1-9][0-9]{0,2}");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}");

    private final Form form;
    private final Set<String> taken = new HashSet<>(Set.of("Action", "Version"));
    private final Problems problems = new Problems();
    private Optional<Refusal> other = Optional.empty();

    Parameters(Form form) {
        this.form = form;
    }

    /** A text that must be there; what is returned in its absence is never used. */
    String required(String name, TextRule rule) {
        Optional<String> text = optional(name, rule);
        if (text.isEmpty()) {
            problems.missing(member(name));
        }
        return text.orElse("");
    }

    Optional<String> optional(String name, TextRule rule) {
        taken.add(name);
        Optional<String> text = form.get(name);
        text.ifPresent(value -> check(member(name), value, rule));
        return text;
    }

    /** A parameter that must not stand beside another. */
    void without(String name, String other) {
        taken.add(name);
        if (form.get(name).isPresent()) {
            problems.secret(member(name), "Member must be null where " + member(other) + " is given");
        }
    }

    /** {@code DurationSeconds}: a plain decimal number. */
    Optional<Duration> duration(int least, int most) {
        String name = "DurationSeconds";
        taken.add(name);
        Optional<String> text = form.get(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!NUMBER.matcher(text.get()).matches()) {
            problems.value(member(name), text.get(), "Member must be an integer");
            return Optional.empty();
        }
        long seconds = Long.parseLong(text.get());
        if (seconds < least) {
            problems.value(member(name), text.get(), "Member must have value greater than or equal to " + least);
        } else if (seconds > most) {
            problems.value(member(name), text.get(), "Member must have value less than or equal to " + most);
        }
        return Optional.of(Duration.ofSeconds(seconds));
    }

    /** {@code LIST.member.N} or {@code LIST.member.N.FIELD}, counted from 1 without gaps. */
    List<String> texts(String list, String field, int most, TextRule rule) {
        List<String> texts = new ArrayList<>();
        int count = count(list, most);
        for (int i = 1; i <= count; i++) {
            texts.add(required(list + ".member." + i + field, rule));
        }
        return texts;
    }

    /** The same, of which there must be one at least. */
    List<String> atLeastOne(String list, int most, TextRule rule) {
        List<String> texts = texts(list, "", most, rule);
        if (texts.isEmpty()) {
            problems.missing(member(list));
        }
        return texts;
    }

    /** {@code Tags.member.N.Key} and {@code .Value}; a key twice, whatever its case, refuses the call. */
    Map<String, String> tags() {
        Map<String, String> tags = new LinkedHashMap<>();
        var keys = new TreeSet<String>(String.CASE_INSENSITIVE_ORDER);
        int count = count("Tags", 50);
        for (int i = 1; i <= count; i++) {
            String key = required("Tags.member." + i + ".Key", TextRule.TAG_KEY);
            tags.put(key, required("Tags.member." + i + ".Value", TextRule.TAG_VALUE));
            if (!keys.add(key)) {
                other = Optional.of(new Refusal(
                        Reason.TAG_INVALID,
                        "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
                        "T09: a tag key is given twice"));
            }
        }
        return tags;
    }

    /** The parsed call, unless something is wrong with its parameters. */
    Outcome<StsRequest> unlessWrong(String action, Supplier<StsRequest> parsed) {
        var untaken = new TreeSet<>(form.names());
        untaken.removeAll(taken);
        if (!untaken.isEmpty()) {
            // Fail closed: a misspelt `Policy` must not become a session without one.
            return Outcome.refused(
                    Reason.PARAMETER_INVALID,
                    "Unknown parameter for " + action + ": " + untaken.first(),
                    untaken.size() + " unknown parameters for " + action);
        }
        return problems.refusal()
                .or(() -> other)
                .<Outcome<StsRequest>>map(Outcome::refused)
                .orElseGet(() -> Outcome.granted(parsed.get()));
    }

    private int count(String list, int most) {
        taken.add(list);
        String prefix = list + ".member.";
        Set<Integer> indices = new HashSet<>();
        for (String name : form.names()) {
            if (name.startsWith(prefix)) {
                String rest = name.substring(prefix.length());
                int dot = rest.indexOf('.');
                String index = dot < 0 ? rest : rest.substring(0, dot);
                if (INDEX.matcher(index).matches()) {
                    indices.add(Integer.parseInt(index));
                }
            }
        }
        form.get(list)
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> problems.value(member(list), text, "Member must be a list"));
        if (indices.size() > most) {
            problems.value(
                    member(list),
                    "[" + indices.size() + " members]",
                    "Member must have length less than or equal to " + most);
        }
        return indices.size();
    }

    private void check(String member, String value, TextRule rule) {
        rule.broken(value).ifPresent(constraint -> {
            if (rule.secrecy() == TextRule.Secrecy.SECRET) {
                problems.secret(member, constraint);
            } else {
                problems.value(member, value, constraint);
            }
        });
    }

    /** {@code Tags.member.1.Key} as AWS names it in errors: {@code tags.1.member.key}. */
    private static String member(String name) {
        String[] parts = name.split("\\.", -1);
        var text = new StringBuilder(lowerFirst(parts[0]));
        if (parts.length > 2) {
            text.append('.').append(parts[2]).append(".member");
        }
        if (parts.length > 3) {
            text.append('.').append(lowerFirst(parts[3]));
        }
        return text.toString();
    }

    private static String lowerFirst(String text) {
        return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }
}
