package dev.daypass.core.policy;

import dev.daypass.core.source.Finding;
import dev.daypass.core.source.Findings;
import java.util.List;
import java.util.function.Predicate;

/** Trust that reaches strangers (security.md T02). Looks at statements that allow. */
final class LintTrust {
    /** Proofs are made for somebody, and by issuers that have strangers' people, too; a directory has only its own. */
    private static final List<ActionName> FEDERATED =
            List.of(ActionName.of("sts:AssumeRoleWithSAML"), ActionName.of("sts:AssumeRoleWithWebIdentity"));

    private static final ActionName WEB_IDENTITY = FEDERATED.get(1);
    /** What may end a prefix so that no longer name begins with it. */
    private static final String DELIMITERS = "/:@|#=;,";

    private final Findings findings;
    private final Statement statement;
    private final List<Condition> conditions;

    LintTrust(Findings findings, Statement statement) {
        this.findings = findings;
        this.statement = statement;
        this.conditions = statement.elements().conditions();
    }

    void lint() {
        principals();
        audienceAndSubject();
        for (Condition condition : conditions) {
            boolean subject = condition.foldedKey().endsWith(":sub");
            if (subject && condition.operator().comparison() == Comparison.STRING_LIKE) {
                condition.operands().forEach(operand -> subjectPattern(condition, operand));
            }
        }
    }

    /** Anybody, or anybody but some. */
    void principals() {
        PrincipalElement principals = statement.elements().principals().orElseThrow();
        if (principals.negated()) {
            findings.add(Finding.securityWarning(
                    "policy-not-principal-allows",
                    principals.source(),
                    "`NotPrincipal` with `Allow` allows everybody else, strangers too",
                    "name with `Principal` who may, or deny with `NotPrincipal`"));
        }
        if (principals.isAnyone() && conditions.stream().noneMatch(Condition::restricts)) {
            findings.error(
                    "policy-trusts-anyone",
                    principals.source(),
                    "`*` trusts everybody, and no condition narrows it",
                    "name the principals, or add a condition such as `StringEquals` on `aws:PrincipalAccount`");
        }
    }

    private void audienceAndSubject() {
        PrincipalElement principals = statement.elements().principals().orElseThrow();
        boolean federates = FEDERATED.stream().anyMatch(statement.elements().actions()::matches);
        if (principals.federated().isEmpty() || !federates) {
            return;
        }
        boolean audience = restrictsKey(Condition::isOfAudience);
        boolean subject = restrictsKey(Condition::isOfSubject);
        if (!audience && !subject) {
            findings.error(
                    "policy-trusts-whole-provider",
                    principals.source(),
                    "everybody whom the provider knows is trusted: no condition narrows audience or subject",
                    "add `StringEquals` on `saml:aud`, on the issuer's `:aud` and `:sub`, or on `user/NAME`");
        } else if (!subject && statement.elements().actions().matches(WEB_IDENTITY)) {
            findings.add(Finding.securityWarning(
                    "policy-trust-without-subject",
                    principals.source(),
                    "any subject of the issuer is trusted, also other tenants' of a shared one",
                    "add a condition on the issuer's `:sub` or on `user/NAME`"));
        }
    }

    private boolean restrictsKey(Predicate<Condition> ofKind) {
        return conditions.stream().anyMatch(condition -> condition.restricts() && ofKind.test(condition));
    }

    private void subjectPattern(Condition condition, String operand) {
        int first = operand.indexOf('*');
        int last = operand.lastIndexOf('*');
        if (first < 0) {
            return;
        }
        String wholly = operand.replace("*", "").replace("?", "");
        if (wholly.isEmpty()) {
            findings.error(
                    "policy-subject-any",
                    condition.source(),
                    "`" + operand + "` takes every subject",
                    "name the subject, or at least what it begins with up to a `/` or `:`");
            return;
        }
        boolean openPrefix = last == operand.length() - 1 && first > 0 && !isDelimiter(operand, first - 1);
        boolean openSuffix = first == 0 && last + 1 < operand.length() && !isDelimiter(operand, last + 1);
        if (openPrefix || openSuffix) {
            findings.error(
                    "policy-subject-prefix",
                    condition.source(),
                    "`" + operand + "` also takes longer names, such as `" + operand.replace("*", "-evil") + "`",
                    "put the delimiter (`/`, `:`, `@`) between the name and the `*`");
        } else if (first == last
                && last == operand.length() - 1
                && operand.chars().filter(c -> c == '/').count() == 1) {
            findings.add(Finding.securityWarning(
                    "policy-subject-wide",
                    condition.source(),
                    "`" + operand + "` takes everything below, pull requests and every branch included",
                    "name the repository and the branch or environment"));
        }
    }

    private static boolean isDelimiter(String operand, int at) {
        return DELIMITERS.indexOf(operand.charAt(at)) >= 0;
    }
}
