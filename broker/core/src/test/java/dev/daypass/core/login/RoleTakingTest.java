package dev.daypass.core.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.exchange.IssuedSession;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.session.Session;
import dev.daypass.core.world.Directory;
import dev.daypass.core.world.Identities;
import dev.daypass.core.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a signed-in person is offered and takes, and what a directory says to it meanwhile. */
final class RoleTakingTest extends AtThePortal {
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
                alice.program(),
                alice.reason());
        RoleOffer offer = offers.of(busy.caller(), world.request()).get(1);
        assertEquals(Duration.ofMinutes(30), offer.longest());
        Session session = granted(taking.take(busy, "prod/ReadOnly", Optional.empty(), world.request()))
                .session();
        assertEquals(alice.expiresAt(), session.expiresAt());
    }

    @Test
    void onlyWhatABrowserTakesIsRemembered() {
        BrowserSession terminal = browsers.beginTerminal(
                alice,
                browsers.newHandle(),
                new BrowserSessions.Program("botocore", "registered-1", StatedReason.none()),
                world.request());
        granted(taking.take(terminal, "prod/ReadOnly", Optional.empty(), world.request()));
        assertEquals(List.of(), kept.of(terminal.handle(), World.NOW, 10));
        taken("prod/ReadOnly", Optional.empty());
        assertEquals(1, kept.of(alice.handle(), World.NOW, 10).size());
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
}
