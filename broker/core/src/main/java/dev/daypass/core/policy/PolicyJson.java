package dev.daypass.core.policy;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes a document as canonical JSON. */
final class PolicyJson {
    private static final JsonFactory JSON = new JsonFactory();

    private PolicyJson() {}

    static String write(PolicyDocument.Header header, List<Statement> statements) {
        var out = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            header.version().ifPresent(version -> json.writeStringProperty("Version", version));
            header.id().ifPresent(id -> json.writeStringProperty("Id", id));
            json.writeArrayPropertyStart("Statement");
            statements.forEach(statement -> statement(json, statement));
            json.writeEndArray();
            json.writeEndObject();
        }
        return out.toString();
    }

    private static void statement(JsonGenerator json, Statement statement) {
        Statement.Elements elements = statement.elements();
        json.writeStartObject();
        statement.sid().ifPresent(sid -> json.writeStringProperty("Sid", sid));
        json.writeStringProperty("Effect", statement.effect().text());
        elements.principals().ifPresent(principals -> principals(json, principals));
        texts(json, elements.actions().element(), elements.actions().texts());
        elements.resources().ifPresent(resources -> texts(json, resources.element(), resources.texts()));
        if (!elements.conditions().isEmpty()) {
            conditions(json, elements.conditions());
        }
        json.writeEndObject();
    }

    private static void principals(JsonGenerator json, PrincipalElement principals) {
        if (principals.bare().isPresent()) {
            json.writeStringProperty(principals.element(), "*");
            return;
        }
        json.writeObjectPropertyStart(principals.element());
        principals.names().forEach((type, names) -> texts(json, type, names));
        json.writeEndObject();
    }

    private static void conditions(JsonGenerator json, List<Condition> conditions) {
        Map<String, List<Condition>> byOperator = new LinkedHashMap<>();
        for (Condition condition : conditions) {
            byOperator
                    .computeIfAbsent(condition.operator().text(), operator -> new ArrayList<>())
                    .add(condition);
        }
        json.writeObjectPropertyStart("Condition");
        byOperator.forEach((operator, keys) -> {
            json.writeObjectPropertyStart(operator);
            keys.forEach(condition -> texts(json, condition.key(), condition.operands()));
            json.writeEndObject();
        });
        json.writeEndObject();
    }

    private static void texts(JsonGenerator json, String name, List<String> texts) {
        if (texts.size() == 1) {
            json.writeStringProperty(name, texts.get(0));
            return;
        }
        json.writeArrayPropertyStart(name);
        texts.forEach(json::writeString);
        json.writeEndArray();
    }
}
