package dev.daypass.core.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.application.ForwardedSite;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.session.Session;
import dev.daypass.core.session.SessionLabels;
import dev.daypass.core.session.SessionTokens;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The way of a browser into a site, and the session that it comes in with. */
final class SitePassagesTest extends AtThePortal {
    private static final String ORIGIN = "https://wiki.example.com";
    private static final ForwardedSite SITE = new ForwardedSite(
            "wiki.example.com", Set.of(ORIGIN), ForwardedSite.SignedBodies.REFUSED, Optional.of("prod/ReadOnly"));

    private final SitePassages passages = new SitePassages(
            new SitePassages.Vault(() -> world.keys, new SecureRandom()),
            world.ledger,
            new SessionTokens(() -> world.keys),
            world.ledger,
            world.ledger);
    private final String state = passages.state(Optional.empty());

    private Session wanted() {
        return granted(taking.takeForSite(alice, "prod/ReadOnly", world.request()));
    }

    private SiteVisit visit(String path) {
        String sent = passages.sent(ORIGIN, path, state, world.request());
        return granted(passages.arrived(Optional.of(sent), world.request()));
    }

    private static Optional<Reason> why(Outcome<?> outcome) {
        return outcome.refusal().map(Refusal::reason);
    }

    @Test
    void theWayThereAndBackEndsInTheSession() {
        SiteVisit visit = visit("/docs?page=2");
        assertEquals("wiki.example.com", visit.host());
        Session session = wanted();
        Optional<String> code = Optional.of(
                granted(passages.code(visit, session, world.request())).reveal());
        assertEquals(Optional.of("/docs?page=2"), passages.page(code, "wiki.example.com"));
        assertEquals(Optional.empty(), passages.page(code, "other.example.com"));
        SitePassages.Entered entered =
                granted(passages.enter(code, "wiki.example.com", Optional.of(state), world.request()));
        assertEquals("/docs?page=2", entered.path());
        assertEquals(
                session.id(),
                granted(passages.session(entered.cookie(), SITE, world.request()))
                        .id());
        assertEquals(
                Optional.of(Reason.LOGIN_UNKNOWN),
                why(passages.enter(code, "wiki.example.com", Optional.of(state), world.request())));
    }

    @Test
    void W01visitIsSpentOnce() {
        SiteVisit visit = visit("/docs");
        assertTrue(passages.spend(visit));
        assertFalse(passages.spend(visit));
        assertTrue(passages.spend(visit("/docs")));
    }

    @Test
    void W01sessionThatIsThereServesAgainAndStandsApart() {
        Session session = wanted();
        int told = world.ledger.events.size();
        assertEquals(session.id(), wanted().id());
        assertEquals(told, world.ledger.events.size());
        assertEquals(List.of(), taken.of(alice, world.request()));
        Session picked = taken("prod/ReadOnly", Optional.empty()).session();
        assertNotEquals(session.id(), picked.id());
        assertEquals(
                List.of(picked.id()),
                taken.of(alice, world.request()).stream().map(Session::id).toList());
        assertEquals(session.id(), wanted().id());
    }

    @Test
    void X05endedOrExpiredSessionServesNoMore() {
        Session session = wanted();
        world.later(Duration.ofHours(1));
        Session next = wanted();
        assertNotEquals(session.id(), next.id());
        browsers.end(alice, "the test", world.request());
        assertNotEquals(next.id(), wanted().id());
    }

    @Test
    void roleThatIsNotTheirsIsRefusedAndToldOnce() {
        int told = world.ledger.events.size();
        assertTrue(why(taking.takeForSite(alice, "prod/Admin", world.request())).isPresent());
        assertTrue(
                why(taking.takeForSite(alice, "prod/Nothing", world.request())).isPresent());
        assertEquals(told + 2, world.ledger.events.size());
    }

    @Test
    void sessionThatNoCookieHoldsIsRefused() {
        Session session = wanted();
        byte[] bytes = new byte[3_000];
        new SecureRandom().nextBytes(bytes);
        Map<String, String> tags = Map.of("much", Base64.getEncoder().encodeToString(bytes));
        var labels = new SessionLabels(session.labels().name(), tags, Set.of(), Optional.empty());
        var large = new Session(
                session.id(),
                session.issuedAt(),
                session.expiresAt(),
                session.owner(),
                labels,
                session.policies(),
                session.origin(),
                session.lineage());
        int told = world.ledger.events.size();
        assertEquals(Optional.of(Reason.LIMIT_EXCEEDED), why(passages.code(visit("/"), large, world.request())));
        assertEquals(told + 1, world.ledger.events.size());
    }
}
