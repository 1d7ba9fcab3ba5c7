package dev.daypass.core.policy;

import dev.daypass.core.source.Findings;
import dev.daypass.core.source.JsonTree;
import dev.daypass.core.source.Node;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Policies, requesters and case files by name. */
final class PolicyFixtures {
    static final String ACCOUNT = "111122223333";
    static final String OTHER_ACCOUNT = "444455556666";
    static final String ALICE = "arn:daypass:iam::111122223333:user/alice";
    static final String ROLE = "arn:daypass:iam::111122223333:role/ReadOnly";
    static final String SESSION = "arn:daypass:sts::111122223333:assumed-role/ReadOnly/alice";

    private static final JsonTree JSON = new JsonTree();

    private PolicyFixtures() {}

    static Requester alice() {
        return Requester.user(ACCOUNT, ALICE, "AIDAALICE0000001");
    }

    static Requester readOnlySession() {
        return Requester.roleSession(ACCOUNT, SESSION, ROLE, "AROAREADONLY0001");
    }

    static Node json(String text) {
        return new JsonTree().read("policy.json", text).fold(node -> node, refusal -> {
            throw new AssertionError(refusal.auditDetail());
        });
    }

    static Findings findings(PolicyGrammar grammar, String text) {
        var findings = new Findings();
        new PolicyReader().read(grammar, json(text), findings);
        return findings;
    }

    static PolicyDocument document(PolicyGrammar grammar, Node node) {
        var findings = new Findings();
        return new PolicyReader()
                .read(grammar, node, findings)
                .orElseThrow(() -> new AssertionError(findings.sorted()));
    }

    static PolicyDocument document(PolicyGrammar grammar, String text) {
        return document(grammar, json(text));
    }

    /** An identity policy in Version 2012-10-17 from the inside of its statement list. */
    static NamedPolicy identity(String statements) {
        return new NamedPolicy(PolicyType.INLINE, "own", document(PolicyGrammar.IDENTITY, "[" + statements + "]"));
    }

    static NamedPolicy trust(String statements) {
        return new NamedPolicy(PolicyType.TRUST, "trust", document(PolicyGrammar.TRUST, "[" + statements + "]"));
    }

    static ConditionContext context(Map<String, List<String>> values) {
        var builder = ConditionContext.builder();
        values.forEach(builder::put);
        return builder.build();
    }

    static AccessRequest request(Requester requester, String action, String resource) {
        return new AccessRequest(requester, action, resource, ConditionContext.empty());
    }

    /** The cases of a file beside the tests. */
    static List<Node.Mapping> cases(String file) {
        Node root = JSON.read(file, text(file)).value().orElseThrow(() -> new AssertionError(file));
        return ((Node.Sequence) root)
                .items().stream().map(Node.Mapping.class::cast).toList();
    }

    static String text(Node.Mapping mapping, String key) {
        return optionalText(mapping, key)
                .orElseThrow(() -> new AssertionError("no " + key + " at " + mapping.source()));
    }

    static Optional<String> optionalText(Node.Mapping mapping, String key) {
        return mapping.get(key).map(node -> ((Node.Scalar) node).text());
    }

    static List<String> texts(Node node) {
        return Reading.items(node).stream()
                .map(item -> ((Node.Scalar) item).text())
                .toList();
    }

    static ConditionContext context(Node.Mapping test) {
        var builder = ConditionContext.builder();
        test.get("context").ifPresent(node -> ((Node.Mapping) node)
                .entries()
                .forEach(entry -> builder.put(entry.key().text(), texts(entry.value()))));
        return builder.build();
    }

    private static String text(String file) {
        try (InputStream in = PolicyFixtures.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new AssertionError("no case file " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
