package dev.daypass.server.http;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes JSON (RFC 8259) from maps, iterables, texts, numbers and booleans. Safe for several threads. */
public final class JsonText {
    public static final String CONTENT_TYPE = "application/json";

    private final JsonFactory factory = new JsonFactory();

    /**
     * Writes one value.
     *
     * @throws IllegalArgumentException if it holds something JSON has no form for
     */
    public Body write(Object value) {
        var bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = factory.createGenerator(ObjectWriteContext.empty(), bytes, JsonEncoding.UTF8)) {
            write(json, value);
        }
        return Body.of(bytes.toByteArray());
    }

    private static void write(JsonGenerator json, Object value) {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            map.forEach((name, member) -> {
                json.writeName(name.toString());
                write(json, member);
            });
            json.writeEndObject();
        } else if (value instanceof Iterable<?> items) {
            json.writeStartArray();
            items.forEach(item -> write(json, item));
            json.writeEndArray();
        } else if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof Integer || value instanceof Long) {
            json.writeNumber(((Number) value).longValue());
        } else {
            throw new IllegalArgumentException("no JSON form for " + value.getClass());
        }
    }
}
