package dev.daypass.core.policy;

import dev.daypass.core.source.Node;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;

/** Compiles operands: dates, numbers, ranges and patterns are read here once, never while deciding. */
final class OperandReader {
    private final Comparison comparison;
    private final Reading reading;
    /** Keys of the variables met so far. */
    private final Set<String> variables;

    OperandReader(Comparison comparison, Reading reading, Set<String> variables) {
        this.comparison = comparison;
        this.reading = reading;
        this.variables = variables;
    }

    /** The compiled operand; a malformed one becomes a finding. */
    Optional<ValueTest> read(Node node) {
        if (!(node instanceof Node.Scalar scalar) || scalar.type() == Node.ScalarType.NULL) {
            reading.error(
                    "policy-operand-form",
                    node.source(),
                    "an operand of `" + comparison.text() + "` must be a text, and here stands " + node.kind(),
                    "write a text or a list of texts");
            return Optional.empty();
        }
        return switch (comparison.kind()) {
            case STRING, STRING_IGNORE_CASE, STRING_PATTERN -> template(scalar).map(this::string);
            case ARN_PATTERN -> arn(scalar);
            case BOOLEAN -> bool(scalar);
            case NUMBER -> number(scalar);
            case DATE -> date(scalar);
            case BINARY -> binary(scalar);
            case ADDRESS -> address(scalar);
            case ABSENCE -> absence(scalar);
        };
    }

    private Optional<Template> template(Node.Scalar scalar) {
        Optional<Template> template = Template.read(scalar, reading);
        template.ifPresent(found -> found.collectKeys(variables));
        return template;
    }

    private ValueTest string(Template operand) {
        if (comparison.kind() == Comparison.Kind.STRING_PATTERN) {
            return (value, context) -> {
                Optional<Glob> glob = operand.glob(context);
                return glob.isPresent() && glob.get().matches(value);
            };
        }
        if (comparison.kind() == Comparison.Kind.STRING_IGNORE_CASE) {
            return (value, context) -> {
                Optional<String> text = operand.text(context);
                return text.isPresent() && value.equalsIgnoreCase(text.get());
            };
        }
        return (value, context) -> {
            Optional<String> text = operand.text(context);
            return text.isPresent() && value.equals(text.get());
        };
    }

    private Optional<ValueTest> arn(Node.Scalar scalar) {
        Optional<Template> template = template(scalar);
        if (template.isEmpty()) {
            return Optional.empty();
        }
        Optional<ArnTest> test = ArnTest.of(scalar.text(), template.get());
        if (test.isEmpty()) {
            return malformed(
                    scalar, "is no ARN", "write all six parts, `arn:partition:service:region:account:resource`");
        }
        return test.map(found -> found);
    }

    private Optional<ValueTest> bool(Node.Scalar scalar) {
        if (reading.variables() && scalar.text().startsWith("${")) {
            return template(scalar).map(operand -> (value, context) -> {
                Optional<Boolean> wanted = operand.text(context).flatMap(Values::bool);
                return wanted.isPresent() && wanted.equals(Values.bool(value));
            });
        }
        Optional<Boolean> wanted = Values.bool(scalar.text());
        if (wanted.isEmpty()) {
            return malformed(scalar, "is neither `true` nor `false`", "write `true` or `false`");
        }
        return Optional.of((value, context) -> wanted.equals(Values.bool(value)));
    }

    private Optional<ValueTest> absence(Node.Scalar scalar) {
        Optional<Boolean> wanted = Values.bool(scalar.text());
        if (wanted.isEmpty()) {
            return malformed(
                    scalar, "is neither `true` nor `false`", "write `true` if the key must be absent, else `false`");
        }
        String absent = wanted.get().toString();
        return Optional.of((value, context) -> value.equals(absent));
    }

    private Optional<ValueTest> number(Node.Scalar scalar) {
        var operand = Values.number(scalar.text());
        if (operand.isEmpty()) {
            return malformed(scalar, "is no number", "write digits, such as `3600`");
        }
        var number = operand.get();
        return Optional.of((value, context) -> {
            var actual = Values.number(value);
            return actual.isPresent()
                    && comparison.relation().holds(actual.get().compareTo(number));
        });
    }

    private Optional<ValueTest> date(Node.Scalar scalar) {
        var operand = Values.date(scalar.text());
        if (operand.isEmpty()) {
            return malformed(
                    scalar,
                    "is no date",
                    "write `2026-01-31`, `2026-01-31T12:00:00Z` (the zone is needed) or seconds since 1970");
        }
        var date = operand.get();
        return Optional.of((value, context) -> {
            var actual = Values.date(value);
            return actual.isPresent()
                    && comparison.relation().holds(actual.get().compareTo(date));
        });
    }

    private Optional<ValueTest> binary(Node.Scalar scalar) {
        var operand = Values.binary(scalar.text());
        if (operand.isEmpty()) {
            return malformed(scalar, "is not base64", "write the bytes in base64");
        }
        byte[] bytes = operand.get();
        return Optional.of((value, context) -> {
            var actual = Values.binary(value);
            return actual.isPresent() && MessageDigest.isEqual(actual.get(), bytes);
        });
    }

    private Optional<ValueTest> address(Node.Scalar scalar) {
        var operand = IpRange.parse(scalar.text());
        if (operand.isEmpty()) {
            return malformed(
                    scalar, "is no address range", "write CIDR notation, such as `10.0.0.0/8` or `2001:db8::/32`");
        }
        var range = operand.get();
        return Optional.of((value, context) -> {
            var actual = IpAddress.parse(value);
            return actual.isPresent() && range.contains(actual.get());
        });
    }

    private Optional<ValueTest> malformed(Node.Scalar scalar, String what, String cure) {
        reading.error(
                "policy-operand-malformed",
                scalar.source(),
                "`" + scalar.text() + "` " + what + ", which `" + comparison.text() + "` needs",
                cure);
        return Optional.empty();
    }
}
