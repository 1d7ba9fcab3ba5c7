package dev.daypass.core.insight;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditFacts;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.explain.Explainer;
import dev.daypass.core.explain.Explanation;
import dev.daypass.core.explain.Explanation.RoleReport;
import dev.daypass.core.insight.OwnAnswer.Gate;
import dev.daypass.core.insight.OwnAnswer.Step;
import dev.daypass.core.login.BrowserSession;
import dev.daypass.core.login.RoleRequest;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.role.Role;
import dev.daypass.core.rules.RuleTrace.RuleReport;
import dev.daypass.core.rules.Verdict;
import dev.daypass.core.session.Session;
import dev.daypass.core.snapshot.RequestContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a person may learn of its own access: about roles it has, and about those whose configuration says that people may
 * know of them ({@code discoverable}). Safe for several threads.
 */
public final class OwnAccess {
    private static final int MOST_RULES = 6;
    private static final int LONGEST_NAME = 200;

    private final Explainer explainer;
    private final AuditSink audit;

    public OwnAccess(Explainer explainer, AuditSink audit) {
        this.explainer = explainer;
        this.audit = audit;
    }

    /** A role that a person may ask about. */
    public record Known(String role, String description, boolean obtained) {}

    /** The roles that somebody may ask about, those it has first, by name. */
    public List<Known> roles(BrowserSession browser, RequestContext request) {
        return explanation(browser, request).roles().stream()
                .flatMap(report -> request
                        .snapshot()
                        .role(report.role())
                        .filter(role -> mayKnow(role, report))
                        .map(role -> new Known(role.reference(), role.description(), report.obtained()))
                        .stream())
                .sorted(Comparator.comparing((Known known) -> !known.obtained()).thenComparing(Known::role))
                .toList();
    }

    /**
     * Why somebody has a role or lacks it, audited so that whoever is asked for help finds it; refused in the same way whether there is no such role or none to be known of.
     *
     * @param reference {@code ALIAS/NAME}
     */
    public Outcome<OwnAnswer> why(BrowserSession browser, String reference, RequestContext request) {
        Explanation explanation = explanation(browser, request);
        Optional<OwnAnswer> answer = explanation.role(reference).flatMap(report -> request.snapshot()
                .role(reference)
                .filter(role -> mayKnow(role, report))
                .map(role -> answer(role, report, explanation, request)));
        explanation
                .role(reference)
                .filter(report -> answer.isPresent())
                .ifPresent(report -> audit.append(facts(browser, reference, request)
                        .put(
                                "answer",
                                report.refusal()
                                        .map(refusal -> refusal.reason().name())
                                        .orElse("OBTAINED"))
                        .granted(AuditEvent.Kind.EXPLANATION)));
        return answer.map(Outcome::granted).orElseGet(() -> refused(browser, reference, request));
    }

    private static boolean mayKnow(Role role, RoleReport report) {
        return report.obtained() || (role.enabled() && role.discoverable());
    }

    private Explanation explanation(BrowserSession browser, RequestContext request) {
        Provider provider = request.snapshot()
                .provider(browser.identity().provider())
                .orElseThrow(() -> new IllegalStateException("a browser session stands only while its provider does"));
        return explainer.explain(
                browser.caller(),
                role -> RoleRequest.of(role.arn().toString(), browser.identity(), provider, Optional.empty()),
                request);
    }

    private static OwnAnswer answer(Role role, RoleReport report, Explanation explanation, RequestContext request) {
        List<String> names = request.snapshot().namesOf(role);
        List<RuleReport> giving = explanation.rules().rules().stream()
                .filter(rule -> rule.verdict() != Verdict.DENIED && !rule.shadow())
                .filter(rule -> rule.grants().stream().anyMatch(names::contains))
                .toList();
        List<RuleReport> taking = explanation.rules().rules().stream()
                .filter(rule -> report.deniedBy().contains(rule.rule()))
                .toList();
        return new OwnAnswer(
                role.reference(),
                role.description(),
                steps(report, giving),
                Stream.concat(
                                taking.stream().map(rule -> OwnReadings.of(rule, true)),
                                giving.stream().map(rule -> OwnReadings.of(rule, false)))
                        .limit(MOST_RULES)
                        .toList(),
                report.session().map(OwnAccess::length),
                explanation.user());
    }

    private static List<Step> steps(RoleReport report, List<RuleReport> giving) {
        boolean given = giving.stream().anyMatch(rule -> rule.verdict() == Verdict.GRANTED);
        boolean left = report.deniedBy().isEmpty();
        Optional<Boolean> trusted = report.trust().map(decision -> decision.allowed());
        var steps = new ArrayList<Step>();
        steps.add(new Step(Gate.GIVEN, Optional.of(given)));
        steps.add(new Step(Gate.LEFT, Optional.of(left)));
        steps.add(new Step(Gate.TRUSTED, trusted));
        boolean soFar = given && left && trusted.orElse(true);
        if (soFar && !report.obtained()) {
            steps.add(new Step(Gate.POSSIBLE, Optional.of(false)));
        }
        return steps;
    }

    private static Duration length(Session session) {
        return Duration.ofSeconds(
                session.expiresAt().getEpochSecond() - session.issuedAt().getEpochSecond());
    }

    private Outcome<OwnAnswer> refused(BrowserSession browser, String reference, RequestContext request) {
        var refusal = new Refusal(
                Reason.ROLE_UNKNOWN,
                "There is no role of this name that you may ask about",
                "the role is not there, or not to be known of by those who lack it");
        audit.append(facts(browser, reference, request).refused(AuditEvent.Kind.EXPLANATION, refusal));
        return Outcome.refused(refusal);
    }

    private static AuditFacts facts(BrowserSession browser, String reference, RequestContext request) {
        return request.facts()
                .put("action", "daypass:Why")
                .put("role", reference.substring(0, Math.min(LONGEST_NAME, reference.length())))
                .put("provider", browser.identity().provider().name())
                .put("subject", browser.identity().subject().value())
                .put("browserSession", browser.handle());
    }
}
