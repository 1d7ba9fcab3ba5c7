package dev.daypass.core.token;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A token's claims (RFC 7519): texts, whole numbers, booleans, lists and objects of them. Immutable on the outside; never
 * printed, since they may hold a sealed session.
 */
public final class Claims {
    private static final JsonFactory JSON = new JsonFactory();

    private final Map<String, Object> members;

    private Claims(Map<String, Object> members) {
        this.members = Collections.unmodifiableMap(members);
    }

    public static Claims of(Map<String, ?> members) {
        return new Claims(new LinkedHashMap<>(members));
    }

    /** Reads the text of a token whose signature holds. */
    static Outcome<Claims> read(String text) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return malformed("the claims are no object");
            }
            Map<String, Object> members = object(parser);
            return parser.nextToken() == null
                    ? Outcome.granted(new Claims(members))
                    : malformed("text goes on after the claims");
        } catch (JacksonException e) {
            return malformed("the claims are not JSON");
        }
    }

    /** A claim that is an object, as JSON. */
    static String textOf(Map<?, ?> claim) {
        var members = new LinkedHashMap<String, Object>();
        claim.forEach((name, value) -> members.put(String.valueOf(name), value));
        return of(members).text();
    }

    /** As JSON. */
    public String text() {
        var text = new StringWriter(1024);
        try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            write(out, members);
        }
        return text.toString();
    }

    public Map<String, Object> members() {
        return members;
    }

    /** These claims without some. */
    public Claims without(String... names) {
        var fewer = new LinkedHashMap<>(members);
        for (String name : names) {
            fewer.remove(name);
        }
        return new Claims(fewer);
    }

    public Optional<String> string(String name) {
        return members.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** A NumericDate (RFC 7519 section 2). */
    public Optional<Instant> instant(String name) {
        return members.get(name) instanceof Number seconds
                ? Optional.of(Instant.ofEpochSecond(seconds.longValue()))
                : Optional.empty();
    }

    /** A list of texts, or a single text as a list of one; what is no text is left out. */
    public List<String> texts(String name) {
        Object value = members.get(name);
        if (value instanceof String text) {
            return List.of(text);
        }
        return value instanceof List<?> items
                ? items.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList()
                : List.of();
    }

    @Override
    public String toString() {
        return "Claims" + members.keySet();
    }

    private static Outcome<Claims> malformed(String detail) {
        return Outcome.refused(Reason.TOKEN_MALFORMED, "The token is not valid", detail);
    }

    private static Map<String, Object> object(JsonParser parser) {
        var object = new LinkedHashMap<String, Object>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            object.put(name, value(parser));
        }
        return object;
    }

    private static Object value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> parser.getString();
        };
    }

    private static List<Object> array(JsonParser parser) {
        var items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser));
        }
        return items;
    }

    private static void write(JsonGenerator out, Object value) {
        if (value instanceof Map<?, ?> object) {
            out.writeStartObject();
            object.forEach((name, member) -> {
                out.writeName(String.valueOf(name));
                write(out, member);
            });
            out.writeEndObject();
        } else if (value instanceof List<?> items) {
            out.writeStartArray();
            items.forEach(item -> write(out, item));
            out.writeEndArray();
        } else if (value instanceof Double number) {
            out.writeNumber(number);
        } else if (value instanceof Number number) {
            out.writeNumber(number.longValue());
        } else if (value instanceof Boolean truth) {
            out.writeBoolean(truth);
        } else {
            out.writeString(value.toString());
        }
    }
}
