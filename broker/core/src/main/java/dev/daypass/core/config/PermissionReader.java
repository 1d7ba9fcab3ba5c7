package dev.daypass.core.config;

import dev.daypass.core.config.form.Fields;
import dev.daypass.core.config.form.Key;
import dev.daypass.core.config.form.Many;
import dev.daypass.core.config.form.Placed;
import dev.daypass.core.config.form.Reading;
import dev.daypass.core.config.form.Scalars;
import dev.daypass.core.policy.NamedPolicy;
import dev.daypass.core.policy.PolicyGrammar;
import dev.daypass.core.policy.PolicyLint;
import dev.daypass.core.policy.PolicySize;
import dev.daypass.core.policy.PolicyType;
import dev.daypass.core.principal.Account;
import dev.daypass.core.principal.Permissions;
import dev.daypass.core.source.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what roles, users and groups share: attached policies, in-line policies, the boundary. */
final class PermissionReader {
    static final Key<List<Placed<String>>> POLICIES = Key.optional(
                    "policies",
                    Many.list(Scalars.text()),
                    "Attached policies: `managed/NAME` for shipped ones, the name of one of `policies/`, or an ARN.",
                    "[managed/ReadOnlyAccess, ReportsReader]")
            .otherwise(List.of());
    static final Key<Map<Placed<String>, DocumentForm.Written>> INLINE = Key.optional(
                    "inline",
                    Many.named(
                            Names.POLICY, "bad-name", Names.POLICY_CURE, new DocumentForm(PolicyGrammar.IDENTITY, 0)),
                    "Policies written here, by name.",
                    "{ own: { Version: \"2012-10-17\", Statement: [] } }")
            .otherwise(Map.of());
    static final Key<Placed<String>> BOUNDARY = Key.optional(
            "boundary",
            Scalars.placed(Scalars.text()),
            "The policy that is the most its permissions can come to; allows nothing by itself.",
            "EverythingButIam");

    private final Reading reading;
    private final PolicyCatalog catalog;
    private final int mostAttached;

    PermissionReader(Reading reading, PolicyCatalog catalog, int mostAttached) {
        this.reading = reading;
        this.catalog = catalog;
        this.mostAttached = mostAttached;
    }

    /** The permissions of a thing of an account; what cannot be read of them has been found. */
    Permissions read(Fields fields, Account account, int inlineLimit) {
        var policies = new ArrayList<NamedPolicy>();
        List<Placed<String>> attached = fields.get(POLICIES).orElseGet(List::of);
        checkCount(attached, fields);
        var seen = new HashSet<String>();
        for (Placed<String> name : attached) {
            if (!seen.add(name.value())) {
                reading.warning(
                        "attached-twice",
                        name.source(),
                        "`" + name.value() + "` is attached twice",
                        "remove one of the two");
                continue;
            }
            catalog.find(name, account, PolicyType.CUSTOMER).ifPresent(policies::add);
        }
        Map<Placed<String>, DocumentForm.Written> inline = fields.get(INLINE).orElseGet(Map::of);
        inline.forEach((name, written) -> {
            var policy = new NamedPolicy(PolicyType.INLINE, name.value(), written.document());
            reading.findings().addAll(PolicyLint.lint(policy));
            policies.add(policy);
        });
        checkInline(inline, fields, inlineLimit);
        Optional<NamedPolicy> boundary =
                fields.get(BOUNDARY).flatMap(name -> catalog.find(name, account, PolicyType.BOUNDARY));
        return new Permissions(policies, boundary);
    }

    private void checkCount(List<Placed<String>> attached, Fields fields) {
        if (attached.size() > mostAttached) {
            reading.error(
                    "too-many",
                    fields.source(POLICIES),
                    attached.size() + " attached policies; " + mostAttached + " are the most",
                    mostAttached < PolicySize.POLICIES_PER_ROLE_MAX
                            ? "merge some, or raise `limits.attachedPolicies` up to " + PolicySize.POLICIES_PER_ROLE_MAX
                            : "merge some");
        }
    }

    private void checkInline(Map<Placed<String>, DocumentForm.Written> inline, Fields fields, int limit) {
        int size = inline.values().stream()
                .mapToInt(written -> written.document().size())
                .sum();
        Optional<Node> node = fields.node(INLINE);
        node.ifPresent(place -> DocumentForm.checkSize(size, limit, place, reading));
    }
}
