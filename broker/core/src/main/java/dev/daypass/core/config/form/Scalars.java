package dev.daypass.core.config.form;

import dev.daypass.core.source.Node;
import dev.daypass.core.source.Suggestions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Forms of single values: texts, words, booleans, numbers. */
public final class Scalars {
    private Scalars() {}

    /** Any text that is not empty. */
    public static Form<String> text() {
        return new ScalarForm<>(JsonSchema.type("string").with("minLength", 1), Scalars::nonEmpty);
    }

    /** Any text, the empty one too. */
    public static Form<String> anyText() {
        return new ScalarForm<>(JsonSchema.type("string"), (node, reading) -> plainText(node, reading)
                .map(Node.Scalar::text));
    }

    /** A text with its place: for what is parsed later, such as CEL. */
    public static Form<Placed<String>> placed(Form<String> form) {
        return new ScalarForm<>(form.schema(), (node, reading) -> form.read(node, reading)
                .map(text -> new Placed<>(text, node.source())));
    }

    /**
     * A text of a certain shape.
     *
     * @param code of the finding where it has another
     * @param pattern for the whole text; understood by Java and by JSON Schema
     * @param expected what it is, article included
     * @param cure what is allowed
     */
    public static Form<String> matching(String code, String pattern, String expected, String cure) {
        Pattern compiled = Pattern.compile(pattern);
        return new ScalarForm<>(JsonSchema.pattern(pattern), (node, reading) -> nonEmpty(node, reading)
                .filter(text -> {
                    boolean matches = compiled.matcher(text).matches();
                    if (!matches) {
                        reading.error(code, node, reading.quoted((Node.Scalar) node) + " is not " + expected, cure);
                    }
                    return matches;
                }));
    }

    /**
     * A word that stands for something.
     *
     * @param <T> what it stands for
     */
    public record Word<T>(String text, T value) {}

    /** One of a few words. */
    @SafeVarargs
    public static <T> Form<T> word(Word<T>... words) {
        var values = new LinkedHashMap<String, T>();
        for (Word<T> word : words) {
            values.put(word.text(), word.value());
        }
        return word(values);
    }

    /** One of the words for some things. */
    public static <T> Form<T> words(T[] things, Function<T, String> word) {
        var values = new LinkedHashMap<String, T>();
        for (T thing : things) {
            values.put(word.apply(thing), thing);
        }
        return word(values);
    }

    private static <T> Form<T> word(Map<String, T> values) {
        var names = List.copyOf(values.keySet());
        JsonSchema schema = JsonSchema.anyOf(
                List.of(JsonSchema.of("enum", names), JsonSchema.type("string").with("pattern", JsonSchema.REFERENCE)));
        return new ScalarForm<>(
                schema, (node, reading) -> nonEmpty(node, reading).flatMap(text -> {
                    Optional<T> value = Optional.ofNullable(values.get(text));
                    if (value.isEmpty()) {
                        reading.error(
                                "unknown-word",
                                node,
                                reading.quoted((Node.Scalar) node) + " is not one of " + String.join(", ", names),
                                Suggestions.cure(text, names));
                    }
                    return value;
                }));
    }

    /** {@code true} or {@code false}. */
    public static Form<Boolean> flag() {
        return new ScalarForm<>(JsonSchema.orReference("boolean"), (node, reading) -> {
            if (isTyped(node, Node.ScalarType.BOOLEAN, reading)) {
                String text = ((Node.Scalar) node).text();
                if (text.equals("true") || text.equals("false")) {
                    return Optional.of(text.equals("true"));
                }
            }
            reading.wrongType(
                    node,
                    "`true` or `false`",
                    "YAML 1.2 knows no other booleans: `yes`, `no`, `on` and `off` are texts");
            return Optional.empty();
        });
    }

    /** A whole number between two others, both included. */
    public static Form<Integer> whole(int least, int most) {
        JsonSchema schema =
                JsonSchema.orReference("integer").with("minimum", least).with("maximum", most);
        return new ScalarForm<>(schema, (node, reading) -> {
            String expected = "a whole number from " + least + " to " + most;
            if (!isTyped(node, Node.ScalarType.NUMBER, reading)
                    || !((Node.Scalar) node).text().matches("-?[0-9]{1,9}")) {
                reading.wrongType(node, expected, "write digits only");
                return Optional.empty();
            }
            int number = Integer.parseInt(((Node.Scalar) node).text());
            if (number < least || number > most) {
                reading.error(
                        "out-of-range", node, "`" + number + "` is not " + expected, "choose a number in that range");
                return Optional.empty();
            }
            return Optional.of(number);
        });
    }

    /** A scalar written as text. */
    static Optional<Node.Scalar> plainText(Node node, Reading reading) {
        if (!(node instanceof Node.Scalar scalar) || scalar.type() != Node.ScalarType.TEXT) {
            String cure = node instanceof Node.Scalar scalar && scalar.type() != Node.ScalarType.NULL
                    ? "put it in quotes if it is meant as a text"
                    : "write a text";
            reading.wrongType(node, "a text", cure);
            return Optional.empty();
        }
        return Optional.of(scalar);
    }

    static Optional<String> nonEmpty(Node node, Reading reading) {
        Optional<String> text = plainText(node, reading).map(Node.Scalar::text);
        if (text.isPresent() && text.get().isBlank()) {
            reading.error(
                    "empty-value", node, "expected a text, found an empty one", "write a value or leave the key out");
            return Optional.empty();
        }
        return text;
    }

    /** References give texts; where a number or boolean is meant, their text counts as one. */
    private static boolean isTyped(Node node, Node.ScalarType type, Reading reading) {
        return node instanceof Node.Scalar scalar && (scalar.type() == type || reading.isReference(node));
    }

    /** A form made of a schema and a function. */
    record ScalarForm<T>(JsonSchema schema, BiFunction<Node, Reading, Optional<T>> reader) implements Form<T> {
        @Override
        public Optional<T> read(Node node, Reading reading) {
            return reader.apply(node, reading);
        }
    }
}
