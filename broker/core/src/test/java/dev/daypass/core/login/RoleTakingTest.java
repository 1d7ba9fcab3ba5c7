package dev.daypass.core.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.arn.Arn;
import dev.daypass.core.arn.Partition;
import dev.daypass.core.exchange.Exchange;
import dev.daypass.core.exchange.IssuedSession;
import dev.daypass.core.exchange.Issuing;
import dev.daypass.core.exchange.Sessions;
import dev.daypass.core.identity.AuthenticationContext;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.policy.NamedPolicy;
import dev.daypass.core.policy.PolicyType;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.role.Role;
import dev.daypass.core.role.TakingTerms;
import dev.daypass.core.session.Session;
import dev.daypass.core.session.SessionIds;
import dev.daypass.core.session.SessionTokens;
import dev.daypass.core.signin.SessionGate;
import dev.daypass.core.world.Directory;
import dev.daypass.core.world.Identities;
import dev.daypass.core.world.Policies;
import dev.daypass.core.world.Roles;
import dev.daypass.core.world.World;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a signed-in person is offered, takes, sees and ends. */
final class RoleTakingTest {
    private final World world = new World();
    private final BrowserSessions browsers = new BrowserSessions(
            new MemoryBrowserSessions(),
            new BrowserSessions.Vault(() -> world.keys, new SecureRandom()),
            new BrowserSessions.Limits(Duration.ofMinutes(30), Duration.ofHours(12)),
            world.ledger,
            world.ledger);
    private final Directory directory = new Directory();
    private final MemoryTakenRoles kept = new MemoryTakenRoles();
    private final RoleTaking taking = new RoleTaking(
            new Exchange(
                    new Issuing(new SessionIds(new SecureRandom()), new SessionTokens(() -> world.keys)),
                    world.ledger,
                    world.ledger),
            new KnownAnew(directory, browsers),
            new TakenRoles(kept, () -> world.keys),
            world.ledger);
    private final OwnSessions own =
            new OwnSessions(browsers, new Sessions(world.ledger, world.ledger, world.ledger), world.ledger);
    private final RoleOffers offers = new RoleOffers();
    private final SessionGate gate = new SessionGate(world.ledger);

    private final BrowserSession alice;

    RoleTakingTest() {
        world.role(Roles.readOnly())
                .role(role("Write"))
                .role(role("Admin"))
                .role(Roles.disabled(role("Closed")))
                .role(Roles.of(World.PARTNER, "Elsewhere", Policies.trust(Roles.SAML_TRUST), Roles.READ_REPORTS))
                .rule("engineers", "\"Engineers\" in user.groups", "prod/ReadOnly")
                .rule("staff", "\"Staff\" in user.groups", "prod/ReadOnly")
                .rule("closed", "\"Staff\" in user.groups", "prod/Closed")
                .rule("write", "\"Staff\" in user.groups", "prod/Write")
                .rule("admins", "\"Admins\" in user.groups", "prod/Admin")
                .rule("partners", "\"Staff\" in user.groups", "partner/Elsewhere");
        alice = browsers.begin(Identities.alice(), Optional.empty(), world.request())
                .session();
    }

    /** Trusts nobody of corp-saml. */
    private static Role role(String name) {
        return Roles.of(
                World.PROD, name, Policies.trust(Roles.SAML_TRUST.replace("corp-saml'", "other'")), Roles.READ_REPORTS);
    }

    private IssuedSession taken(String role, Optional<Duration> duration) {
        return granted(taking.take(alice, role, duration, world.request()));
    }

    private static <T> T granted(Outcome<T> outcome) {
        return outcome.fold(value -> value, refusal -> {
            throw new AssertionError(refusal.auditDetail());
        });
    }

    @Test
    void rolesOfferedAreThoseThatRulesAndTrustGive() {
        List<RoleOffer> offered = offers.of(alice.caller(), world.request());
        assertEquals(
                List.of("partner/Elsewhere", "prod/ReadOnly"),
                offered.stream().map(offer -> offer.role().reference()).toList());
        RoleOffer read = offered.get(1);
        assertEquals("prod", read.account().alias());
        assertEquals(List.of("engineers", "staff"), read.grantedBy());
        assertEquals(Duration.ofHours(8), read.longest());
        assertEquals(Duration.ofHours(1), read.usual());
        assertEquals("alice@corp.example.com", read.sessionName());
        assertEquals(1, world.ledger.events.size(), "offers are no events");
    }

