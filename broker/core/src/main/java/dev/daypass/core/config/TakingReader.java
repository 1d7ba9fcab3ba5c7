package dev.daypass.core.config;

import dev.daypass.core.config.form.Fields;
import dev.daypass.core.config.form.Key;
import dev.daypass.core.config.form.Many;
import dev.daypass.core.config.form.Placed;
import dev.daypass.core.config.form.Reading;
import dev.daypass.core.config.form.Scalars;
import dev.daypass.core.policy.NamedPolicy;
import dev.daypass.core.policy.PolicyType;
import dev.daypass.core.principal.Account;
import dev.daypass.core.role.TakingTerms;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what people are asked and offered who take a role: {@code reason} and {@code narrowings}. */
final class TakingReader {
    /** As many as the STS takes with one session. */
    private static final int MOST_POLICIES = 10;

    private static final int MOST_NARROWINGS = 12;

    static final Key<TakingTerms.Reason> REASON = Key.optional(
                    "reason",
                    Scalars.word(
                            new Scalars.Word<>("optional", TakingTerms.Reason.OPTIONAL),
                            new Scalars.Word<>("required", TakingTerms.Reason.REQUIRED)),
                    "Whether people who take it in the portal or at a terminal say what for; it goes into the audit."
                            + " Programs that speak STS or OAuth themselves are not asked. Left out: nobody is.",
                    "required")
            .otherwise(TakingTerms.Reason.NOT_ASKED);
    static final Key<Map<Placed<String>, List<Placed<String>>>> NARROWINGS = Key.optional(
                    "narrowings",
                    Many.named(
                            ListingReader.LABEL_FORM,
                            "bad-label",
                            "use at most 60 letters, digits, signs and blanks on one line",
                            Many.list(Scalars.text())),
                    "Lesser forms of the role that people may choose, by the name that they read: lists of policies,"
                            + " named as in `policies`, that the session is narrowed to.",
                    "{ Reports only: [ReportsReader] }")
            .otherwise(Map.of());

    private final Reading reading;
    private final PolicyCatalog catalog;

    TakingReader(Reading reading, PolicyCatalog catalog) {
        this.reading = reading;
        this.catalog = catalog;
    }

    TakingTerms read(Fields fields, Account account) {
        Map<String, List<String>> narrowings = new LinkedHashMap<>();
        fields.orFallback(NARROWINGS)
                .forEach((name, policies) -> narrowings.put(name.value(), arns(name, policies, account)));
        if (narrowings.size() > MOST_NARROWINGS) {
            reading.error(
                    "too-many",
                    fields.source(NARROWINGS),
                    narrowings.size() + " narrowings; " + MOST_NARROWINGS + " are the most",
                    "keep those that people choose");
        }
        return new TakingTerms(fields.orFallback(REASON), narrowings);
    }

    private List<String> arns(Placed<String> name, List<Placed<String>> policies, Account account) {
        if (policies.isEmpty() || policies.size() > MOST_POLICIES) {
            reading.error(
                    "bad-narrowing",
                    name.source(),
                    "`" + name.value() + "` has " + policies.size() + " policies",
                    "list 1 to " + MOST_POLICIES);
        }
        var arns = new ArrayList<String>();
        for (Placed<String> policy : policies) {
            String arn = catalog.find(policy, account, PolicyType.CUSTOMER)
                    .map(NamedPolicy::name)
                    .orElse("");
            if (!arn.isEmpty() && arns.contains(arn)) {
                reading.error(
                        "bad-narrowing",
                        policy.source(),
                        "`" + policy.value() + "` stands in `" + name.value() + "` twice",
                        "remove one of the two");
            }
            arns.add(arn);
        }
        return arns;
    }
}
