package dev.daypass.adapters.oidc.jose;

import dev.daypass.core.identity.AttributeValue;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads one JSON object (RFC 8259), of a token or from an endpoint, in one pass: UTF-8 only, no duplicate name however escaped, bounded depth
 * and lengths, nothing behind it, no number that a {@code long} or finite {@code double} cannot hold.
 *
 * <p>Safe for several threads.
 */
public final class StrictJson {
    private static final int MAX_DEPTH = 32;
    private static final int MAX_NAME = 256;
    private static final int MAX_STRING = 8192;
    private static final int MAX_MEMBERS = 512;

    private final JsonFactory json;

    StrictJson() {
        this(MAX_STRING);
    }

    /** @param longestText characters of one text */
    public StrictJson(int longestText) {
        this.json = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxNumberLength(32)
                        .maxNameLength(MAX_NAME)
                        .maxStringLength(longestText)
                        .build())
                .build();
    }

    /**
     * Reads an object.
     *
     * @param what names it in the audit detail: {@code header}, {@code claims}
     * @return the members, or {@link Reason#TOKEN_MALFORMED}
     */
    public Outcome<Claims> object(String what, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') >= 0) {
            return malformed(what, "not UTF-8");
        }
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return malformed(what, "not an object");
            }
            Set<String> lists = new HashSet<>();
            Map<String, List<AttributeValue>> members = members(parser, lists);
            if (parser.nextToken() != null) {
                return malformed(what, "text goes on after the object");
            }
            return Outcome.granted(new Claims(members, lists));
        } catch (JacksonException e) {
            // The parser's own message may quote the text, so only its kind is told.
            return malformed(
                    what,
                    e instanceof Unfit ? e.getOriginalMessage() : e.getClass().getSimpleName());
        }
    }

    private static Outcome<Claims> malformed(String what, String detail) {
        return TokenRefusals.refused(Reason.TOKEN_MALFORMED, "J13: the " + what + " is not acceptable JSON: " + detail);
    }

    private static Map<String, List<AttributeValue>> members(JsonParser parser, Set<String> lists) {
        var members = new LinkedHashMap<String, List<AttributeValue>>();
        var absent = new ArrayList<String>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = wellFormed(parser, parser.currentName());
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_ARRAY) {
                lists.add(name);
            }
            if (token == JsonToken.VALUE_NULL) {
                absent.add(name);
            }
            List<AttributeValue> values = token == JsonToken.START_ARRAY ? items(parser) : plain(parser, token);
            if (members.put(name, values) != null) {
                throw new Unfit(parser, "a name occurs twice");
            }
            if (members.size() > MAX_MEMBERS) {
                throw new Unfit(parser, "more than " + MAX_MEMBERS + " members");
            }
        }
        absent.forEach(members::remove);
        return members;
    }

    private static List<AttributeValue> plain(JsonParser parser, JsonToken token) {
        return token == JsonToken.VALUE_NULL ? List.of() : List.of(value(parser, token));
    }

    private static List<AttributeValue> items(JsonParser parser) {
        var items = new ArrayList<AttributeValue>();
        JsonToken token = parser.nextToken();
        while (token != JsonToken.END_ARRAY) {
            if (token == JsonToken.VALUE_NULL) {
                throw new Unfit(parser, "a null in a list");
            }
            items.add(value(parser, token));
            token = parser.nextToken();
        }
        return items;
    }

    private static AttributeValue value(JsonParser parser, JsonToken token) {
        return switch (token) {
            case START_OBJECT -> new AttributeValue.Structure(members(parser, new HashSet<>()));
            case START_ARRAY -> listInList(items(parser));
            case VALUE_STRING -> new AttributeValue.Text(wellFormed(parser, parser.getString()));
            case VALUE_NUMBER_INT -> whole(parser);
            case VALUE_NUMBER_FLOAT -> fraction(parser);
            case VALUE_TRUE -> new AttributeValue.Flag(true);
            case VALUE_FALSE -> new AttributeValue.Flag(false);
            default -> throw new Unfit(parser, "an unexpected token");
        };
    }

    /** A list inside a list keeps its borders: it becomes a structure whose members are named by position. */
    private static AttributeValue listInList(List<AttributeValue> items) {
        var members = new LinkedHashMap<String, List<AttributeValue>>();
        for (AttributeValue item : items) {
            members.put(Integer.toString(members.size()), List.of(item));
        }
        return new AttributeValue.Structure(members);
    }

    private static AttributeValue whole(JsonParser parser) {
        JsonParser.NumberType type = parser.getNumberType();
        if (type != JsonParser.NumberType.INT && type != JsonParser.NumberType.LONG) {
            throw new Unfit(parser, "a whole number of more than 64 bits");
        }
        return new AttributeValue.Whole(parser.getLongValue());
    }

    private static AttributeValue fraction(JsonParser parser) {
        double number = parser.getDoubleValue();
        if (!Double.isFinite(number)) {
            throw new Unfit(parser, "a number too large");
        }
        return new AttributeValue.Fraction(number);
    }

    /** Escapes can spell half a surrogate pair, which other readers of the value would see as another character. */
    private static String wellFormed(JsonParser parser, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw new Unfit(parser, "a NUL character");
            }
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    throw new Unfit(parser, "half a surrogate pair");
                }
                i++;
            }
        }
        return text;
    }

    /** What this reader refuses although it is JSON; its message quotes nothing. */
    private static final class Unfit extends StreamReadException {
        private static final long serialVersionUID = 1L;

        Unfit(JsonParser parser, String message) {
            super(parser, message);
        }
    }
}
