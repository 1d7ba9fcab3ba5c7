package dev.daypass.server.demo;

import dev.daypass.demo.DemoCompany;
import dev.daypass.server.client.ClientCredentials;
import java.io.IOException;
import java.util.Map;

/** Chapters about programs and about another company: a service, a partner, a CI job. */
final class Programs {
    private static final String ROLES = "arn:daypass:iam::111122223333:role/";
    private static final String JUNE = "arn:daypass:storage:::archive/june";
    private static final String MAY = "arn:daypass:storage:::archive/may";
    private static final String PAYROLL = "arn:daypass:storage:::payroll/2026";
    private static final String MARCH = "arn:daypass:audit:::2026-03";
    private static final String APRIL = "arn:daypass:audit:::2026-04";
    private static final String SHOP = "arn:daypass:shop:::eu";
    private static final String OTHER_SHOP = "arn:daypass:shop:::us";

    private final DemoCompany company;
    private final Keys keys;

    Programs(DemoCompany company, Keys keys) {
        this.company = company;
        this.keys = keys;
    }

    void service(Stage stage) throws IOException, Stage.Stuck {
        stage.tell(
                "5  A service role",
                "The backup service is a program of the company's own. The role prod/Backup trusts the service principal"
                        + " backup.corp.internal and nobody else: what the service may touch is written at the role, not in"
                        + " the service.");
        ClientCredentials backup = keys.of("AKIADEMOBACKUP222222", "backup");
        Door door = stage.visitor()
                .withKey(backup, Map.of("RoleArn", ROLES + "service-role/Backup", "RoleSessionName", "nightly"));
        ClientCredentials session = stage.enter("AssumeRole, backup.corp.internal", door);
        stage.allowed(session, "storage:Copy", JUNE);
        stage.denied(session, "storage:Copy", PAYROLL, "no identity-based policy allows it");
        stage.narrowed(door, "storage:Copy", JUNE, MAY);
        stage.revoked(session, "storage:Copy", JUNE);
        ClientCredentials olga = keys.of("AKIADEMOOLGA22222222", "olga");
        stage.shut(
                "AssumeRole, olga",
                stage.visitor()
                        .withKey(olga, Map.of("RoleArn", ROLES + "service-role/Backup", "RoleSessionName", "olga")),
                "TRUST_DENIES");
    }

    void partner(Stage stage) throws IOException, Stage.Stuck {
        stage.tell(
                "6  A cross-account role, with an external id",
                "Anna works for a partner company, in an account of its own, and audits many customers. The role"
                        + " prod/Auditor lets her account in only together with the external id agreed on with us, so that"
                        + " nobody can send her to us in their own errand.");
        ClientCredentials anna = keys.of("AKIADEMOANNA22222222", "anna");
        var role = Map.of("RoleArn", ROLES + "Auditor", "RoleSessionName", "anna");
        stage.shut("AssumeRole without the external id", stage.visitor().withKey(anna, role), "TRUST_DENIES");
        var agreed = Map.of("RoleArn", ROLES + "Auditor", "RoleSessionName", "anna", "ExternalId", "customer-4711");
        Door door = stage.visitor().withKey(anna, agreed);
        ClientCredentials session = stage.enter("AssumeRole with it, anna", door);
        stage.allowed(session, "audit:Read", MARCH);
        stage.denied(session, "audit:Export", MARCH, "no identity-based policy allows it");
        stage.narrowed(door, "audit:Read", MARCH, APRIL);
        stage.revoked(session, "audit:Read", MARCH);
    }

    void application(Stage stage) throws IOException, Stage.Stuck {
        stage.tell(
                "7  An application role: a CI job without a stored secret",
                "The CI system signs a token for each job that says which repository and branch it builds. Jobs of"
                        + " corp/shop on main may release; no job needs a secret in its settings. The account's guard-rail"
                        + " forbids deletion, whatever a role allows.");
        Door release = job(stage, "main");
        ClientCredentials session = stage.enter("AssumeRoleWithWebIdentity, main", release);
        stage.allowed(session, "shop:Release", SHOP);
        stage.denied(session, "shop:DeleteAll", SHOP, "an explicit deny in a guard-rail");
        stage.narrowed(release, "shop:Release", SHOP, OTHER_SHOP);
        stage.revoked(session, "shop:Release", SHOP);
        stage.shut("a job of branch fix", job(stage, "fix"), "NO_RULE_GRANTS");
    }

    private Door job(Stage stage, String branch) {
        return stage.visitor()
                .withProof(
                        "AssumeRoleWithWebIdentity",
                        () -> Map.of(
                                "RoleArn",
                                ROLES + "Deploy",
                                "RoleSessionName",
                                "release-" + branch,
                                "WebIdentityToken",
                                company.workloads().jobToken("corp/shop", branch, "daypass")));
    }
}
