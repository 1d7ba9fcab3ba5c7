package dev.daypass.core.source;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads JSON (RFC 8259) strictly into {@link Node}s: no comments, no trailing text, no duplicate names, bounded depth
 * and length.
 *
 * <p>Safe for use by several threads.
 */
public final class JsonTree {
    private static final int MAX_DEPTH = 32;
    private static final int MAX_CHARACTERS = 1 << 20;

    private final JsonFactory json = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(64)
                    .build())
            .build();

    /**
     * Reads one JSON text.
     *
     * @param name shown as the file in sources
     * @return the root, or {@link Reason#REQUEST_MALFORMED} saying where the text stops being JSON
     */
    public Outcome<Node> read(String name, String text) {
        if (text.length() > MAX_CHARACTERS) {
            return malformed(name, "the text is longer than " + MAX_CHARACTERS + " characters");
        }
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) {
                return malformed(name, "the text is empty");
            }
            Node root = node(name, parser);
            if (parser.nextToken() != null) {
                return malformed(name, "text goes on after the JSON value");
            }
            return Outcome.granted(root);
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            String place = at == null ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr();
            return malformed(name + place, what(e.getOriginalMessage()));
        }
    }

    private static Outcome<Node> malformed(String place, String what) {
        String message = place + ": not valid JSON: " + what;
        return Outcome.refused(Reason.REQUEST_MALFORMED, message, message);
    }

    /** The parser's own words, unless they repeat the text: it may hold a secret. */
    private static String what(String message) {
        return message.startsWith("Unrecognized token") ? "a word stands where a value should" : message;
    }

    private static Node node(String name, JsonParser parser) {
        Source source = at(name, parser);
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            var entries = new ArrayList<Node.Entry>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                var key = new Node.Scalar(at(name, parser), parser.currentName(), Node.ScalarType.TEXT);
                parser.nextToken();
                entries.add(new Node.Entry(key, node(name, parser)));
            }
            return new Node.Mapping(source, entries);
        }
        if (token == JsonToken.START_ARRAY) {
            List<Node> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(node(name, parser));
            }
            return new Node.Sequence(source, items);
        }
        return new Node.Scalar(source, parser.getString(), type(token));
    }

    private static Node.ScalarType type(JsonToken token) {
        return switch (token) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Node.ScalarType.NUMBER;
            case VALUE_TRUE, VALUE_FALSE -> Node.ScalarType.BOOLEAN;
            case VALUE_NULL -> Node.ScalarType.NULL;
            default -> Node.ScalarType.TEXT;
        };
    }

    private static Source at(String name, JsonParser parser) {
        TokenStreamLocation at = parser.currentTokenLocation();
        return new Source(name, at.getLineNr(), at.getColumnNr());
    }
}
