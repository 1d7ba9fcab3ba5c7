package dev.daypass.core.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A decision taken apart: every statement of every policy, and what each of its elements made of the request.
 *
 * @param missingKeys keys that the request lacks and that statements for its action and requester read
 */
public record Explanation(
        Decision.Effect effect,
        Optional<PolicyType> missingAllow,
        List<PolicyVerdict> policies,
        Set<String> missingKeys) {
    public Explanation {
        policies = List.copyOf(policies);
        missingKeys = Set.copyOf(missingKeys);
    }

    /** One policy's statements in their order. */
    public record PolicyVerdict(PolicyType type, String name, List<StatementVerdict> statements) {
        public PolicyVerdict {
            statements = List.copyOf(statements);
        }
    }

    /**
     * One statement.
     *
     * @param applies whether all elements match, so that the statement's effect counts
     */
    public record StatementVerdict(
            StatementRef statement, Statement.Effect effect, boolean applies, List<ElementVerdict> elements) {
        public StatementVerdict {
            elements = List.copyOf(elements);
        }

        /** The first element that kept the statement from applying. */
        public Optional<ElementVerdict> failing() {
            return elements.stream().filter(element -> !element.matches()).findFirst();
        }
    }

    /**
     * One element, or one key of a condition.
     *
     * @param element {@code Principal}, {@code NotAction}, …; of a condition its operator
     * @param key of a condition, its key
     * @param written what the policy says
     * @param actual what the request has; empty for a key that it lacks
     */
    public record ElementVerdict(
            String element, Optional<String> key, List<String> written, List<String> actual, boolean matches) {
        public ElementVerdict {
            written = List.copyOf(written);
            actual = List.copyOf(actual);
        }

        /** One line for people: what was wanted, what was there. */
        public String sentence() {
            String found = actual.isEmpty() ? "nothing" : "`" + String.join("`, `", actual) + "`";
            return (matches ? "holds: " : "fails: ") + element
                    + key.map(name -> " " + name).orElse("") + " `" + String.join("`, `", written)
                    + "`, the request has " + found;
        }

        /** Without the request's values, which are personal data. */
        @Override
        public String toString() {
            return element + key.map(name -> " " + name).orElse("") + (matches ? " holds" : " fails");
        }
    }

    /** The statements that apply. */
    public List<StatementVerdict> applying() {
        return policies.stream()
                .flatMap(policy -> policy.statements().stream())
                .filter(StatementVerdict::applies)
                .toList();
    }

    /** The whole as lines of plain text, indented by policy, statement and element. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(effect
                + missingAllow.map(type -> ": no " + type.kind() + " allows it").orElse(""));
        for (PolicyVerdict policy : policies) {
            lines.add("  " + policy.type().kind() + " `" + policy.name() + "`");
            for (StatementVerdict verdict : policy.statements()) {
                StatementRef statement = verdict.statement();
                lines.add("    " + verdict.effect().text() + " "
                        + statement.sid().orElseGet(() -> "#" + statement.index()) + " (" + statement.source() + "): "
                        + (verdict.applies() ? "applies" : "does not apply"));
                verdict.elements().forEach(element -> lines.add("      " + element.sentence()));
            }
        }
        return lines;
    }
}
