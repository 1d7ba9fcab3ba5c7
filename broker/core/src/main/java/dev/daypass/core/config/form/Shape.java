package dev.daypass.core.config.form;

import dev.daypass.core.source.Node;
import dev.daypass.core.source.Suggestions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** The keys a mapping may have. What is not among them is an error that names the nearest. */
public final class Shape implements Form<Fields> {
    private final String what;
    private final Map<String, Key<?>> keys = new LinkedHashMap<>();

    private Shape(String what, List<Key<?>> keys) {
        this.what = what;
        keys.forEach(key -> this.keys.put(key.name(), key));
    }

    /**
     * A mapping with these keys.
     *
     * @param what names it in messages, article included: {@code a role}
     */
    public static Shape of(String what, Key<?>... keys) {
        return new Shape(what, List.of(keys));
    }

    /** The same shape with more keys behind its own. */
    public Shape with(String other, Key<?>... more) {
        var all = new ArrayList<Key<?>>(keys.values());
        all.addAll(List.of(more));
        return new Shape(other, all);
    }

    /** This shape as a form of something that its fields are made into; the maker may find more and give nothing. */
    public <T> Form<T> as(BiFunction<Fields, Reading, Optional<T>> maker) {
        return new Scalars.ScalarForm<>(
                schema(), (node, reading) -> read(node, reading).flatMap(fields -> maker.apply(fields, reading)));
    }

    public List<Key<?>> keys() {
        return List.copyOf(keys.values());
    }

    @Override
    public Optional<Fields> read(Node node, Reading reading) {
        if (!(node instanceof Node.Mapping mapping)) {
            reading.wrongType(node, what + " (a mapping)", "write its keys: " + String.join(", ", keys.keySet()));
            return Optional.empty();
        }
        var values = new HashMap<String, Object>();
        var nodes = new HashMap<String, Node>();
        for (Node.Entry entry : mapping.entries()) {
            String name = entry.key().text();
            Key<?> key = keys.get(name);
            if (key == null) {
                unknown(entry.key(), reading);
                continue;
            }
            nodes.put(name, entry.value());
            key.form().read(entry.value(), reading).ifPresent(value -> values.put(name, value));
        }
        for (Key<?> key : keys.values()) {
            if (key.presence() == Key.Presence.REQUIRED && !nodes.containsKey(key.name())) {
                reading.error(
                        "missing-key",
                        mapping,
                        what + " needs the key `" + key.name() + "`",
                        "add it, for example `" + key.name() + ": " + key.example() + "`");
            }
        }
        return Optional.of(new Fields(mapping, values, nodes));
    }

    private void unknown(Node.Scalar key, Reading reading) {
        String hint = Suggestions.closest(key.text(), keys.keySet())
                .map(near -> " (did you mean `" + near + "`?)")
                .orElse("");
        reading.error(
                "unknown-key",
                key,
                "unknown key `" + key.text() + "`" + hint,
                what + " has the keys " + String.join(", ", keys.keySet()));
    }

    @Override
    public JsonSchema schema() {
        return JsonSchema.object(List.copyOf(keys.values()));
    }

    /** The schema where a key that says what kind of thing it is has one value. */
    public JsonSchema schema(Key<?> kind, String value) {
        JsonSchema schema = schema();
        var properties = new LinkedHashMap<String, Object>();
        ((Map<?, ?>) schema.members().getOrDefault("properties", Map.of()))
                .forEach((name, property) -> properties.put(name.toString(), property));
        properties.put(
                kind.name(),
                JsonSchema.of("const", value)
                        .with("description", kind.description())
                        .with("examples", List.of(value))
                        .members());
        return schema.with("properties", Collections.unmodifiableMap(properties));
    }
}
