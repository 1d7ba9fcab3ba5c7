package dev.daypass.core.policy;

import dev.daypass.core.source.Finding;
import dev.daypass.core.source.Findings;
import dev.daypass.core.source.Source;
import java.util.List;

/** Grants that are wider than they look (security.md T04). Looks at statements that allow. */
final class LintGrants {
    private static final ActionName PASS_ROLE = ActionName.of("iam:PassRole");
    private static final ActionName ASSUME_ROLE = ActionName.of("sts:AssumeRole");
    private static final ActionName CREATE_VERSION = ActionName.of("iam:CreatePolicyVersion");
    private static final ActionName SET_DEFAULT = ActionName.of("iam:SetDefaultPolicyVersion");
    /** Each lets its holder give himself anything, if it is not held to certain resources. */
    private static final List<String> ESCALATIONS = List.of(
            "iam:AddUserToGroup",
            "iam:AttachGroupPolicy",
            "iam:AttachRolePolicy",
            "iam:AttachUserPolicy",
            "iam:CreateAccessKey",
            "iam:CreateLoginProfile",
            "iam:CreatePolicyVersion",
            "iam:DeleteRolePermissionsBoundary",
            "iam:DeleteUserPermissionsBoundary",
            "iam:PutGroupPolicy",
            "iam:PutRolePolicy",
            "iam:PutUserPolicy",
            "iam:SetDefaultPolicyVersion",
            "iam:UpdateAssumeRolePolicy",
            "iam:UpdateLoginProfile");

    private final Findings findings;
    private final Statement statement;
    private final ActionElement actions;

    LintGrants(Findings findings, Statement statement) {
        this.findings = findings;
        this.statement = statement;
        this.actions = statement.elements().actions();
    }

    void lint() {
        negations();
        if (!reachesEverything()) {
            return;
        }
        if (actions.patterns().stream().anyMatch(ActionPattern::all) && !actions.negated()) {
            warn(
                    "policy-allows-everything",
                    "every action on every resource is allowed",
                    "name actions or resources, or attach `managed/AdministratorAccess` to say it is meant");
            return;
        }
        if (names(PASS_ROLE) && !hasCondition("iam:PassedToService")) {
            security(
                    "policy-pass-role-any",
                    "`iam:PassRole` on `*` passes every role to every service",
                    "name the roles and add a condition on `iam:PassedToService`");
        }
        if (names(ASSUME_ROLE) && statement.elements().conditions().isEmpty()) {
            security(
                    "policy-assume-role-any",
                    "`sts:AssumeRole` on `*` takes every role that trusts the account",
                    "name the roles");
        }
        escalations();
    }

    private void negations() {
        if (actions.negated()) {
            warnAt(
                    actions.source(),
                    "policy-not-action-allows",
                    "`NotAction` with `Allow` allows everything else, actions to come too",
                    "name with `Action` what is allowed, or deny with `NotAction`");
        }
        statement
                .elements()
                .resources()
                .filter(ResourceElement::negated)
                .ifPresent(resources -> warnAt(
                        resources.source(),
                        "policy-not-resource-allows",
                        "`NotResource` with `Allow` allows everything else, things to come too",
                        "name with `Resource` what is allowed, or deny with `NotResource`"));
    }

    private void escalations() {
        List<String> reached = ESCALATIONS.stream()
                .filter(action -> names(ActionName.of(action)))
                .toList();
        if (!reached.isEmpty() && statement.elements().conditions().isEmpty()) {
            security(
                    "policy-escalation",
                    "`" + String.join("`, `", reached) + "` on `*` let their holder give himself any permission",
                    "name the resources, or add a condition on `iam:PermissionsBoundary`");
        }
    }

    /** Creating a version makes it the default too, so that either permission without the other says nothing. */
    static void versions(PolicyDocument document, Findings findings) {
        for (Statement.Effect effect : Statement.Effect.values()) {
            List<Statement> statements = document.statements().stream()
                    .filter(statement -> statement.effect() == effect)
                    .toList();
            boolean creates = statements.stream().anyMatch(statement -> matches(statement, CREATE_VERSION));
            boolean sets = statements.stream().anyMatch(statement -> matches(statement, SET_DEFAULT));
            ActionName present = effect == Statement.Effect.DENY ? SET_DEFAULT : CREATE_VERSION;
            if (creates == sets || creates != (effect == Statement.Effect.ALLOW)) {
                continue;
            }
            Statement culprit = statements.stream()
                    .filter(statement -> matches(statement, present))
                    .findFirst()
                    .orElseThrow();
            findings.add(Finding.securityWarning(
                    "policy-version-trap",
                    culprit.elements().actions().source(),
                    effect == Statement.Effect.DENY
                            ? "denying `iam:SetDefaultPolicyVersion` alone stops nobody who may create versions"
                            : "who may `iam:CreatePolicyVersion` may make the new version the default",
                    "treat `iam:CreatePolicyVersion` and `iam:SetDefaultPolicyVersion` alike"));
        }
    }

    private static boolean matches(Statement statement, ActionName action) {
        return statement.elements().actions().matches(action);
    }

    /** Whether an action is among those that are written, the star for all aside. */
    private boolean names(ActionName action) {
        return !actions.negated()
                && actions.patterns().stream().anyMatch(pattern -> !pattern.all() && pattern.matches(action));
    }

    private boolean reachesEverything() {
        return statement.elements().resources().stream()
                .filter(resources -> !resources.negated())
                .flatMap(resources -> resources.patterns().stream())
                .anyMatch(ResourcePattern::isAll);
    }

    private boolean hasCondition(String key) {
        return statement.elements().conditions().stream()
                .anyMatch(condition -> condition.key().equalsIgnoreCase(key));
    }

    private void security(String code, String message, String cure) {
        findings.add(Finding.securityWarning(code, actions.source(), message, cure));
    }

    private void warn(String code, String message, String cure) {
        warnAt(actions.source(), code, message, cure);
    }

    private void warnAt(Source source, String code, String message, String cure) {
        findings.add(Finding.warning(code, source, message, cure));
    }
}
