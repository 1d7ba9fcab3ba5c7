package dev.daypass.core.world;

import dev.daypass.core.policy.NamedPolicy;
import dev.daypass.core.policy.PolicyDocument;
import dev.daypass.core.policy.PolicyGrammar;
import dev.daypass.core.policy.PolicyReader;
import dev.daypass.core.policy.PolicyType;
import dev.daypass.core.source.Findings;
import dev.daypass.core.source.JsonTree;

/** Policies written as JSON with single quotes. */
public final class Policies {
    private Policies() {}

    public static NamedPolicy trust(String statement) {
        return named(PolicyType.TRUST, PolicyGrammar.TRUST, "trust", statement);
    }

    public static NamedPolicy inline(String statement) {
        return named(PolicyType.INLINE, PolicyGrammar.IDENTITY, "own", statement);
    }

    public static NamedPolicy boundary(String statement) {
        return named(PolicyType.BOUNDARY, PolicyGrammar.IDENTITY, "boundary", statement);
    }

    public static NamedPolicy managed(String name, String statement) {
        return named(PolicyType.MANAGED, PolicyGrammar.IDENTITY, name, statement);
    }

    private static NamedPolicy named(PolicyType type, PolicyGrammar grammar, String name, String statement) {
        return new NamedPolicy(type, name, document(grammar, statement));
    }

    private static PolicyDocument document(PolicyGrammar grammar, String statement) {
        String json = "{'Version':'2012-10-17','Statement':[" + statement + "]}";
        var findings = new Findings();
        var node = new JsonTree().read("test", json.replace('\'', '"')).value().orElseThrow();
        return new PolicyReader()
                .read(grammar, node, findings)
                .orElseThrow(() -> new AssertionError(findings.sorted().toString()));
    }
}
