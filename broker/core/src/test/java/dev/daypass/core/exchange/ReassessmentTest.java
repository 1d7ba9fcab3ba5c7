package dev.daypass.core.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.UnavailableException;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.session.Session;
import dev.daypass.core.session.SessionLineage;
import dev.daypass.core.signin.Caller;
import dev.daypass.core.signin.SessionGate;
import dev.daypass.core.world.Directory;
import dev.daypass.core.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a look at a directory leaves of the sessions of its people. */
final class ReassessmentTest {
    private final ExchangeFixture fixture = new ExchangeFixture();
    private final World world = fixture.world;
    private final Directory directory = new Directory();
    private final Reassessment reassessment = new Reassessment(directory, world.ledger, world.ledger, world.ledger);
    private Optional<Reassessment.Progress> progress = Optional.empty();

    @BeforeEach
    void company() {
        world.with(Directory.provider(Provider.State.ENABLED, Optional.empty()))
                .role(Directory.role("ReadOnly"))
                .role(Directory.role("Admin"))
                .rule("staff read", "\"Staff\" in user.groups", "prod/ReadOnly")
                .rule("admins administer", "\"Admins\" in user.groups", "prod/Admin");
        directory.put("alice", "Staff", "Admins");
        directory.put("bob", "Staff");
    }

    private Session session(String person, String role) {
        return fixture.granted(fixture.assume(directory.identity(person, "pwd"), Directory.asking(role)))
                .session();
    }

    private Session takenInBrowser(String person, String role) {
        var browser = new SessionLineage.Ancestor(SessionLineage.BROWSER + person, "", World.NOW);
        var caller = new Caller.Federated(directory.identity(person, "pwd"), Optional.of(browser));
        return fixture.granted(fixture.exchange.assume(caller, Directory.asking(role), world.request()))
                .session();
    }

    private Reassessment.Looked look() {
        world.later(Duration.ofSeconds(30));
        Reassessment.Looked looked =
                reassessment.look(world.snapshot().provider(Directory.ID).orElseThrow(), progress, world.request());
        progress = looked.progress();
        return looked;
    }

    private boolean lives(Session session) {
        return !world.ledger.isRevoked(session.record());
    }

    private AuditEvent ended(String why) {
        AuditEvent event = world.ledger.lastEvent();
        assertEquals(AuditEvent.Kind.REVOCATION, event.kind());
        assertEquals(List.of("directory corp-ad"), event.facts().get("by"));
        assertEquals(List.of(why), event.facts().get("why"));
        return event;
    }

    @Test
    void whoIsStillEntitledKeepsEverything() {
        Session reading = session("alice", "ReadOnly");
        Session administering = session("alice", "Admin");
        assertEquals(1, look().subjects());
        assertEquals(0, look().ended());
        assertTrue(lives(reading) && lives(administering));
    }

    @Test
    void aDisabledAccountLosesAllItsSessions() {
        Session reading = session("alice", "ReadOnly");
        Session administering = session("alice", "Admin");
        Session bobs = session("bob", "ReadOnly");
        directory.disable("alice");
        assertEquals(1, look().ended());
        assertFalse(lives(reading) || lives(administering));
        assertTrue(lives(bobs));
        ended("ACCOUNT_DISABLED");
        assertEquals(0, look().ended(), "what is ended already is not ended again");
    }

    @Test
    void whoLeavesAGroupLosesItsRoleAlone() {
        Session reading = session("alice", "ReadOnly");
        Session administering = session("alice", "Admin");
        directory.put("alice", "Staff");
        assertEquals(1, look().ended());
        assertTrue(lives(reading));
        assertFalse(lives(administering));
        assertEquals(
                List.of(administering.id()), ended("NO_RULE_GRANTS").facts().get("key"));
    }

