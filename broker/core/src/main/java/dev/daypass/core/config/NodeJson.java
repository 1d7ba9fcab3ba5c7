package dev.daypass.core.config;

import dev.daypass.core.source.Node;
import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes nodes as JSON, whatever they were written as. */
final class NodeJson {
    private NodeJson() {}

    static String text(Node node) {
        var text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            write(json, node);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Node node) {
        if (node instanceof Node.Mapping mapping) {
            json.writeStartObject();
            for (Node.Entry entry : mapping.entries()) {
                json.writeName(entry.key().text());
                write(json, entry.value());
            }
            json.writeEndObject();
        } else if (node instanceof Node.Sequence sequence) {
            json.writeStartArray();
            sequence.items().forEach(item -> write(json, item));
            json.writeEndArray();
        } else {
            scalar(json, (Node.Scalar) node);
        }
    }

    private static void scalar(JsonGenerator json, Node.Scalar scalar) {
        switch (scalar.type()) {
            case TEXT -> json.writeString(scalar.text());
            case NUMBER -> json.writeNumber(scalar.text());
            case BOOLEAN -> json.writeBoolean(scalar.text().equals("true"));
            case NULL -> json.writeNull();
        }
    }
}
