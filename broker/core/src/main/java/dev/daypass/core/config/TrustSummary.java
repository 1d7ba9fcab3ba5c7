package dev.daypass.core.config;

import dev.daypass.core.source.Node;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Whom a trust policy names in statements that allow, as written: enough to see that nobody can come in, or that the
 * provider a rule relies on is left out. Whether it really trusts somebody, the evaluator alone decides.
 *
 * @param anyone whether some statement allows everybody, or everybody but some
 * @param federated texts under {@code Federated}
 * @param aws texts under {@code AWS}
 * @param services texts under {@code Service}
 */
record TrustSummary(boolean anyone, List<Node.Scalar> federated, List<Node.Scalar> aws, List<Node.Scalar> services) {
    static TrustSummary of(Node trust) {
        var summary = new TrustSummary(false, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        boolean anyone = false;
        for (Node statement : statements(trust)) {
            if (statement instanceof Node.Mapping mapping && allows(mapping)) {
                anyone |= mapping.get("NotPrincipal").isPresent() || summary.gather(mapping);
            }
        }
        return new TrustSummary(anyone, summary.federated, summary.aws, summary.services);
    }

    /** The statements of a policy, in whichever form it was written. */
    static List<Node> statements(Node policy) {
        if (policy instanceof Node.Sequence list) {
            return list.items();
        }
        if (policy instanceof Node.Mapping mapping) {
            return mapping.get("Statement")
                    .map(node -> node instanceof Node.Sequence list ? list.items() : List.of(node))
                    .orElseGet(List::of);
        }
        return List.of();
    }

    Set<String> federatedNames() {
        var names = new LinkedHashSet<String>();
        federated.forEach(scalar -> names.add(scalar.text()));
        return names;
    }

    boolean namesNobody() {
        return !anyone && federated.isEmpty() && aws.isEmpty() && services.isEmpty();
    }

    private static boolean allows(Node.Mapping statement) {
        return statement
                .get("Effect")
                .filter(effect ->
                        effect instanceof Node.Scalar scalar && scalar.text().equals("Allow"))
                .isPresent();
    }

    /** Gathers a statement's principals; {@code true} if it names everybody. */
    private boolean gather(Node.Mapping statement) {
        Node principal = statement.get("Principal").orElse(statement);
        if (principal instanceof Node.Scalar) {
            return true;
        }
        if (principal == statement || !(principal instanceof Node.Mapping kinds)) {
            return false;
        }
        boolean anyone = false;
        for (Node.Entry entry : kinds.entries()) {
            for (Node item : entry.value() instanceof Node.Sequence list ? list.items() : List.of(entry.value())) {
                if (item instanceof Node.Scalar scalar) {
                    anyone |= scalar.text().equals("*");
                    add(entry.key().text(), scalar);
                }
            }
        }
        return anyone;
    }

    private void add(String kind, Node.Scalar principal) {
        if (principal.text().equals("*")) {
            return;
        }
        switch (kind) {
            case "Federated" -> federated.add(principal);
            case "AWS" -> aws.add(principal);
            case "Service" -> services.add(principal);
            default -> {}
        }
    }
}
