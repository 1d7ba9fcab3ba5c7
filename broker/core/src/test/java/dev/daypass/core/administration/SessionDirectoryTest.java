package dev.daypass.core.administration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.daypass.core.exchange.Sessions;
import dev.daypass.core.login.BrowserSession;
import dev.daypass.core.login.BrowserSessions;
import dev.daypass.core.login.MemoryBrowserSessions;
import dev.daypass.core.login.RoleOffers;
import dev.daypass.core.role.Role;
import dev.daypass.core.session.SessionPosition;
import dev.daypass.core.session.SessionRecord;
import dev.daypass.core.world.Identities;
import dev.daypass.core.world.Policies;
import dev.daypass.core.world.Roles;
import dev.daypass.core.world.World;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The lists of who sees some sessions tell nothing of the others, and go on behind them. */
final class SessionDirectoryTest {
    private static final SessionFilter ALL = new SessionFilter(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private final World world = new World();
    private final SessionDirectory directory = new SessionDirectory(
            new Sessions(world.ledger, world.ledger, world.ledger),
            new BrowserSessions(
                    new MemoryBrowserSessions(),
                    new BrowserSessions.Vault(() -> world.keys, new SecureRandom()),
                    new BrowserSessions.Limits(Duration.ofMinutes(30), Duration.ofHours(12)),
                    world.ledger,
                    world.ledger));
    private final SessionRecord hidden;
    private final SessionRecord visible;

    SessionDirectoryTest() {
        Role prods = Roles.of(World.PROD, "Hidden", Policies.trust(Roles.SAML_TRUST), Roles.READ_REPORTS);
        Role partners = Roles.of(World.PARTNER, "Visible", Policies.trust(Roles.SAML_TRUST), Roles.READ_REPORTS);
        world.role(prods).role(partners).rule("both", "\"Staff\" in user.groups", "prod/Hidden");
        world.rule("other", "\"Staff\" in user.groups", "partner/Visible");
        hidden = session(prods);
        visible = session(partners);
    }

    private SessionRecord session(Role role) {
        var browser = new BrowserSession(
                "bs-mine",
                Identities.alice(),
                World.NOW,
                World.NOW.plus(Duration.ofHours(8)),
                World.NOW,
                new BrowserSession.Device("192.0.2.7", ""));
        return new RoleOffers()
                .imagined(browser.caller(), role, world.request())
                .orElseThrow()
                .record();
    }

    /** Each one is older than those before. */
    private void issue(SessionRecord like, int count) {
        for (int i = 0; i < count; i++) {
            int age = world.ledger.sessions.size();
            world.ledger.sessions.add(new SessionRecord(
                    "ASIA%016d".formatted(age),
                    World.NOW.minusMillis(age),
                    like.expiresAt(),
                    like.owner(),
                    like.labels(),
                    like.provider(),
                    like.subject(),
                    like.lineage()));
        }
    }

    private static boolean isPartners(AdminObject object) {
        return object.account().equals(Optional.of(World.PARTNER));
    }

    private SessionDirectory.Page<SessionRecord> page(Optional<SessionPosition> after) {
        return directory.roles(ALL, SessionDirectoryTest::isPartners, after, 2, world.request());
    }

    private static List<String> ids(SessionDirectory.Page<SessionRecord> page) {
        return page.sessions().stream().map(SessionRecord::id).toList();
    }

    @Test
    void W14nextPageIsBehindTheLastThatWasShown() {
        issue(visible, 2);
        issue(hidden, 3);
        issue(visible, 1);
        SessionDirectory.Page<SessionRecord> first = page(Optional.empty());
        assertEquals("ASIA0000000000000001", first.next().orElseThrow().id());
        SessionDirectory.Page<SessionRecord> second = page(first.next());
        assertEquals(List.of("ASIA0000000000000005"), ids(second));
        assertEquals(Optional.empty(), second.next());
    }

    @Test
    void W14nextPageBehindManyThatAreHiddenNamesNoneOfThem() {
        issue(hidden, 2_100);
        issue(visible, 1);
        SessionDirectory.Page<SessionRecord> first = page(Optional.empty());
        assertEquals(List.of(), ids(first));
        SessionPosition next = first.next().orElseThrow();
        assertEquals("", next.id());
        assertEquals(List.of("ASIA0000000000002100"), ids(page(SessionPosition.parse(next.text()))));
    }
}
