package dev.daypass.core.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.decision.Decisions;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.policy.ConditionContext;
import dev.daypass.core.policy.Decision;
import dev.daypass.core.principal.Permissions;
import dev.daypass.core.session.Possession;
import dev.daypass.core.session.Revocation;
import dev.daypass.core.session.Session;
import dev.daypass.core.signin.Caller;
import dev.daypass.core.signin.SessionGate;
import dev.daypass.core.world.Identities;
import dev.daypass.core.world.Policies;
import dev.daypass.core.world.Roles;
import dev.daypass.core.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions made of sessions. */
final class NarrowingTest {
    private static final String ONE = "arn:daypass:reports:::one";
    private static final String TWO = "arn:daypass:reports:::two";

    private final ExchangeFixture fixture = new ExchangeFixture();
    private final World world = fixture.world;
    private final Narrowing narrowing = new Narrowing(fixture.issuing, world.ledger, world.ledger);

    @BeforeEach
    void aliceMayReadReports() {
        world.role(Roles.readOnly()).rule("readers", "true", "prod/ReadOnly");
    }

    private Session session() {
        return fixture.granted(fixture.assume(Identities.alice(), Asking.withSaml("ReadOnly")))
                .session();
    }

    private Session narrowed(Session parent, String resource) {
        return fixture.granted(narrow(parent, onlyReads(resource), Optional.empty()))
                .session();
    }

    private Outcome<IssuedSession> narrow(Session parent, List<String> policies, Optional<Duration> duration) {
        return narrowing.narrow(parent, new NarrowingRequest(policies, List.of(), duration, Map.of()), world.request());
    }

    private static List<String> onlyReads(String resource) {
        return List.of(("{'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'reports:*','Resource':'"
                        + resource + "'}}")
                .replace('\'', '"'));
    }

    private boolean reads(Session session, String resource) {
        return new Decisions(world.ledger)
                .decide(
                        new Caller.SessionHolder(session),
                        "reports:Get",
                        resource,
                        ConditionContext.empty(),
                        world.request())
                .value()
                .filter(Decision::allowed)
                .isPresent();
    }

    @Test
    void everyLayerMustAllow() {
        Session whole = session();
        Session one = narrowed(whole, ONE);
        assertTrue(reads(whole, ONE) && reads(whole, TWO));
        assertTrue(reads(one, ONE));
        assertFalse(reads(one, TWO));
        Session none = narrowed(one, TWO);
        assertFalse(reads(none, ONE) || reads(none, TWO), "X07: a later layer gives nothing back");
        assertEquals(2, none.policies().layers().size());
    }

    @Test
    void itKeepsRoleNameTagsAndOrigin() {
        Session whole = session();
        Session one = narrowed(whole, ONE);
        assertEquals(whole.owner(), one.owner());
        assertEquals(whole.labels(), one.labels());
        assertEquals(whole.origin(), one.origin());
        assertEquals(whole.childLineage(), one.lineage());
    }

    @Test
    void X05itNeverLivesLonger() {
        Session whole = session();
        world.later(Duration.ofMinutes(10));
        Session same =
                fixture.granted(narrow(whole, List.of(), Optional.empty())).session();
        assertEquals(whole.expiresAt(), same.expiresAt());
        Session shorter = fixture.granted(narrow(whole, List.of(), Optional.of(Duration.ofMinutes(1))))
                .session();
        assertEquals(World.NOW.plus(Duration.ofMinutes(11)), shorter.expiresAt());
        for (Duration wrong : List.of(Duration.ofMinutes(51), Duration.ofDays(400), Duration.ZERO)) {
            fixture.refused(Reason.DURATION_TOO_LONG, narrow(whole, List.of(), Optional.of(wrong)));
        }
    }

    @Test
    void itEndsWithTheSessionItCameFrom() {
        Session whole = session();
        Session one = narrowed(whole, ONE);
        var gate = new SessionGate(world.ledger);
        assertTrue(gate.admit(one, world.request()).value().isPresent());
        world.ledger.revoke(
                new Revocation(Revocation.Scope.SESSION, whole.id(), World.NOW, World.NOW.plus(Duration.ofHours(9))));
        assertEquals(
                Reason.SESSION_REVOKED,
                gate.admit(one, world.request()).refusal().orElseThrow().reason());
    }

    @Test
    void theKeysItIsBoundToGoWithIt() {
        var key = new Possession(Optional.of("thumb"), Optional.empty());
        Session bound = fixture.granted(narrowing.narrow(
                        session(),
                        new NarrowingRequest(List.of(), List.of(), Optional.empty(), key.conditionKeys()),
                        world.request()))
                .session();
        Session again =
                fixture.granted(narrow(bound, List.of(), Optional.empty())).session();
        assertEquals(key, Possession.boundTo(again));
        assertTrue(key.suffices(again));
        assertFalse(Possession.none().suffices(again));
    }

    @Test
    void aPolicyThatIsNoneAndAnEndlessChainAreRefused() {
        Session whole = session();
        fixture.refused(Reason.POLICY_MALFORMED, narrow(whole, List.of("{}"), Optional.empty()));
        Session deepest = whole;
        for (int i = 0; i < Lifetime.DEEPEST_CHAIN; i++) {
            deepest = fixture.granted(narrow(deepest, List.of(), Optional.empty()))
                    .session();
        }
        fixture.refused(Reason.CHAIN_TOO_DEEP, narrow(deepest, List.of(), Optional.empty()));
    }

    @Test
    void aUsersOwnSessionIsNotNarrowed() {
        world.alice(new Permissions(List.of(Policies.inline(Roles.READ_REPORTS)), Optional.empty()));
        Session own = fixture.temporary
                .sessionToken(new Caller.UserWithKeys(world.user()), Optional.empty(), world.request())
                .value()
                .orElseThrow()
                .session();
        fixture.refused(Reason.OPERATION_NOT_FOR_SESSIONS, narrow(own, List.of(), Optional.empty()));
    }
}
