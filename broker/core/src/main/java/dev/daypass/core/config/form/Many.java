package dev.daypass.core.config.form;

import dev.daypass.core.source.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Forms of lists and of mappings with free names. An item that cannot be read is found and left out. */
public final class Many {
    private Many() {}

    /** A list; a single value is not taken for a list of one. */
    public static <T> Form<List<Placed<T>>> list(Form<T> items) {
        return new Scalars.ScalarForm<>(JsonSchema.array(items.schema()), (node, reading) -> {
            if (!(node instanceof Node.Sequence sequence)) {
                reading.wrongType(node, "a list", "write `[a, b]` or one `- item` a line");
                return Optional.empty();
            }
            var values = new ArrayList<Placed<T>>();
            for (Node item : sequence.items()) {
                items.read(item, reading).ifPresent(value -> values.add(new Placed<>(value, item.source())));
            }
            return Optional.of(List.copyOf(values));
        });
    }

    /** A list whose places do not matter. */
    public static <T> Form<List<T>> plainList(Form<T> items) {
        Form<List<Placed<T>>> placed = list(items);
        return new Scalars.ScalarForm<>(placed.schema(), (node, reading) -> placed.read(node, reading)
                .map(values -> values.stream().map(Placed::value).toList()));
    }

    /** A mapping from any names to values of one kind; keys keep their places. */
    public static <T> Form<Map<Placed<String>, T>> map(Form<T> values) {
        return named("", "bad-name", "", values);
    }

    /**
     * A mapping from names of a certain shape to values of one kind.
     *
     * @param pattern for a whole name; empty for any
     * @param code of the finding where a name has another shape
     * @param cure what is allowed
     */
    public static <T> Form<Map<Placed<String>, T>> named(String pattern, String code, String cure, Form<T> values) {
        Pattern compiled = Pattern.compile(pattern);
        return new Scalars.ScalarForm<>(JsonSchema.map(pattern, values.schema()), (node, reading) -> {
            if (!(node instanceof Node.Mapping mapping)) {
                reading.wrongType(node, "a mapping", "write `name: value`, one a line");
                return Optional.empty();
            }
            var read = new LinkedHashMap<Placed<String>, T>();
            for (Node.Entry entry : mapping.entries()) {
                Node.Scalar key = entry.key();
                if (!pattern.isEmpty() && !compiled.matcher(key.text()).matches()) {
                    reading.error(code, key, reading.quoted(key) + " cannot be a name here", cure);
                }
                values.read(entry.value(), reading)
                        .ifPresent(value -> read.put(new Placed<>(key.text(), key.source()), value));
            }
            return Optional.of(Collections.unmodifiableMap(read));
        });
    }
}
