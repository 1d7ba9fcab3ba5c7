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
import java.util.ArrayList;
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
        SessionRequest request = ask.request();
        return request.policies().isEmpty() && request.policyArns().isEmpty()
                ? Outcome.granted(SessionPolicies.none())
                : layer(
                                request.policies(),
                                request.policyArns(),
                                ask.role().account(),
                                ask.context().snapshot())
                        .map(SessionPolicies::of);
    }

    /** A layer of what was passed, or what is wrong with it, said to the caller: the policies are his own. */
    Outcome<SessionPolicies.Layer> layer(List<String> policies, List<String> arns, String account, Snapshot snapshot) {
        int characters = policies.stream().mapToInt(String::length).sum()
                + arns.stream().mapToInt(String::length).sum();
        if (characters > MAX_CHARACTERS || arns.size() > MAX_ARNS) {
            return Outcome.refused(
                    Reason.POLICY_TOO_LARGE,
                    "Session policies may have " + MAX_CHARACTERS + " characters and " + MAX_ARNS
                            + " managed policies in all",
                    "session policies of " + characters + " characters and " + arns.size() + " ARNs");
        }
        return known(arns, account, snapshot)
                .then(known -> documents(policies).map(documents -> new SessionPolicies.Layer(documents, known)));
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

    private Outcome<List<String>> documents(List<String> policies) {
        var documents = new ArrayList<String>();
        for (String policy : policies) {
            Outcome<String> document =
                    json.read("Policy", policy).fold(this::document, refusal -> malformed(refusal.publicMessage()));
            if (document.refusal().isPresent()) {
                return Outcome.refused(document.refusal().get());
            }
            document.value().ifPresent(documents::add);
        }
        return Outcome.granted(documents);
    }

    private Outcome<String> document(Node node) {
        var findings = new Findings();
        var document = reader.read(PolicyGrammar.SESSION, node, findings);
        if (document.isPresent() && !findings.hasErrors()) {
            return Outcome.granted(document.get().json());
        }
        return malformed(findings.sorted().stream()
                .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                .findFirst()
                .map(finding -> finding.source() + ": " + finding.message())
                .orElse("not a policy document"));
    }

    private static Outcome<String> malformed(String what) {
        return Outcome.refused(Reason.POLICY_MALFORMED, "The policy is malformed: " + what, "T13: " + what);
    }
}