    @Test
    void S79providerThatIsGoneGivesNoRoleAndIsAudited() {
        taken("prod/ReadOnly", Optional.empty());
        world.without(alice.identity().provider());
        int before = world.ledger.events.size();
        Outcome<IssuedSession> outcome = taking.take(alice, "prod/ReadOnly", Optional.empty(), world.request());
        assertEquals(Optional.of(Reason.PROVIDER_UNKNOWN), outcome.refusal().map(refusal -> refusal.reason()));
        assertEquals(before + 1, world.ledger.events.size());
    }

    @Test
    void S65offersEndWithTheProvidersSession() {
        BrowserSession brief = browsers.begin(
                        Identities.alice(Map.of(), Optional.of(World.NOW.plusSeconds(1_800))),
                        Optional.empty(),
                        world.request())
                .session();
        RoleOffer offer = offers.of(brief.caller(), world.request()).get(1);
        assertEquals(Duration.ofMinutes(30), offer.longest());
        assertEquals(Duration.ofMinutes(30), offer.usual());
    }

    @Test
    void X05roleDoesNotOutliveTheLoginItIsTakenWith() {
        world.later(Duration.ofHours(11).plusMinutes(30));
        var busy = new BrowserSession(
                alice.handle(),
                alice.identity(),
                alice.signedInAt(),
                alice.expiresAt(),
                World.NOW.plus(Duration.ofHours(11)),
                alice.device(),
                alice.program());
        RoleOffer offer = offers.of(busy.caller(), world.request()).get(1);
        assertEquals(Duration.ofMinutes(30), offer.longest());
        Session session = granted(taking.take(busy, "prod/ReadOnly", Optional.empty(), world.request()))
                .session();
        assertEquals(alice.expiresAt(), session.expiresAt());
    }

    @Test
    void onlyWhatABrowserTakesIsRemembered() {
        BrowserSession terminal = browsers.beginTerminal(
                alice, browsers.newHandle(), new BrowserSessions.Program("botocore", "registered-1"), world.request());
        granted(taking.take(terminal, "prod/ReadOnly", Optional.empty(), world.request()));
        assertEquals(List.of(), kept.of(terminal.handle(), World.NOW, 10));
        taken("prod/ReadOnly", Optional.empty());
        assertEquals(1, kept.of(alice.handle(), World.NOW, 10).size());
    }

    @Test
    void X10signingOutAtTheProviderEndsWhatBeganWithItsSessionAndNothingElse() {
        BrowserSession here = signedInWith("index-1");
        BrowserSession elsewhere = signedInWith("index-1");
        BrowserSession other = signedInWith("index-2");
        own.signOutUpstream(here, world.request());
        assertEquals(
                List.of(other.handle(), alice.handle()).stream().sorted().toList(),
                own.browsers(alice, world.request()).stream()
                        .map(BrowserSession::handle)
                        .sorted()
                        .toList(),
                () -> elsewhere.handle() + " began with the same session");
        own.signOutUpstream(alice, world.request());
        assertEquals(2, own.browsers(alice, world.request()).size(), "its provider named no session");
    }

    private BrowserSession signedInWith(String sessionIndex) {
        var how = new AuthenticationContext(
                Optional.of(World.NOW), Optional.empty(), List.of(), Optional.of(sessionIndex), Optional.empty());
        return browsers.begin(Identities.alice().authenticated(how), Optional.empty(), world.request())
                .session();
    }

    @Test
    void everyOfferCanBeTakenForAsLongAsItSays() {
        for (RoleOffer offer : offers.of(alice.caller(), world.request())) {
            Session session = taken(offer.role().reference(), Optional.of(offer.longest()))
                    .session();
            assertEquals(offer.longest(), Duration.between(World.NOW, session.expiresAt()));
            assertEquals(offer.sessionName(), session.labels().name());
        }
    }

    @Test
    void takenRoleHasTheBrowserBehindItAndIsNoChaining() {
        Session session =
                taken("prod/ReadOnly", Optional.of(Duration.ofHours(8))).session();
        assertEquals(List.of(alice.handle()), session.lineage().ancestorIds());
        assertEquals(World.NOW.plus(Duration.ofHours(8)), session.expiresAt());
        assertTrue(gate.admit(session, world.request()).value().isPresent());
    }

    @Test
    void rolesNotOfferedAreRefusedAlike() {
        taken("prod/ReadOnly", Optional.empty());
        assertRefused(Reason.NO_RULE_GRANTS, "prod/Admin");
        assertRefused(Reason.TRUST_DENIES, "prod/Write");
        assertRefused(Reason.ROLE_DISABLED, "prod/Closed");
        assertRefused(Reason.ROLE_UNKNOWN, "prod/Nothing");
        assertRefused(Reason.ROLE_UNKNOWN, "");
    }

