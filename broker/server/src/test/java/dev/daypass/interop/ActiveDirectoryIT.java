package dev.daypass.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.interop.DirectorySignIn.Answer;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import tools.jackson.databind.JsonNode;

/** People of a real Active Directory domain, their passwords, and what the domain says about them. */
@ExtendWith(WithDirectories.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ActiveDirectoryIT {
    private static final String NOT_RIGHT = "The user name or password is not right, or the account is locked for now";

    private final Directories directories;
    private final DirectorySignIn people;
    private final String password;

    ActiveDirectoryIT(Directories directories) {
        this.directories = directories;
        this.people = directories.signIn();
        this.password = directories.domain().userPassword();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice@corp.example.com",
                "ALICE@CORP.EXAMPLE.COM",
                "CORP\\alice",
                "corp\\Alice",
                "alice",
                "alice.archer@example.com"
            })
    void aliceSignsInByAnyOfHerNames(String name) {
        Answer answer = people.reader("corp-ad", name, password);
        assertEquals(200, answer.status(), answer.body());
        assertTrue(answer.sessionName().startsWith("alice.archer@example.com="), answer.body());
    }

    @ParameterizedTest
    @CsvSource({
        "zoe.mueller@sub.example.org, zoe.mueller@example.com",
        "zoe, zoe.mueller@example.com",
        "jsmith, john.smith@example.com",
        "CORP\\carol, carol.cole@example.com",
        "nomail, nomail"
    })
    void namesThatNeedEscapingSignIn(String name, String session) {
        Answer answer = people.reader("corp-ad", name, password);
        assertEquals(200, answer.status(), answer.body());
        assertTrue(answer.sessionName().startsWith(session + "="), answer.body());
    }

    @ParameterizedTest
    @CsvSource({
        "dave, ACCOUNT_DISABLED",
        "erin, PASSWORD_MUST_CHANGE",
        "frank, PASSWORD_EXPIRED",
        "grace, ACCOUNT_EXPIRED",
        "ivan, ACCOUNT_RESTRICTED"
    })
    void whoMayNotSignInIsToldWhyByTheRightPasswordOnly(String name, String reason) {
        Answer right = people.reader("corp-ad", name, password);
        assertEquals("IDPRejectedClaim", right.errorCode(), right.body());
        assertNotEquals(NOT_RIGHT, right.errorMessage());
        assertEquals(reason, reason(right));

        Answer wrong = people.reader("corp-ad", name, "Wr0ng-Passw0rd!");
        assertEquals(NOT_RIGHT, wrong.errorMessage());
        assertEquals("PASSWORD_WRONG", reason(wrong));
    }

    @Test
    void lockedLooksLikeWrongOutsideAndIsTheLockedAccountInTheAudit() {
        String dn = directories.domain().addPerson("locked");
        directories
                .domain()
                .modify("dn: CN=locks-at-two,CN=Password Settings Container,CN=System,"
                        + directories.domain().baseDn()
                        + "\nchangetype: modify\nadd: msDS-PSOAppliesTo\nmsDS-PSOAppliesTo: " + dn
                        + "\n");
        assertEquals(200, people.reader("corp-ad", "locked", password).status());
        for (int guess = 0; guess < 2; guess++) {
            assertEquals("PASSWORD_WRONG", reason(people.reader("corp-ad", "locked", "Wr0ng-Passw0rd!")));
        }
        Answer locked = people.reader("corp-ad", "locked", password);
        assertEquals("ACCOUNT_LOCKED", reason(locked));
        assertEquals(NOT_RIGHT, locked.errorMessage());
    }

    @Test
    void wrongAndUnknownAreEqualOutside() {
        Answer wrong = people.reader("corp-ad", "alice", "Wr0ng-Passw0rd!");
        Answer unknown = people.reader("corp-ad", "nobody", "Wr0ng-Passw0rd!");
        assertEquals("PASSWORD_WRONG", reason(wrong));
        assertEquals("PASSWORD_WRONG", reason(unknown));
        assertEquals(wrong.status(), unknown.status());
        assertEquals(anonymous(wrong), anonymous(unknown));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "ali*",
                "alice)(objectClass=*",
                "alice\\2a",
                "*)(sAMAccountName=alice",
                "CORP\\*",
                "CORP\\ali*"
            })
    void filterSignsAreLettersOfAName(String name) {
        Answer answer = people.reader("corp-ad", name, password);
        assertEquals(NOT_RIGHT, answer.errorMessage(), answer.body());
    }

    @Test
    void ourGuardShutsBeforeTheDomainsLock() {
        String dn = directories.domain().addPerson("guessed");
        directories.domain().govern("locks-at-five", dn);
        assertEquals(200, people.reader("ad-patient", "guessed", password).status());
        for (String name :
                new String[] {"guessed", "CORP\\guessed", "guessed@corp.example.com", "guessed@example.com"}) {
            assertEquals("PASSWORD_WRONG", reason(people.reader("ad-patient", name, "Wr0ng-Passw0rd!")));
        }
        Answer shut = people.reader("ad-patient", "GUESSED@corp.example.com", password);
        assertEquals(NOT_RIGHT, shut.errorMessage(), shut.body());
        assertTrue(
                directories
                        .domain()
                        .search("(distinguishedName=" + dn + ")", "badPwdCount")
                        .contains("badPwdCount: 4"),
                "the domain has seen four guesses and no more");
        assertEquals(200, people.reader("corp-ad", "guessed", password).status(), "the domain locks nobody");
    }

    @Test
    void nestedGroupsAreTheSameByEachWay() {
        Answer byToken = people.reader("corp-ad", "alice", password);
        Set<String> groups = groups(byToken);
        assertEquals(
                Set.of(
                        "in-platform",
                        "in-engineers",
                        "in-staff",
                        "in-everyone-corp",
                        "in-app-broker-users",
                        "in-r-d-east-lab",
                        "in-aws-111122223333-admin",
                        "in-aws-111122223333-readonly",
                        "in-domain-users"),
                groups);
        Answer inChain = people.reader("ad-in-chain", "alice", password);
        assertEquals(groups, groups(inChain));
        assertEquals(byToken.sessionName(), inChain.sessionName(), "as many groups by either way");

        var withLists = new TreeSet<>(groups);
        withLists.add("in-mailing-list");
        assertEquals(withLists, groups(people.reader("ad-recursion", "alice", password)));
    }

    @Test
    void directGroupsAreThoseThatNameThePerson() {
        assertEquals(
                Set.of("in-platform", "in-r-d-east-lab", "in-mailing-list", "in-domain-users"),
                groups(people.reader("ad-direct", "alice", password)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"corp-ad", "ad-in-chain", "ad-recursion"})
    void groupsInACircleAreEachFoundOnce(String provider) {
        Answer answer = people.reader(provider, "carol", password);
        assertEquals(200, answer.status(), answer.body());
        assertEquals(Set.of("in-contractors", "in-loop-a", "in-loop-b", "in-domain-users"), groups(answer));
    }

    @Test
    void keysOfAPasswordWorkWithTheAwsCli() throws IOException {
        AwsSessionCredentials keys = people.reader("corp-ad", "bob", password).keys();
        Command.Result identity = new Command(directories.workplace("aws"))
                .with(Map.of(
                        "AWS_ACCESS_KEY_ID", keys.accessKeyId(),
                        "AWS_SECRET_ACCESS_KEY", keys.secretAccessKey(),
                        "AWS_SESSION_TOKEN", keys.sessionToken()))
                .run("aws", "--endpoint-url", directories.broker().endpoint().toString(), "sts", "get-caller-identity");
        assertEquals(0, identity.exitCode(), identity.output());
        assertTrue(identity.output().contains("assumed-role/Reader/bob.baker@example.com="), identity.output());
    }

    @Test
    void roleThatNoRuleGrantsIsRefused() {
        Answer answer = people.assume("corp-ad", "NightWatch", "bob", password);
        assertEquals("AccessDenied", answer.errorCode(), answer.body());
    }

    @Test
    void wrongPasswordsAreNotInTheAudit() {
        Answer wrong = people.reader("corp-ad", "alice", "Wr0ng-but-unlike-any-other!");
        JsonNode entry = people.audited(wrong, "SIGN_IN");
        assertFalse(entry.toString().contains("Wr0ng-but-unlike-any-other!"), entry::toString);
    }

    private String reason(Answer answer) {
        return people.audited(answer, "SIGN_IN").get("reason").stringValue();
    }

    private Set<String> groups(Answer answer) {
        JsonNode rules = people.audited(answer, "ASSUME_ROLE").get("facts").get("rules");
        var groups = new TreeSet<String>();
        rules.valueStream()
                .map(JsonNode::stringValue)
                .filter(rule -> rule.startsWith("in-"))
                .forEach(groups::add);
        return groups;
    }

    private static String anonymous(Answer answer) {
        return answer.body().replace(answer.correlationId(), "");
    }
}
