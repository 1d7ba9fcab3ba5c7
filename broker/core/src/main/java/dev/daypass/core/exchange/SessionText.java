package dev.daypass.core.exchange;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The forms of names and tags (AWS STS API reference, AssumeRole): what is wrong with a text, if anything. */
final class SessionText {
    static final int MAX_TAGS = 50;

    private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]{2,64}");
    private static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:/-]{2,1224}");
    /** What AWS allows of tags that callers and providers bring. */
    private static final Pattern TAG_TEXT = Pattern.compile("[\\p{L}\\p{Zs}\\p{N}_.:/=+\\-@]*");

    /** What a rule may make of an attribute, such as {@code R&D}: anything but controls and what is not to be seen. */
    private static final Pattern RULE_TAG_VALUE = Pattern.compile("\\P{C}*");

    private SessionText() {}

    /** Dots alone would be a step in the path of the session's ARN. */
    static boolean isName(String text) {
        return NAME.matcher(text).matches() && !text.equals("..");
    }

    static boolean isSourceIdentity(String text) {
        return isName(text) && !text.toLowerCase(Locale.ROOT).startsWith("aws:");
    }

    static boolean isExternalId(String text) {
        return EXTERNAL_ID.matcher(text).matches();
    }

    /** What is wrong with session tags that were brought along, as AWS says it. */
    static Optional<String> tagProblem(Map<String, String> tags, Set<String> transitive) {
        return tagProblem(tags, transitive, TAG_TEXT);
    }

    /** What is wrong with all tags of a session together, those that rules made of attributes included. */
    static Optional<String> sessionTagProblem(Map<String, String> tags, Set<String> transitive) {
        return tagProblem(tags, transitive, RULE_TAG_VALUE);
    }

    private static Optional<String> tagProblem(Map<String, String> tags, Set<String> transitive, Pattern value) {
        if (tags.size() > MAX_TAGS) {
            return Optional.of("at most " + MAX_TAGS + " session tags are allowed, " + tags.size() + " were passed");
        }
        var folded = new TreeSet<String>(String.CASE_INSENSITIVE_ORDER);
        for (var tag : tags.entrySet()) {
            if (!folded.add(tag.getKey())) {
                return Optional.of("Duplicate tag keys found. Please note that Tag keys are case insensitive.");
            }
            Optional<String> problem = tagProblem(tag.getKey(), tag.getValue(), value);
            if (problem.isPresent()) {
                return problem;
            }
        }
        for (String key : transitive) {
            if (!tags.containsKey(key)) {
                return Optional.of("The specified transitive tag key must be included in the requested tags.");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> tagProblem(String key, String value, Pattern form) {
        if (key.isEmpty() || key.length() > 128 || !TAG_TEXT.matcher(key).matches()) {
            return Optional.of("a tag key has 1 to 128 letters, digits, spaces or _.:/=+-@");
        }
        if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
            return Optional.of("tag keys that begin with aws: are reserved");
        }
        if (value.length() > 256 || !form.matcher(value).matches()) {
            return Optional.of("the value of tag " + key + " has at most 256 letters, digits, spaces or _.:/=+-@");
        }
        return Optional.empty();
    }
}