    @Test
    void whatWasTakenInABrowserEndsWithItsRoleAlone() {
        Session reading = takenInBrowser("alice", "ReadOnly");
        Session administering = takenInBrowser("alice", "Admin");
        Session chained = Directory.chainedFrom(administering, "ASIACHAINED", Duration.ofHours(9));
        world.ledger.save(chained.record());
        assertEquals(0, look().ended());
        directory.put("alice", "Staff");
        assertEquals(1, look().ended());
        assertTrue(lives(reading));
        assertFalse(lives(administering) || lives(chained));
        assertEquals(
                List.of(administering.id()), ended("NO_RULE_GRANTS").facts().get("key"));
    }

    @Test
    void aSecondRoleOfTheSameBrowserIsJudgedToo() {
        Session reading = takenInBrowser("alice", "ReadOnly");
        var readBefore = takenInBrowser("alice", "Admin");
        world.ledger.sessions.remove(readBefore.record());
        directory.put("alice", "Staff");
        look();
        world.ledger.save(readBefore.record());
        assertEquals(1, look().ended());
        assertTrue(lives(reading));
        assertFalse(lives(readBefore));
    }

    @Test
    void aRuleThatDeniesEndsToo() {
        Session reading = session("alice", "ReadOnly");
        world.denyRule("no suspects", "\"Suspects\" in user.groups", "prod/*");
        assertEquals(0, look().ended());
        directory.put("alice", "Staff", "Suspects");
        assertEquals(1, look().ended());
        assertFalse(lives(reading));
        ended("RULE_DENIES");
    }

    @Test
    void whatIsChainedEndsWithItsBeginningEvenWhereThatHasExpired() {
        Session root = session("alice", "ReadOnly");
        Session chained = Directory.chainedFrom(root, "ASIACHAINED", Duration.ofHours(9));
        world.ledger.save(chained.record());
        world.later(Duration.ofHours(8));
        assertFalse(root.expiresAt().isAfter(world.request().instant()), "the first session is over");
        assertEquals(0, look().ended());
        directory.put("alice", "Admins");
        assertEquals(1, look().ended());
        assertFalse(lives(chained));
    }

    /** A client that refreshes has short sessions made of one that is kept back, which the gate is asked about. */
    @Test
    void whatIsMadeOfASessionForAClientEndsWithIt() {
        Session kept = session("alice", "Admin");
        var asked = new NarrowingRequest(List.of(), List.of(), Optional.of(Duration.ofMinutes(15)), Map.of());
        Session first = new Narrowing(fixture.issuing, world.ledger, world.ledger)
                .narrow(kept, asked, world.request())
                .value()
                .orElseThrow()
                .session();
        var gate = new SessionGate(world.ledger);
        assertEquals(0, look().ended());
        assertTrue(gate.admit(kept, world.request()).value().isPresent());
        assertTrue(gate.admit(first, world.request()).value().isPresent());
        directory.put("alice", "Staff");
        assertEquals(1, look().ended());
        for (Session ended : List.of(kept, first)) {
            assertEquals(
                    Optional.of(Reason.SESSION_REVOKED),
                    gate.admit(ended, world.request()).refusal().map(refusal -> refusal.reason()));
        }
    }

    @Test
    void whatCannotBeReadGrantsNothing() {
        Session reading = session("alice", "ReadOnly");
        directory.putWithoutName("alice", "Staff", "Admins");
        assertEquals(1, look().ended());
        assertFalse(lives(reading));
        ended(Reason.EVALUATION_FAILED.name());
    }

    @Test
    void whoNoLongerMeetsTheRequirementLosesEverything() {
        Session reading = session("alice", "ReadOnly");
        world.with(Directory.provider(Provider.State.ENABLED, Optional.of("\"Staff\" in user.groups")));
        assertEquals(0, look().ended());
        directory.put("alice", "Admins");
        assertEquals(1, look().ended());
        assertFalse(lives(reading));
        ended(Reason.REQUIREMENT_NOT_MET.name());
    }

