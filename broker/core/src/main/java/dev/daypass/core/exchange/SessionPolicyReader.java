package dev.daypass.core.exchange;

import dev.daypass.core.arn.Arn;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.policy.PolicyGrammar;
import dev.daypass.core.policy.PolicyReader;
import dev.daypass.core.session.SessionPolicies;
import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.core.source.Finding;
import dev.daypass.core.source.Findings;
import dev.daypass.core.source.JsonTree;
import dev.daypass.core.source.Node;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Reads the session policies that a caller passes: an inline document and ARNs of managed policies. */
final class SessionPolicyReader {
    private static final int MAX_ARNS = 10;
    private static final int MAX_CHARACTERS = 2048;

    private final JsonTree json = new JsonTree();
    private final PolicyReader reader = new PolicyReader();

    Outcome<SessionPolicies> read(Ask ask) {
        return read(
                ask.request().policy(),
                ask.request().policyArns(),
                ask.role().account(),
                ask.context().snapshot());
    }

    /** The policies, or what is wrong with them, said to the caller: they are his own. */
    Outcome<SessionPolicies> read(Optional<String> policy, List<String> arns, String account, Snapshot snapshot) {
        int characters = policy.map(String::length).orElse(0)
                + arns.stream().mapToInt(String::length).sum();
        if (characters > MAX_CHARACTERS || arns.size() > MAX_ARNS) {
            return Outcome.refused(
                    Reason.POLICY_TOO_LARGE,
                    "Session policies may have " + MAX_CHARACTERS + " characters and " + MAX_ARNS
                            + " managed policies in all",
                    "session policies of " + characters + " characters and " + arns.size() + " ARNs");
        }
        return known(arns, account, snapshot)
                .then(known -> inline(policy).map(document -> new SessionPolicies(document, known, false)));
    }

    private static Outcome<List<String>> known(List<String> arns, String account, Snapshot snapshot) {
        var seen = new HashSet<String>();
        for (String text : arns) {
            Optional<Arn> arn = Arn.parse(text)
                    .filter(parsed -> parsed.account().equals(account)
                            || parsed.account().equals(snapshot.partition().name()))
                    .filter(parsed -> snapshot.policy(parsed).isPresent());
            if (arn.isEmpty() || !seen.add(text)) {
                return Outcome.refused(
                        Reason.PARAMETER_INVALID,
                        "ARN " + text + " is not a policy of the role's account or is named twice",
                        "session policy ARN unknown, foreign or doubled");
            }
        }
        return Outcome.granted(List.copyOf(arns));
    }

    private Outcome<Optional<String>> inline(Optional<String> policy) {
        if (policy.isEmpty()) {
            return Outcome.granted(Optional.empty());
        }
        return json.read("Policy", policy.get()).fold(this::document, refusal -> malformed(refusal.publicMessage()));
    }

    private Outcome<Optional<String>> document(Node node) {
        var findings = new Findings();
        var document = reader.read(PolicyGrammar.SESSION, node, findings);
        if (document.isPresent() && !findings.hasErrors()) {
            return Outcome.granted(Optional.of(document.get().json()));
        }
        return malformed(findings.sorted().stream()
                .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                .findFirst()
                .map(finding -> finding.source() + ": " + finding.message())
                .orElse("not a policy document"));
    }

    private static Outcome<Optional<String>> malformed(String what) {
        return Outcome.refused(Reason.POLICY_MALFORMED, "The policy is malformed: " + what, "T13: " + what);
    }
}
