package dev.daypass.server.oauth;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.source.JsonTree;
import dev.daypass.core.source.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Rich authorization requests (RFC 9396) of the one type that there is: {@code iam_policy}, with a {@code policy}. */
final class AuthorizationDetails {
    private static final String TYPE = "iam_policy";
    private static final int MOST = 10;

    private final JsonTree json = new JsonTree();
    private final JsonValues values = new JsonValues();

    /** The policies in a request's details, as JSON. */
    Outcome<List<String>> policies(Optional<String> details) {
        if (details.isEmpty()) {
            return Outcome.granted(List.of());
        }
        return json.read("authorization_details", details.get())
                .fold(this::read, refusal -> malformed("it is not JSON"));
    }

    private Outcome<List<String>> read(Node node) {
        if (!(node instanceof Node.Sequence sequence) || sequence.items().size() > MOST) {
            return malformed("it is a list of at most " + MOST + " objects");
        }
        var policies = new ArrayList<String>();
        for (Node item : sequence.items()) {
            Optional<Node> policy = item instanceof Node.Mapping detail ? policy(detail) : Optional.empty();
            if (policy.isEmpty()) {
                return malformed("each object has `type: iam_policy` and a `policy`, and nothing else");
            }
            policies.add(values.text(policy.get()));
        }
        return Outcome.granted(policies);
    }

    private static Optional<Node> policy(Node.Mapping detail) {
        boolean known = detail.asMap().keySet().equals(Set.of("type", "policy"))
                && detail.get("type")
                        .filter(type -> type instanceof Node.Scalar scalar
                                && scalar.type() == Node.ScalarType.TEXT
                                && scalar.text().equals(TYPE))
                        .isPresent();
        return known ? detail.get("policy").filter(Node.Mapping.class::isInstance) : Optional.empty();
    }

    /** Granted policies as details again, for answers and tokens. */
    List<Object> told(List<String> policies) {
        var told = new ArrayList<Object>();
        for (String policy : policies) {
            json.read("policy", policy).value().ifPresent(node -> {
                Map<String, Object> detail = new LinkedHashMap<>();
                detail.put("type", TYPE);
                detail.put("policy", values.value(node));
                told.add(detail);
            });
        }
        return told;
    }

    private static Outcome<List<String>> malformed(String what) {
        return Outcome.refused(
                Reason.POLICY_MALFORMED, "authorization_details is not of its form: " + what, "T13: " + what);
    }
}