    private void assertRefused(Reason reason, String role) {
        Outcome<IssuedSession> outcome = taking.take(alice, role, Optional.empty(), world.request());
        assertEquals(reason, outcome.refusal().orElseThrow().reason());
        assertEquals(Optional.of(reason), world.ledger.lastEvent().reason());
    }

    private BrowserSession ofDirectory(String... groups) {
        world.with(Directory.provider(Provider.State.ENABLED, Optional.empty()))
                .role(Directory.role("Desk"))
                .rule("desk", "\"Desk\" in user.groups", "prod/Desk");
        directory.put("carol", groups);
        return browsers.begin(directory.identity("carol", "pwd"), Optional.empty(), world.request())
                .session();
    }

    private Outcome<IssuedSession> takeDesk(BrowserSession carol) {
        return taking.take(carol, "prod/Desk", Optional.empty(), world.request());
    }

    @Test
    void aGroupLostSinceTheSignInGivesNoRole() {
        BrowserSession carol = ofDirectory("Desk");
        Session before = granted(takeDesk(carol)).session();
        directory.put("carol", "Staff");
        world.later(Duration.ofSeconds(30));
        assertEquals(
                Reason.NO_RULE_GRANTS, takeDesk(carol).refusal().orElseThrow().reason());
        assertTrue(gate.admit(before, world.request()).value().isPresent(), "a look ends it, not this");
        directory.put("carol", "Desk");
        Session again = granted(takeDesk(carol)).session();
        assertEquals(List.of(carol.handle()), again.lineage().ancestorIds());
        assertEquals(before.labels(), again.labels());
        assertEquals(before.origin(), again.origin());
    }

    @Test
    void aDisabledPersonTakesNothingAndLosesTheBrowser() {
        BrowserSession carol = ofDirectory("Desk");
        Session before = granted(takeDesk(carol)).session();
        directory.disable("carol");
        world.later(Duration.ofSeconds(30));
        assertEquals(
                Reason.ACCOUNT_DISABLED, takeDesk(carol).refusal().orElseThrow().reason());
        assertEquals(
                Optional.of(Reason.ACCOUNT_DISABLED), world.ledger.lastEvent().reason());
        assertEquals(Optional.empty(), browsers.named(carol.handle(), world.request()));
        assertTrue(gate.admit(before, world.request()).refusal().isPresent());
    }

    @Test
    void aDirectoryThatDoesNotAnswerGivesNothingAndEndsNothing() {
        BrowserSession carol = ofDirectory("Desk");
        world.later(Duration.ofSeconds(30));
        directory.stop();
        assertEquals(
                Reason.DIRECTORY_UNREACHABLE,
                takeDesk(carol).refusal().orElseThrow().reason());
        assertEquals(
                Optional.of(Reason.DIRECTORY_UNREACHABLE),
                world.ledger.lastEvent().reason());
        assertTrue(browsers.named(carol.handle(), world.request()).isPresent());
        directory.start();
        granted(takeDesk(carol));
    }

    @Test
    void signingOutEndsWhatWasTaken() {
        Session session = taken("prod/ReadOnly", Optional.empty()).session();
        assertEquals(List.of(session.record()), own.roles(alice, world.request()));
        own.signOut(alice, world.request());
        assertEquals(
                Reason.SESSION_REVOKED,
                gate.admit(session, world.request()).refusal().orElseThrow().reason());
        assertEquals(List.of(), own.roles(alice, world.request()));
        assertEquals(List.of(), own.browsers(alice, world.request()));
    }

    @Test
    void signingInAgainKeepsWhatWasTakenUnderTheSameHandle() {
        Session session = taken("prod/ReadOnly", Optional.empty()).session();
        BrowserSession again = browsers.begin(Identities.alice(), Optional.of(alice), world.request())
                .session();
        assertTrue(gate.admit(session, world.request()).value().isPresent());
        own.signOut(again, world.request());
        assertEquals(
                Reason.SESSION_REVOKED,
                gate.admit(session, world.request()).refusal().orElseThrow().reason());
    }

    @Test
    void oneSessionIsEndedAndTheOthersLive() {
        Session one = taken("prod/ReadOnly", Optional.empty()).session();
        Session two = taken("prod/ReadOnly", Optional.empty()).session();
        assertEquals(one.id(), granted(own.end(alice, one.id(), world.request())));
        assertTrue(gate.admit(one, world.request()).refusal().isPresent());
        assertTrue(gate.admit(two, world.request()).value().isPresent());
        assertEquals(List.of(two.record()), own.roles(alice, world.request()));
    }

