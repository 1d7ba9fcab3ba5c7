package dev.daypass.core.config.form;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A piece of a JSON Schema (draft 2020-12), as plain maps, lists, texts, numbers and booleans in a stable order.
 *
 * @param members the schema's keywords
 */
public record JsonSchema(Map<String, Object> members) {
    /** A text that a reference may stand for. */
    static final String REFERENCE = "\\$\\{(?:env|file):";

    public JsonSchema {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    public static JsonSchema of(String keyword, Object value) {
        return new JsonSchema(Map.of(keyword, value));
    }

    public static JsonSchema type(String type) {
        return of("type", type);
    }

    /** A text that matches a whole-text expression, or a reference. */
    public static JsonSchema pattern(String regex) {
        return type("string").with("pattern", "^(?:" + regex + ")$|" + REFERENCE);
    }

    /** Something other than a text, or a reference to it. */
    static JsonSchema orReference(String type) {
        return of("type", List.of(type, "string")).with("pattern", REFERENCE);
    }

    public static JsonSchema ref(String definition) {
        return of("$ref", "#/$defs/" + definition);
    }

    public static JsonSchema anyOf(List<JsonSchema> choices) {
        return of("anyOf", choices.stream().map(JsonSchema::members).toList());
    }

    public static JsonSchema array(JsonSchema items) {
        return type("array").with("items", items.members());
    }

    /** A mapping from free names to values of one kind. */
    public static JsonSchema map(String namePattern, JsonSchema values) {
        JsonSchema map = type("object");
        if (!namePattern.isEmpty()) {
            map = map.with("propertyNames", Map.of("pattern", "^(?:" + namePattern + ")$"));
        }
        return map.with("additionalProperties", values.members());
    }

    static JsonSchema object(List<Key<?>> keys) {
        var properties = new LinkedHashMap<String, Object>();
        var required = new ArrayList<String>();
        for (Key<?> key : keys) {
            JsonSchema value =
                    key.form().schema().with("description", key.description()).with("examples", List.of(key.example()));
            for (Object otherwise :
                    key.fallback().flatMap(JsonSchema::plain).stream().toList()) {
                value = value.with("default", otherwise);
            }
            properties.put(key.name(), value.members());
            if (key.presence() == Key.Presence.REQUIRED) {
                required.add(key.name());
            }
        }
        JsonSchema object = type("object").with("properties", properties);
        if (!required.isEmpty()) {
            object = object.with("required", required);
        }
        return object.with("additionalProperties", false);
    }

    /** A default as JSON can say it; lists and mappings are empty where they are left out. */
    private static Optional<Object> plain(Object value) {
        if (value instanceof Duration duration) {
            return Optional.of(Quantities.text(duration));
        }
        boolean simple = value instanceof String || value instanceof Integer || value instanceof Boolean;
        return simple ? Optional.of(value) : Optional.empty();
    }

    /** The same schema with one keyword more. */
    public JsonSchema with(String keyword, Object value) {
        var more = new LinkedHashMap<>(members);
        more.put(keyword, value);
        return new JsonSchema(more);
    }
}
