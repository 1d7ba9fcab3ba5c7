package dev.daypass.core.policy;

import dev.daypass.core.source.Node;
import dev.daypass.core.source.Suggestions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** Reads {@code Condition}: operator to key to operands. */
final class ConditionReader {
    private static final int MAX_KEY = 512;

    private final Reading reading;

    ConditionReader(Reading reading) {
        this.reading = reading;
    }

    List<Condition> read(Node node) {
        var conditions = new ArrayList<Condition>();
        for (Node.Entry operator : mapping("Condition", node)) {
            Optional<Operator> known = Operator.of(operator.key().text());
            if (known.isEmpty()) {
                reading.error(
                        "policy-operator-unknown",
                        operator.key().source(),
                        "`" + operator.key().text() + "` is no condition operator",
                        operatorCure(operator.key().text()));
                continue;
            }
            for (Node.Entry key : mapping(operator.key().text(), operator.value())) {
                condition(known.get(), key).ifPresent(conditions::add);
            }
        }
        return conditions;
    }

    private static String operatorCure(String text) {
        if (text.startsWith("Null") || text.endsWith(":Null")) {
            return "write `Null` alone: it takes neither a prefix nor `IfExists`";
        }
        return Suggestions.closest(text, Operator.names())
                .map(near -> "did you mean `" + near + "`?")
                .orElse(
                        "use an operator such as `StringEquals`, `StringLike`, `NumericLessThan`, `IpAddress` or `Null`");
    }

    private List<Node.Entry> mapping(String element, Node node) {
        if (!(node instanceof Node.Mapping mapping)) {
            reading.error(
                    "policy-condition-form",
                    node.source(),
                    "`" + element + "` must be a mapping, and here stands " + node.kind(),
                    "write `{\"StringEquals\": {\"key\": \"value\"}}`");
            return List.of();
        }
        if (mapping.entries().isEmpty()) {
            reading.error("policy-condition-empty", node.source(), "`" + element + "` is empty", "leave it out");
        }
        return mapping.entries();
    }

    private Optional<Condition> condition(Operator operator, Node.Entry entry) {
        String key = entry.key().text();
        if (key.isBlank() || key.length() > MAX_KEY || key.chars().anyMatch(Character::isISOControl)) {
            reading.error(
                    "policy-condition-key",
                    entry.key().source(),
                    "`" + key + "` is no condition key",
                    "name a key, such as `aws:SourceIp` or `user/department`");
            return Optional.empty();
        }
        List<Node> operands = Reading.items(entry.value());
        if (operands.isEmpty()) {
            // An empty list would never hold, or, negated, always: neither is what anybody means.
            reading.error(
                    "policy-condition-empty",
                    entry.value().source(),
                    "`" + key + "` has no value to compare with",
                    "write a value, or leave the key out");
            return Optional.empty();
        }
        return compiled(operator, entry, operands);
    }

    private Optional<Condition> compiled(Operator operator, Node.Entry entry, List<Node> operands) {
        var variables = new LinkedHashSet<String>();
        var operandReader = new OperandReader(operator.comparison(), reading, variables);
        var tests = new ArrayList<ValueTest>();
        var texts = new ArrayList<String>();
        for (Node operand : operands) {
            operandReader.read(operand).ifPresent(tests::add);
            if (operand instanceof Node.Scalar scalar) {
                texts.add(scalar.text());
            }
        }
        if (tests.size() < operands.size()) {
            return Optional.empty();
        }
        String key = entry.key().text();
        return Optional.of(new Condition(
                operator,
                key,
                Letters.fold(key),
                texts,
                ValueTest.anyOf(tests),
                variables,
                entry.key().source()));
    }
}
