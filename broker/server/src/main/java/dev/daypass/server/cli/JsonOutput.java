package dev.daypass.server.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;

/** Writes plain maps, lists, texts, numbers and booleans as indented JSON, in the order given. */
final class JsonOutput {
    private JsonOutput() {}

    static void print(Map<String, ?> root, PrintWriter out) {
        out.println(text(root));
    }

    static String text(Map<String, ?> root) {
        var text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(new Indented(), text)) {
            write(json, root);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Object value) {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            map.forEach((name, member) -> member(json, name.toString(), member));
            json.writeEndObject();
        } else if (value instanceof Collection<?> items) {
            json.writeStartArray();
            items.forEach(item -> write(json, item));
            json.writeEndArray();
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Number number) {
            json.writeNumber(number.longValue());
        } else {
            json.writeString(value.toString());
        }
    }

    /** A member that is absent is left out. */
    private static void member(JsonGenerator json, String name, Object value) {
        if (value instanceof Optional<?> maybe) {
            maybe.ifPresent(present -> member(json, name, present));
            return;
        }
        json.writeName(name);
        write(json, value);
    }

    private static final class Indented extends ObjectWriteContext.Base {
        private final DefaultPrettyPrinter printer = new DefaultPrettyPrinter();

        @Override
        public boolean hasPrettyPrinter() {
            return true;
        }

        @Override
        public DefaultPrettyPrinter getPrettyPrinter() {
            return printer;
        }
    }
}
