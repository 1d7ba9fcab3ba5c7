package dev.daypass.server.portal.view;

import java.util.List;
import java.util.Optional;

/**
 * The access explainer: what can be asked, and what came of asking.
 *
 * @param problem why nothing came of it
 */
public record Inquiry(Ask ask, Optional<String> problem, Optional<Finding> finding) {
    /**
     * The form, filled as it was sent; what was pasted does not come back, unless it was attributes.
     *
     * @param kept whether sign-ins are recorded
     */
    public record Ask(
            List<Choice> recent,
            boolean kept,
            List<Choice> providers,
            String text,
            String subject,
            String action,
            String resource) {
        public Ask {
            recent = List.copyOf(recent);
            providers = List.copyOf(providers);
        }

        @Override
        public String toString() {
            return "Ask[***]";
        }
    }

    /** One of several. */
    public record Choice(String value, String text, boolean chosen) {}

    /**
     * What came of it.
     *
     * @param source what was looked at
     * @param refused why the sign-in would be refused
     */
    public record Finding(
            String subject,
            String provider,
            String source,
            String summary,
            Optional<String> refused,
            List<Line> checks,
            List<String> assumptions,
            List<Attribute> user,
            List<Why.Known> sent,
            List<Rule> rules,
            int others,
            List<Role> roles) {
        public Finding {
            checks = List.copyOf(checks);
            assumptions = List.copyOf(assumptions);
            user = List.copyOf(user);
            sent = List.copyOf(sent);
            rules = List.copyOf(rules);
            roles = List.copyOf(roles);
        }

        @Override
        public String toString() {
            return "Finding[***]";
        }
    }

    /** A mark and what it is about. */
    public record Line(Why.Mark mark, String text) {}

    /** An attribute of the person, and where it is from. */
    public record Attribute(Why.Known known, String origin) {}

    /**
     * One rule.
     *
     * @param tag what came of it, in a word
     * @param style of the tag
     * @param place file and line
     */
    public record Rule(
            String name,
            Why.Mark mark,
            String tag,
            String style,
            String place,
            String sentence,
            List<Condition> conditions,
            List<String> hints) {
        public Rule {
            conditions = List.copyOf(conditions);
            hints = List.copyOf(hints);
        }
    }

    /** One condition with the values that it read. */
    public record Condition(Why.Mark mark, String text, List<String> read) {
        public Condition {
            read = List.copyOf(read);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * One role.
     *
     * @param facts about the session that would come out
     * @param trust the statements of its trust policy
     * @param decision what was asked of its session
     */
    public record Role(
            String name,
            Why.Mark mark,
            String sentence,
            List<String> facts,
            List<Statement> trust,
            Optional<Line> decision,
            List<Statement> policies) {
        public Role {
            facts = List.copyOf(facts);
            trust = List.copyOf(trust);
            policies = List.copyOf(policies);
        }
    }

    /** One statement of a policy, with each of its elements. */
    public record Statement(Why.Mark mark, String name, List<Line> elements) {
        public Statement {
            elements = List.copyOf(elements);
        }
    }
}