    @Test
    void aRuleAboutTheWayOfSigningInDoesNotEndWhatItGave() {
        world.rule("tickets administer", "\"kerberos\" in authn.methods && \"Staff\" in user.groups", "prod/Admin");
        Session bobs = fixture.granted(fixture.assume(directory.identity("bob", "kerberos"), Directory.asking("Admin")))
                .session();
        assertEquals(0, look().ended());
        assertTrue(lives(bobs));
        directory.put("bob", "Guests");
        assertEquals(1, look().ended());
        assertFalse(lives(bobs));
    }

    @Test
    void rulesThatAskWhenSomebodySignedInEndNothingOfWhoIsStillEntitled() {
        String lately = "authn.instant > timestamp('2020-01-01T00:00:00Z')";
        world.with(Directory.provider(Provider.State.ENABLED, Optional.of(lately)))
                .rule("lately", lately + " && \"Staff\" in user.groups", "prod/Admin");
        Session taken = takenInBrowser("bob", "Admin");
        Session asked = session("bob", "Admin");
        assertEquals(0, look().ended());
        directory.put("bob", "Guests");
        assertEquals(2, look().ended());
        assertFalse(lives(taken) || lives(asked));
    }

    @Test
    void aDemandThatOneSignInAloneMetEndsWhatTheOthersGave() {
        Session early = session("alice", "ReadOnly");
        world.later(Duration.ofMinutes(10));
        Session late = session("alice", "ReadOnly");
        String since = "authn.instant >= timestamp('" + late.issuedAt() + "')";
        world.with(Directory.provider(Provider.State.ENABLED, Optional.of(since)));
        assertEquals(1, look().ended());
        assertFalse(lives(early));
        assertTrue(lives(late));
        ended(Reason.REQUIREMENT_NOT_MET.name());
    }

    @Test
    void aDirectoryThatDoesNotAnswerChangesNothingAndTheNextLookCoversIt() {
        Session reading = session("alice", "ReadOnly");
        look();
        directory.disable("alice");
        directory.stop();
        assertThrows(UnavailableException.class, this::look);
        assertTrue(lives(reading));
        directory.start();
        assertEquals(1, look().ended());
        assertFalse(lives(reading));
    }

    @Test
    void whoHasNotChangedIsAskedAboutSinceTheMarkAlone() {
        session("alice", "ReadOnly");
        look();
        assertEquals(Set.of("alice"), directory.askedInFull());
        look();
        assertEquals(Set.of(), directory.askedInFull());
        session("alice", "Admin");
        session("bob", "ReadOnly");
        look();
        assertEquals(Set.of("alice", "bob"), directory.askedInFull(), "whoever has a session not judged yet");
        world.revision("revision-2");
        look();
        assertEquals(Set.of("alice", "bob"), directory.askedInFull(), "rules may have changed");
    }

    @Test
    void aSignInUnderWayDuringALookIsJudgedByTheNext() {
        Session first = session("alice", "ReadOnly");
        var readBefore = directory.identity("alice", "pwd");
        directory.put("alice", "Staff");
        look();
        Session late = fixture.granted(fixture.assume(readBefore, Directory.asking("Admin")))
                .session();
        assertEquals(1, look().ended());
        assertFalse(lives(late));
        assertTrue(lives(first));
    }

    @Test
    void aDisabledDirectoryIsNotAsked() {
        Session reading = session("alice", "ReadOnly");
        directory.disable("alice");
        world.with(Directory.provider(Provider.State.DISABLED, Optional.empty()));
        assertEquals(new Reassessment.Looked(Optional.empty(), 0, 0), look());
        assertTrue(lives(reading));
    }

    @Test
    void withoutAnAuditNothingIsEnded() {
        Session reading = session("alice", "ReadOnly");
        directory.disable("alice");
        world.ledger.fillTheAuditDisk();
        assertThrows(UnavailableException.class, this::look);
        assertTrue(lives(reading));
    }
}
