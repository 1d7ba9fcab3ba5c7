package dev.daypass.server.cli;

import dev.daypass.core.explain.Explanation;
import dev.daypass.core.policy.Decision;
import dev.daypass.core.policy.StatementRef;
import dev.daypass.core.rules.RuleTrace;
import dev.daypass.core.session.Session;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An explanation as lines for people. */
final class ExplanationText {
    private final PrintWriter out;

    ExplanationText(PrintWriter out) {
        this.out = out;
    }

    void print(Explained explained) {
        Explanation explanation = explained.explanation();
        out.println("provider `" + explained.question().somebody().provider().id() + "`, subject `"
                + explained.question().somebody().subject() + "`");
        out.println("assumed:");
        explanation.assumptions().forEach(assumption -> out.println("  " + assumption));
        if (explanation.signIn().isPresent()) {
            out.println("refused at sign-in: " + explanation.signIn().get().reason() + ": "
                    + explanation.signIn().get().auditDetail());
            return;
        }
        out.println("attributes:");
        explanation
                .user()
                .asMap()
                .forEach((name, values) -> out.println("  " + name + " = "
                        + String.join(", ", explanation.user().texts(name))));
        out.println("rules:");
        explanation.rules().rules().forEach(this::rule);
        out.println("roles:");
        explained
                .roles()
                .forEach(report -> role(report, explained.question().role().isPresent()));
        explained.question().action().ifPresent(action -> decision(explained, action));
    }

    private void rule(RuleTrace.RuleReport rule) {
        out.println("  " + rule.rule() + " (" + rule.source() + "): " + verdict(rule));
        for (RuleTrace.ConditionReport condition : rule.conditions()) {
            out.println("    " + truth(condition.result()) + condition.text() + values(condition));
            condition.hints().forEach(hint -> out.println("      hint: " + hint));
        }
    }

    private static String verdict(RuleTrace.RuleReport rule) {
        return switch (rule.verdict()) {
            case GRANTED -> "grants " + String.join(", ", rule.grants());
            case DENIED -> "denies " + String.join(", ", rule.denies());
            case NOT_MATCHED ->
                rule.shadow()
                        ? "does not match, and is a shadow rule without effect"
                        : "does not match"
                                + (rule.distance() == 1
                                        ? ", one condition away"
                                        : ", " + rule.distance() + " conditions away");
            case FAILED ->
                "cannot be evaluated: " + rule.failure().orElse("")
                        + (rule.shadow() ? "; it is a shadow rule without effect" : "");
            case SKIPPED_PROVIDER -> "is about other providers";
            case SHADOW_MATCH -> "matches, and is a shadow rule without effect";
        };
    }

    private static String truth(RuleTrace.Truth truth) {
        return switch (truth) {
            case TRUE -> "holds: ";
            case FALSE -> "fails: ";
            case FAILED -> "cannot be told: ";
        };
    }

    private static String values(RuleTrace.ConditionReport condition) {
        List<String> operands = condition.operands().stream()
                .map(operand -> operand.text() + " = " + operand.value())
                .toList();
        return operands.isEmpty() ? "" : "    [" + String.join("; ", operands) + "]";
    }

    private void role(Explanation.RoleReport report, boolean whole) {
        out.println("  " + report.role() + ": " + (report.obtained() ? "yes" : "no") + why(report));
        report.session().ifPresent(this::session);
        boolean trustDecides = report.trust().isPresent()
                && (whole || report.obtained() || !report.grantedBy().isEmpty());
        if (trustDecides) {
            out.println("    trust policy:");
            lines(report.trust().get(), "      ", whole || !report.obtained());
        }
    }

    private static String why(Explanation.RoleReport report) {
        if (report.obtained()) {
            return ", granted by " + String.join(", ", report.grantedBy());
        }
        if (!report.deniedBy().isEmpty()) {
            return ", denied by " + String.join(", ", report.deniedBy());
        }
        return report.refusal()
                .map(refusal -> ", " + refusal.reason() + ": " + refusal.auditDetail())
                .orElse("");
    }

    private void session(Session session) {
        Duration length = Duration.between(session.issuedAt(), session.expiresAt());
        out.println("    session `" + session.labels().name() + "`, " + length.toMinutes() + " minutes"
                + (session.labels().tags().isEmpty()
                        ? ""
                        : ", tags " + session.labels().tags())
                + session.labels()
                        .sourceIdentity()
                        .map(identity -> ", source identity `" + identity + "`")
                        .orElse(""));
    }

    private void decision(Explained explained, String action) {
        Optional<Decision> decision = explained.decision();
        if (decision.isEmpty()) {
            out.println("no session, so `" + action + "` cannot be done");
            return;
        }
        out.println("`" + action + "` on `" + explained.question().resource() + "`: "
                + (decision.get().allowed() ? "allowed" : "denied"));
        lines(decision.get(), "  ", true);
    }

    private void lines(Decision decision, String indent, boolean whole) {
        if (whole) {
            decision.explain().lines().forEach(line -> out.println(indent + line));
            return;
        }
        for (StatementRef statement : decision.deciding()) {
            out.println(indent + decision.effect() + ": " + statement);
        }
    }
}
