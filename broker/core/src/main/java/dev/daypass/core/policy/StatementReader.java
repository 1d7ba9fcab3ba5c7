package dev.daypass.core.policy;

import dev.daypass.core.source.Node;
import dev.daypass.core.source.Suggestions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one statement: which elements it must, may and must not have depends on the grammar. */
final class StatementReader {
    private static final List<String> ELEMENTS = List.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");
    private static final Pattern SID = Pattern.compile("[A-Za-z0-9]{1,128}");
    private static final Pattern RESOURCE_SID = Pattern.compile("[A-Za-z0-9 _.-]{1,128}");

    private final Reading reading;

    StatementReader(Reading reading) {
        this.reading = reading;
    }

    Optional<Statement> read(int index, Node node) {
        if (!(node instanceof Node.Mapping mapping)) {
            reading.error(
                    "policy-statement-form",
                    node.source(),
                    "a statement must be a mapping, and here stands " + node.kind(),
                    "write `{\"Effect\": …, \"Action\": …, \"Resource\": …}`");
            return Optional.empty();
        }
        unknownElements(mapping);
        Optional<String> sid = mapping.get("Sid").flatMap(this::sid);
        Optional<Statement.Effect> effect = effect(mapping);
        Optional<PrincipalElement> principals = principals(mapping);
        Optional<ActionElement> actions = actions(mapping);
        Optional<ResourceElement> resources = resources(mapping);
        List<Condition> conditions =
                mapping.get("Condition").map(new ConditionReader(reading)::read).orElse(List.of());
        if (effect.isEmpty() || actions.isEmpty()) {
            return Optional.empty();
        }
        var elements = new Statement.Elements(principals, actions.get(), resources, conditions);
        return Optional.of(new Statement(index, sid, effect.get(), elements, node.source()));
    }

    private void unknownElements(Node.Mapping mapping) {
        for (Node.Entry entry : mapping.entries()) {
            String name = entry.key().text();
            if (!ELEMENTS.contains(name)) {
                reading.error(
                        "policy-element-unknown",
                        entry.key().source(),
                        "`" + name + "` is no element of a statement",
                        Suggestions.cure(name, ELEMENTS));
            }
        }
    }

    private Optional<String> sid(Node node) {
        if (node instanceof Node.Scalar scalar && scalar.text().isEmpty()) {
            return Optional.empty();
        }
        Optional<String> sid = reading.text("Sid", node).map(Node.Scalar::text);
        Pattern allowed = reading.grammar() == PolicyGrammar.RESOURCE ? RESOURCE_SID : SID;
        if (sid.isPresent() && !allowed.matcher(sid.get()).matches()) {
            reading.error(
                    "policy-sid-malformed",
                    node.source(),
                    "`Sid` may have letters and digits only, 128 at most",
                    "write it in one word, such as `AllowReports`");
        }
        return sid;
    }

    private Optional<Statement.Effect> effect(Node.Mapping mapping) {
        Optional<Node> node = mapping.get("Effect");
        if (node.isEmpty()) {
            reading.error(
                    "policy-effect-missing",
                    mapping.source(),
                    "the statement has no `Effect`",
                    "write `\"Effect\": \"Allow\"` or `\"Deny\"`");
            return Optional.empty();
        }
        Optional<String> text = reading.text("Effect", node.get()).map(Node.Scalar::text);
        for (Statement.Effect effect : Statement.Effect.values()) {
            if (text.filter(effect.text()::equals).isPresent()) {
                return Optional.of(effect);
            }
        }
        text.ifPresent(wrong -> reading.error(
                "policy-effect-unknown",
                node.get().source(),
                "`" + wrong + "` is no effect; case matters",
                Suggestions.cure(wrong, List.of("Allow", "Deny"))));
        return Optional.empty();
    }

    private Optional<PrincipalElement> principals(Node.Mapping mapping) {
        return one(mapping, "Principal", reading.grammar().namesPrincipals())
                .map(entry -> PrincipalReader.read(entry, reading));
    }

    private Optional<ActionElement> actions(Node.Mapping mapping) {
        Optional<Node.Entry> entry = one(mapping, "Action", true);
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        String element = entry.get().key().text();
        var patterns = new ArrayList<ActionPattern>();
        for (Node.Scalar text : texts(element, entry.get().value())) {
            ActionPattern.read(text, reading).ifPresent(pattern -> {
                checkTrust(pattern, text);
                patterns.add(pattern);
            });
        }
        return Optional.of(new ActionElement(
                element.startsWith("Not"), patterns, entry.get().key().source()));
    }

    private void checkTrust(ActionPattern pattern, Node.Scalar text) {
        if (reading.grammar() == PolicyGrammar.TRUST && !pattern.service().equals("sts")) {
            reading.error(
                    "policy-trust-action",
                    text.source(),
                    "`" + text.text() + "` is no action of a trust policy",
                    "name an action of `sts:`, such as `sts:AssumeRole` or `sts:AssumeRoleWithSAML`");
        }
    }

    private Optional<ResourceElement> resources(Node.Mapping mapping) {
        Optional<Node.Entry> entry = one(mapping, "Resource", reading.grammar().namesResources());
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        String element = entry.get().key().text();
        var patterns = new ArrayList<ResourcePattern>();
        for (Node.Scalar text : texts(element, entry.get().value())) {
            ResourcePattern.read(text, reading).ifPresent(patterns::add);
        }
        return Optional.of(new ResourceElement(
                element.startsWith("Not"), patterns, entry.get().key().source()));
    }

    /** The texts of an element; {@code NotX: []} would concern everything, so it is refused. */
    private List<Node.Scalar> texts(String element, Node node) {
        if (element.startsWith("Not") && Reading.items(node).isEmpty()) {
            reading.error(
                    "policy-list-empty",
                    node.source(),
                    "`" + element + "` leaves nothing out",
                    "name what to leave out, or write `\"" + element.substring("Not".length()) + "\": \"*\"`");
        }
        return reading.texts(element, node);
    }

    /** The entry of an element or of its negation: never both, and there or not as the grammar wants. */
    private Optional<Node.Entry> one(Node.Mapping mapping, String element, boolean wanted) {
        List<Node.Entry> found = mapping.entries().stream()
                .filter(entry ->
                        entry.key().text().equals(element) || entry.key().text().equals("Not" + element))
                .toList();
        if (!wanted) {
            found.forEach(entry -> notAllowed(entry.key()));
            return Optional.empty();
        }
        if (found.isEmpty()) {
            reading.error(
                    "policy-" + element.toLowerCase(Locale.ROOT) + "-missing",
                    mapping.source(),
                    "the statement has no `" + element + "`",
                    "add `" + element + "` or `Not" + element + "`");
            return Optional.empty();
        }
        if (found.size() > 1) {
            reading.error(
                    "policy-element-twice",
                    found.get(1).key().source(),
                    "a statement has `" + element + "` or `Not" + element + "`, never both",
                    "split the statement in two");
        }
        return Optional.of(found.get(0));
    }

    private void notAllowed(Node.Scalar key) {
        String why = key.text().endsWith("Principal")
                ? "whom the policy concerns follows from where it is attached"
                : "the role itself is the resource";
        reading.error(
                "policy-element-not-allowed",
                key.source(),
                "`" + key.text() + "` has no place here: " + why,
                "leave it out");
    }
}