    @Test
    void W14nobodyEndsAnotherOnesSession() {
        Session hers = taken("prod/ReadOnly", Optional.empty()).session();
        BrowserSession job = browsers.begin(Identities.job(), Optional.empty(), world.request())
                .session();
        for (String id : List.of(hers.id(), alice.handle(), "ASIANOBODY", "")) {
            int before = world.ledger.events.size();
            assertEquals(
                    Reason.PARAMETER_INVALID,
                    own.end(job, id, world.request()).refusal().orElseThrow().reason());
            assertEquals(before + 1, world.ledger.events.size(), id);
        }
        assertTrue(gate.admit(hers, world.request()).value().isPresent());
    }

    @Test
    void allAreEndedWithThisBrowserLast() {
        BrowserSession other = browsers.begin(Identities.alice(), Optional.empty(), world.request())
                .session();
        Session one = taken("prod/ReadOnly", Optional.empty()).session();
        own.endAll(alice, world.request());
        assertTrue(gate.admit(one, world.request()).refusal().isPresent());
        assertEquals(Optional.empty(), browsers.named(other.handle(), world.request()));
        assertEquals(Optional.empty(), browsers.named(alice.handle(), world.request()));
        assertEquals(List.of(alice.handle()), world.ledger.lastEvent().facts().get("key"));
    }

    private Outcome<IssuedSession> wished(String role, String narrowing, String reason) {
        return taking.take(
                alice,
                role,
                new RoleWish(
                        Optional.empty(),
                        Optional.of(narrowing).filter(text -> !text.isEmpty()),
                        Optional.of(reason).filter(text -> !text.isEmpty())),
                world.request());
    }

    private void asks(TakingTerms.Reason reason) {
        Arn reports = new Partition("daypass").policy(World.PROD, "/", "OneReport");
        world.policy(
                reports,
                new NamedPolicy(
                        PolicyType.CUSTOMER,
                        reports.toString(),
                        Policies.inline(
                                        "{'Effect':'Allow','Action':'reports:Get','Resource':'arn:daypass:reports:::one'}")
                                .document()));
        var terms = new TakingTerms(reason, Map.of("One report", List.of(reports.toString())));
        world.role(Roles.asking(Roles.readOnly(), terms)).role(Roles.asking(role("Admin"), terms));
    }

    private String last() {
        return world.ledger.events.get(world.ledger.events.size() - 1).toString();
    }

    @Test
    void reasonThatIsAskedForIsAFactOfItsOwn() {
        asks(TakingTerms.Reason.REQUIRED);
        granted(wished("prod/ReadOnly", "", "  INC-4711: look at the bill "));
        assertTrue(last().contains("statedReason") && last().contains("INC-4711: look at the bill"), last());
    }

    @Test
    void roleThatAsksIsNotTakenWithoutAReason() {
        asks(TakingTerms.Reason.REQUIRED);
        int before = world.ledger.events.size();
        for (String reason :
                List.of("", " ", "two\nlines", "\u202eright to left", "a\u0000b", "x".repeat(201), "\u2028")) {
            assertTrue(wished("prod/ReadOnly", "", reason).refusal().isPresent(), reason);
        }
        assertEquals(before + 7, world.ledger.events.size(), "each is audited once");
    }

    @Test
    void reasonThatNobodyAskedForIsNotKept() {
        granted(wished("prod/ReadOnly", "", "because"));
        assertFalse(last().contains("because"), last());
    }

    @Test
    void lesserFormOfARoleIsASessionPolicy() {
        asks(TakingTerms.Reason.OPTIONAL);
        Session whole = granted(wished("prod/ReadOnly", "", "")).session();
        assertTrue(whole.policies().layers().isEmpty());
        Session lesser = granted(wished("prod/ReadOnly", "One report", "")).session();
        assertEquals(
                List.of("arn:daypass:iam::" + World.PROD + ":policy/OneReport"),
                lesser.policies().layers().get(0).managed());
    }

    @Test
    void T13formThatTheRoleHasNotIsRefused() {
        asks(TakingTerms.Reason.OPTIONAL);
        for (String form :
                List.of("Another", "one report", "arn:daypass:iam::" + World.PROD + ":policy/OneReport", "")) {
            assertEquals(
                    form.isEmpty(), wished("prod/ReadOnly", form, "").refusal().isEmpty(), form);
        }
    }

    @Test
    void T34whoMayNotHaveARoleDoesNotLearnItsTerms() {
        asks(TakingTerms.Reason.REQUIRED);
        Outcome<IssuedSession> theirs = wished("prod/Admin", "Another", "");
        Outcome<IssuedSession> nobodys = wished("prod/Nothing", "Another", "");
        assertEquals(
                nobodys.refusal().map(refusal -> refusal.publicMessage().replace("Nothing", "Admin")),
                theirs.refusal().map(refusal -> refusal.publicMessage()));
    }
}
