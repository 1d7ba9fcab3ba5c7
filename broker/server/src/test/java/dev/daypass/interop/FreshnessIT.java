package dev.daypass.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.interop.DirectorySignIn.Answer;
import dev.daypass.testkit.peers.OpenLdap;
import dev.daypass.testkit.peers.SambaDomain;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.sts.model.StsException;
import tools.jackson.databind.JsonNode;

/** Sessions of people whom a real directory no longer vouches for end within {@code freshness}, here a second. */
@ExtendWith(WithDirectories.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FreshnessIT {
    private static final Duration FRESHNESS_AND_SLACK = Duration.ofSeconds(1 + 6);

    private final Directories directories;
    private final SambaDomain domain;
    private final DirectorySignIn people;
    private final AwsSdk aws;

    FreshnessIT(Directories directories) {
        this.directories = directories;
        this.domain = directories.domain();
        this.people = directories.signIn();
        this.aws = new AwsSdk(directories.broker().endpoint());
    }

    @Test
    void disabledAccountsSessionsEnd() {
        endsBy("disabled", (account, dn) -> domain.replace(dn, "userAccountControl", "514"));
    }

    @Test
    void deletedAccountsSessionsEnd() {
        endsBy("deleted", (account, dn) -> domain.modify("dn: " + dn + "\nchangetype: delete\n"));
    }

    @Test
    void expiredAccountsSessionsEnd() {
        endsBy("expired", (account, dn) -> domain.replace(dn, "accountExpires", "132223104000000000"));
    }

    @Test
    void leavingAGroupEndsWhatTheGroupGaveAndNothingElse() {
        String dn = domain.addPerson("mover");
        domain.addGroup("Night Shift", dn);
        AwsSessionCredentials watch = people.assume("corp-ad", "NightWatch", "mover", domain.userPassword())
                .keys();
        AwsSessionCredentials reader =
                people.reader("corp-ad", "mover", domain.userPassword()).keys();
        assertTrue(lives(watch) && lives(reader));

        domain.leave("Night Shift", dn);
        awaitEnd(watch);
        assertTrue(lives(reader), "the other role is still granted");
        assertEquals(
                "AccessDenied",
                people.assume("corp-ad", "NightWatch", "mover", domain.userPassword())
                        .errorCode());
    }

    /** This server counts no changes, so that the versions of its entries are compared. */
    @Test
    void anotherMakersAccountsSessionsEndAsSoon() {
        OpenLdap ldap = directories.ldap();
        for (String change : List.of(
                "changetype: modify\nadd: pwdAccountLockedTime\npwdAccountLockedTime: 000001010000Z\n",
                "changetype: delete\n")) {
            String dn = ldap.addPerson("leaver");
            AwsSessionCredentials bystander =
                    people.reader("corp-ldap", "bob", ldap.userPassword()).keys();
            AwsSessionCredentials leaver =
                    people.reader("corp-ldap", "leaver", ldap.userPassword()).keys();
            assertTrue(lives(leaver));

            ldap.modify("dn: " + dn + "\n" + change);
            awaitEnd(leaver);
            assertTrue(lives(bystander), "others' sessions live on");
            if (ldap.search("(uid=leaver)", "uid").contains("leaver")) {
                ldap.modify("dn: " + dn + "\nchangetype: delete\n");
            }
        }
    }

    @Test
    void anotherMakersGroupThatIsLeftGivesNothingAnyMore() {
        OpenLdap ldap = directories.ldap();
        String dn = ldap.addPerson("mover");
        ldap.modify("dn: cn=Night Shift,ou=Groups," + ldap.baseDn()
                + "\nchangetype: add\nobjectClass: groupOfNames\ncn: Night Shift\nmember: " + dn
                + "\nmember: uid=bob,ou=People,"
                + ldap.baseDn() + "\n");
        AwsSessionCredentials watch = people.assume("corp-ldap", "NightWatch", "mover", ldap.userPassword())
                .keys();
        AwsSessionCredentials reader =
                people.reader("corp-ldap", "mover", ldap.userPassword()).keys();
        assertTrue(lives(watch) && lives(reader));

        ldap.modify("dn: cn=Night Shift,ou=Groups," + ldap.baseDn() + "\nchangetype: modify\ndelete: member\nmember: "
                + dn + "\n");
        awaitEnd(watch);
        assertTrue(lives(reader), "the other role is still granted");
    }

    /** What an operator sees of it: how old is what is known of each directory. */
    @Test
    void ageOfWhatIsKnownIsAMetric() {
        String metrics = people.send(
                        HttpRequest.newBuilder(directories.broker().endpoint().resolve("/metrics")))
                .body();
        for (String provider : List.of("corp-ad", "corp-ldap")) {
            String start = "daypass_directory_freshness_seconds{provider=\"" + provider + "\"} ";
            double age = metrics.lines()
                    .filter(line -> line.startsWith(start))
                    .mapToDouble(line -> Double.parseDouble(line.substring(start.length())))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no age of " + provider + " in " + metrics));
            assertTrue(age < FRESHNESS_AND_SLACK.toSeconds(), provider + " was last looked at " + age + " s ago");
        }
    }

    private void endsBy(String account, BiConsumer<String, String> change) {
        String dn = domain.addPerson(account);
        AwsSessionCredentials bystander =
                people.reader("corp-ad", "bob", domain.userPassword()).keys();
        Answer signedIn = people.reader("corp-ad", account, domain.userPassword());
        assertEquals(200, signedIn.status(), signedIn.body());
        assertTrue(lives(signedIn.keys()));

        change.accept(account, dn);
        awaitEnd(signedIn.keys());
        assertTrue(lives(bystander), "others' sessions live on");
        assertAudited(signedIn);
    }

    /** Asks until the session is refused. */
    private void awaitEnd(AwsSessionCredentials session) {
        long deadline = System.nanoTime() + FRESHNESS_AND_SLACK.toNanos();
        while (lives(session)) {
            assertTrue(System.nanoTime() < deadline, "the session lives on");
        }
    }

    private boolean lives(AwsSessionCredentials session) {
        try {
            return !aws.whoAmI(session).isEmpty();
        } catch (StsException e) {
            assertEquals("InvalidClientTokenId", e.awsErrorDetails().errorCode());
            return false;
        }
    }

    /** The audit tells who ended it, and whose sessions these were. */
    private void assertAudited(Answer signedIn) {
        String subject = people.audited(signedIn, "SIGN_IN")
                .get("facts")
                .get("subject")
                .get(0)
                .stringValue();
        List<JsonNode> revocations = new AuditTrail(directories.broker().endpoint())
                .entries(entry -> entry.get("kind").stringValue().equals("REVOCATION")
                        && entry.toString().contains(subject));
        assertEquals(1, revocations.size(), revocations::toString);
        assertEquals(
                "directory corp-ad",
                revocations.get(0).get("facts").get("by").get(0).stringValue());
    }
}
