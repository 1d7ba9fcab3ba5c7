package dev.daypass.server.demo;

import dev.daypass.demo.DemoCompany;
import dev.daypass.demo.DemoPerson;
import dev.daypass.demo.saml.DemoSamlIdentityProvider.Recipient;
import dev.daypass.server.client.ClientCredentials;
import java.io.IOException;
import java.net.URI;
import java.util.Map;

/** Chapters about people: two who sign in elsewhere, and one who has a user here. */
final class People {
    private static final String PROD = "111122223333";
    private static final String Q3 = "arn:daypass:reports:::finance/q3";
    private static final String Q4 = "arn:daypass:reports:::finance/q4";
    private static final String BOARD = "arn:daypass:reports:::board/minutes";
    private static final String LEDGER = "arn:daypass:ledger:::2026";
    private static final String OLD_LEDGER = "arn:daypass:ledger:::2025";
    private static final String WEB_1 = "arn:daypass:servers:::web-1";
    private static final String WEB_2 = "arn:daypass:servers:::web-2";

    private final DemoCompany company;
    private final URI broker;
    private final Keys keys;

    People(DemoCompany company, URI broker, Keys keys) {
        this.company = company;
        this.broker = broker;
        this.keys = keys;
    }

    void federatedBySaml(Stage stage) throws IOException, Stage.Stuck {
        stage.tell(
                "1  A federated role, by SAML",
                "Alice works in R&D. The company's SAML identity provider vouches for her in a signed Response, and she"
                        + " hands it to the broker, which has no account of hers. A rule gives everybody in the group Engineers"
                        + " the role prod/ReadOnly; the role's trust policy takes this provider; so she becomes that role for"
                        + " four hours at most.");
        Door alice = saml(stage, person("alice"));
        ClientCredentials session = stage.enter("AssumeRoleWithSAML, alice", alice);
        stage.allowed(session, "reports:Get", Q3);
        stage.denied(session, "reports:Get", BOARD, "an explicit deny in an identity-based policy");
        stage.narrowed(alice, "reports:Get", Q3, Q4);
        stage.revoked(session, "reports:Get", Q3);
        Map<String, String> used = samlParameters(person("alice"));
        Door again = stage.visitor().withProof("AssumeRoleWithSAML", () -> used);
        stage.enter("a fresh Response, used once", again);
        stage.shut("the same Response once more", again, "PROOF_REPLAYED");
        stage.shut(
                "carol, an engineer on contract", saml(stage, person("carol")), "contractors-stay-out-of-production");
    }

    void federatedByOpenId(Stage stage) throws IOException, Stage.Stuck {
        stage.tell(
                "2  A federated role, by OpenID Connect",
                "Bob keeps the books. He signed in at the company's OpenID provider, which gave him an ID token; the broker"
                        + " checks it against the provider's published keys. The role's policy is wide, its permissions"
                        + " boundary is not: what is outside the ledger stays shut.");
        Door bob = stage.visitor().withProof("AssumeRoleWithWebIdentity", () -> openIdParameters(person("bob")));
        ClientCredentials session = stage.enter("AssumeRoleWithWebIdentity, bob", bob);
        stage.allowed(session, "ledger:Post", LEDGER);
        stage.denied(session, "reports:Get", Q3, "no permissions boundary allows it");
        stage.narrowed(bob, "ledger:Post", LEDGER, OLD_LEDGER);
        stage.revoked(session, "ledger:Post", LEDGER);
        Door alice = stage.visitor().withProof("AssumeRoleWithWebIdentity", () -> openIdParameters(person("alice")));
        stage.shut("alice, who is not in Finance", alice, "NO_RULE_GRANTS");
    }

    void federatedByDirectory(Stage stage) throws IOException, Stage.Stuck {
        stage.tell(
                "3  A federated role, straight from the directory",
                "No identity provider in between: Alice types her password, the broker shows it to the company's LDAP"
                        + " directory and reads there who she is and which groups she is in, also through other groups. The"
                        + " same rule as for SAML gives her the same role.");
        Door alice = directory(stage, person("alice"), company.directory().password());
        ClientCredentials session = stage.enter("AssumeRoleWithDirectory, alice", alice);
        stage.allowed(session, "reports:Get", Q3);
        stage.denied(session, "reports:Get", BOARD, "an explicit deny in an identity-based policy");
        stage.narrowed(alice, "reports:Get", Q3, Q4);
        stage.revoked(session, "reports:Get", Q3);
        stage.shut("a wrong password", directory(stage, person("alice"), "guess"), "PASSWORD_WRONG");
        stage.shut(
                "carol, an engineer on contract",
                directory(stage, person("carol"), company.directory().password()),
                "contractors-stay-out-of-production");
    }

    private static Door directory(Stage stage, DemoPerson person, String password) {
        return stage.visitor()
                .withProof(
                        "AssumeRoleWithDirectory",
                        () -> Map.of(
                                "RoleArn",
                                role(PROD, "ReadOnly"),
                                "ProviderArn",
                                "arn:daypass:iam::" + PROD + ":directory/corp-directory",
                                "Username",
                                person.uid(),
                                "Password",
                                password));
    }

    void temporaryElevation(Stage stage) throws IOException, Stage.Stuck {
        stage.tell(
                "4  A user role: more rights, for a while",
                "Olga has a user with an access key, and with it she may do nothing. Her group Operators lets her take the"
                        + " role prod/Operator when a server needs her: an hour of more rights, under her name. Peter is in"
                        + " no group.");
        ClientCredentials olga = keys.of("AKIADEMOOLGA22222222", "olga");
        ClientCredentials peter = keys.of("AKIADEMOPETER2222222", "peter");
        stage.denied(olga, "servers:Restart", WEB_1, "no identity-based policy allows it");
        var role = Map.of("RoleArn", role(PROD, "Operator"), "RoleSessionName", "incident-42");
        Door elevated = stage.visitor().withKey(olga, role);
        ClientCredentials session = stage.enter("AssumeRole, olga", elevated);
        stage.allowed(session, "servers:Restart", WEB_1);
        stage.denied(session, "servers:Replace", WEB_1, "no identity-based policy allows it");
        stage.narrowed(elevated, "servers:Restart", WEB_1, WEB_2);
        stage.revoked(session, "servers:Restart", WEB_1);
        stage.shut("AssumeRole, peter", stage.visitor().withKey(peter, role), "CALLER_NOT_ALLOWED");
    }

    private Door saml(Stage stage, DemoPerson person) {
        return stage.visitor().withProof("AssumeRoleWithSAML", () -> samlParameters(person));
    }

    private Map<String, String> samlParameters(DemoPerson person) {
        var recipient = new Recipient(
                broker.resolve("/saml/corp-saml/acs"),
                broker.resolve("/saml/corp-saml/metadata").toString());
        return Map.of(
                "RoleArn",
                role(PROD, "ReadOnly"),
                "PrincipalArn",
                "arn:daypass:iam::" + PROD + ":saml-provider/corp-saml",
                "SAMLAssertion",
                company.saml().respond(person, recipient));
    }

    private Map<String, String> openIdParameters(DemoPerson person) {
        return Map.of(
                "RoleArn",
                role(PROD, "Books"),
                "RoleSessionName",
                person.uid(),
                "WebIdentityToken",
                company.openId().idToken(person, "daypass-demo"));
    }

    private DemoPerson person(String uid) {
        return company.people().find(uid).orElseThrow();
    }

    private static String role(String account, String name) {
        return "arn:daypass:iam::" + account + ":role/" + name;
    }
}
