package dev.daypass.core.explain;

import dev.daypass.core.config.TestCase;
import dev.daypass.core.config.form.Placed;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.policy.Decision;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.rules.RuleTrace;
import dev.daypass.core.session.Session;
import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.core.source.Finding;
import dev.daypass.core.source.Findings;
import java.util.List;
import java.util.Optional;

/** Runs the tests of a configuration: what fails is a finding at the expectation that does not hold. */
public final class ConfigTests {
    private final Explainer explainer;

    public ConfigTests(Explainer explainer) {
        this.explainer = explainer;
    }

    /** What does not come out as expected. */
    public List<Finding> run(List<TestCase> tests, Snapshot snapshot) {
        var findings = new Findings();
        for (TestCase test : tests) {
            snapshot.provider(new ProviderId(test.given().provider().value()))
                    .ifPresent(provider -> run(test, provider, snapshot, findings));
        }
        return findings.sorted();
    }

    private void run(TestCase test, Provider provider, Snapshot snapshot, Findings findings) {
        var somebody = new Imagined(
                provider,
                test.given().subject(),
                test.given().attributes(),
                test.given().directory());
        if (test.given().directory().isPresent() && provider.enrichment().isEmpty()) {
            failed(
                    test.given().provider(),
                    test,
                    "no directory tells of the people of `" + provider.id() + "`",
                    "give the provider `enrich`, or drop `directory`",
                    findings);
        }
        Explanation explanation = explainer.explain(somebody, snapshot);
        for (Placed<String> role : test.roles()) {
            if (!obtained(explanation, role.value())) {
                failed(
                        role,
                        test,
                        "expected the role `" + role.value() + "`, and it does not come out",
                        whyNot(explanation, role.value()),
                        findings);
            }
        }
        for (Placed<String> role : test.not()) {
            explanation
                    .role(role.value())
                    .filter(Explanation.RoleReport::obtained)
                    .ifPresent(report -> failed(
                            role,
                            test,
                            "expected that the role `" + role.value() + "` does not come out, and it does",
                            "granted by " + String.join(", ", report.grantedBy()),
                            findings));
        }
        for (TestCase.Decision expected : test.decisions()) {
            decision(expected, test, explanation, snapshot, findings);
        }
    }

    private void decision(
            TestCase.Decision expected, TestCase test, Explanation explanation, Snapshot snapshot, Findings findings) {
        String role = expected.role().value();
        Optional<Session> session = explanation.role(role).flatMap(Explanation.RoleReport::session);
        boolean told = test.roles().stream().anyMatch(expect -> expect.value().equals(role));
        if (session.isEmpty() && told) {
            return;
        }
        if (session.isEmpty()) {
            failed(
                    expected.role(),
                    test,
                    "the role `" + role + "` does not come out, so its sessions cannot be asked",
                    whyNot(explanation, role),
                    findings);
            return;
        }
        Decision decision =
                explainer.decide(session.get(), expected.action(), expected.resource(), expected.context(), snapshot);
        if (decision.allowed() != expected.allowed()) {
            failed(
                    new Placed<>(role, expected.source()),
                    test,
                    "expected " + (expected.allowed() ? "Allow" : "Deny") + " for `" + expected.action() + "` on `"
                            + expected.resource() + "`",
                    "it is " + decision,
                    findings);
        }
    }

    private static boolean obtained(Explanation explanation, String role) {
        return explanation.role(role).filter(Explanation.RoleReport::obtained).isPresent();
    }

    /** Why a role does not come out, in one line. */
    static String whyNot(Explanation explanation, String role) {
        if (explanation.signIn().isPresent()) {
            return "the sign-in is refused: " + explanation.signIn().get().auditDetail();
        }
        Optional<Explanation.RoleReport> report = explanation.role(role);
        if (report.isEmpty()) {
            return "there is no such role";
        }
        if (report.get().grantedBy().isEmpty() && report.get().deniedBy().isEmpty()) {
            return "no rule grants it" + nearest(explanation.rules(), role);
        }
        return report.get().refusal().map(Refusal::auditDetail).orElse("nothing keeps it");
    }

    /** The rule that grants the role and missed by least. */
    private static String nearest(RuleTrace trace, String role) {
        return trace.rules().stream()
                .filter(rule -> rule.grants().contains(role))
                .findFirst()
                .map(rule -> "; nearest is `" + rule.rule() + "`"
                        + rule.conditions().stream()
                                .findFirst()
                                .map(condition -> ", where " + condition.text() + " does not hold")
                                .orElse(""))
                .orElse("");
    }

    private static void failed(Placed<String> at, TestCase test, String message, String why, Findings findings) {
        findings.error("test-failed", at.source(), message + " (" + test.name() + ")", why);
    }
}
