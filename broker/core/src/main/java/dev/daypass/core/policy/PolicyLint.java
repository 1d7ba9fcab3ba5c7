package dev.daypass.core.policy;

import dev.daypass.core.source.Finding;
import dev.daypass.core.source.Findings;
import java.util.List;

/**
 * Tells of policies that are valid and unwise: wider than their author is likely to mean, or without effect
 * (security.md T02 to T04). Holds no state.
 *
 * <p>Errors are trust policies open to strangers; a configuration with such a one does not start.
 */
public final class PolicyLint {
    private PolicyLint() {}

    /** What is worth saying about a policy; boundaries and guard-rails are meant to be wide. */
    public static List<Finding> lint(NamedPolicy policy) {
        return switch (policy.type()) {
            case BOUNDARY, GUARD_RAIL, MANAGED -> lint(policy.document(), Purpose.LIMITS);
            case IDENTITY, CUSTOMER, INLINE, SESSION, RESOURCE, TRUST -> lint(policy.document(), Purpose.GRANTS);
        };
    }

    /** What is worth saying about a document, taken as one that grants unless it is a guard-rail. */
    public static List<Finding> lint(PolicyDocument document) {
        Purpose purpose = document.grammar() == PolicyGrammar.GUARD_RAIL ? Purpose.LIMITS : Purpose.GRANTS;
        return lint(document, purpose);
    }

    private enum Purpose {
        GRANTS,
        LIMITS
    }

    private static List<Finding> lint(PolicyDocument document, Purpose purpose) {
        var findings = new Findings();
        var writing = new LintWriting(findings);
        writing.document(document);
        for (Statement statement : document.statements()) {
            writing.statement(statement);
            new LintConditions(findings, statement).lint();
            if (purpose == Purpose.GRANTS && statement.effect() == Statement.Effect.ALLOW) {
                grants(document.grammar(), statement, findings);
            }
        }
        if (purpose == Purpose.GRANTS) {
            LintGrants.versions(document, findings);
        }
        return findings.sorted();
    }

    private static void grants(PolicyGrammar grammar, Statement statement, Findings findings) {
        switch (grammar) {
            case TRUST -> new LintTrust(findings, statement).lint();
            case RESOURCE -> {
                new LintTrust(findings, statement).principals();
                new LintGrants(findings, statement).lint();
            }
            case IDENTITY, SESSION, GUARD_RAIL -> new LintGrants(findings, statement).lint();
        }
    }
}
