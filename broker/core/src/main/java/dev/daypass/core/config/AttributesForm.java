package dev.daypass.core.config;

import dev.daypass.core.config.form.Form;
import dev.daypass.core.config.form.JsonSchema;
import dev.daypass.core.config.form.Reading;
import dev.daypass.core.identity.AttributeValue;
import dev.daypass.core.identity.Attributes;
import dev.daypass.core.source.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Attributes as a provider would send them: names to values, or to lists of values. Texts, numbers and booleans stay
 * what they are; a mapping is a JSON object inside a claim.
 */
public final class AttributesForm implements Form<Attributes> {
    @Override
    public Optional<Attributes> read(Node node, Reading reading) {
        if (!(node instanceof Node.Mapping mapping)) {
            reading.wrongType(node, "attributes (a mapping)", "write `{ groups: [Engineers] }`");
            return Optional.empty();
        }
        return Optional.of(Attributes.of(members(mapping, reading)));
    }

    private static Map<String, List<AttributeValue>> members(Node.Mapping mapping, Reading reading) {
        var members = new LinkedHashMap<String, List<AttributeValue>>();
        for (Node.Entry entry : mapping.entries()) {
            members.put(entry.key().text(), values(entry.value(), reading));
        }
        return members;
    }

    private static List<AttributeValue> values(Node node, Reading reading) {
        var values = new ArrayList<AttributeValue>();
        for (Node item : node instanceof Node.Sequence list ? list.items() : List.of(node)) {
            value(item, reading).ifPresent(values::add);
        }
        return values;
    }

    private static Optional<AttributeValue> value(Node node, Reading reading) {
        if (node instanceof Node.Mapping mapping) {
            return Optional.of(new AttributeValue.Structure(members(mapping, reading)));
        }
        if (!(node instanceof Node.Scalar scalar)) {
            reading.wrongType(node, "a value", "lists of lists are not attributes");
            return Optional.empty();
        }
        return switch (scalar.type()) {
            case TEXT -> Optional.of(AttributeValue.of(scalar.text()));
            case BOOLEAN -> Optional.of(new AttributeValue.Flag(scalar.text().equals("true")));
            case NUMBER -> Optional.of(number(scalar.text()));
            case NULL -> {
                reading.wrongType(node, "a value", "leave the attribute out, or write `\"\"`");
                yield Optional.empty();
            }
        };
    }

    private static AttributeValue number(String text) {
        try {
            return new AttributeValue.Whole(Long.parseLong(text));
        } catch (NumberFormatException notWhole) {
            return fraction(text);
        }
    }

    private static AttributeValue fraction(String text) {
        try {
            return new AttributeValue.Fraction(Double.parseDouble(text));
        } catch (NumberFormatException notDecimal) {
            return AttributeValue.of(text); // YAML's 0x1F, .inf and the like: no provider sends them
        }
    }

    @Override
    public JsonSchema schema() {
        return JsonSchema.type("object");
    }
}
