package dev.daypass.core.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.session.SessionIds;
import dev.daypass.core.session.SessionTokens;
import dev.daypass.core.signin.Caller;
import dev.daypass.core.world.World;
import java.security.SecureRandom;

/** An exchange over a world, and the two things every test of it asserts. */
final class ExchangeFixture {
    final World world = new World();
    final SessionTokens tokens = new SessionTokens(() -> world.keys);
    final Issuing issuing = new Issuing(new SessionIds(new SecureRandom()), tokens);
    final Exchange exchange = new Exchange(issuing, world.ledger, world.ledger);
    final TemporaryCredentials temporary = new TemporaryCredentials(issuing, world.ledger, world.ledger);

    Outcome<IssuedSession> assume(Identity identity, Asking asked) {
        return assume(new Caller.Federated(identity), asked);
    }

    Outcome<IssuedSession> assume(Identity identity, SessionRequest asked) {
        return exchange.assume(new Caller.Federated(identity), asked, world.request());
    }

    Outcome<IssuedSession> assume(Caller caller, Asking asked) {
        return exchange.assume(caller, asked.build(), world.request());
    }

    Outcome<IssuedSession> asAlice(Asking asked) {
        return assume(new Caller.UserWithKeys(world.user()), asked);
    }

    static Caller holder(IssuedSession issued) {
        return new Caller.SessionHolder(issued.session());
    }

    IssuedSession granted(Outcome<IssuedSession> outcome) {
        IssuedSession issued = outcome.fold(value -> value, refusal -> {
            throw new AssertionError(refusal.reason() + ": " + refusal.auditDetail());
        });
        assertEquals(AuditEvent.Verdict.GRANTED, world.ledger.lastEvent().outcome());
        assertTrue(world.ledger.sessions.contains(issued.session().record()), "the session is recorded");
        return issued;
    }

    /** Refused for this reason, audited, and nothing stored. */
    void refused(Reason reason, Outcome<IssuedSession> outcome) {
        int before = world.ledger.sessions.size();
        assertEquals(
                reason,
                outcome.refusal()
                        .orElseThrow(() -> new AssertionError("was granted"))
                        .reason(),
                () -> outcome.refusal().toString());
        assertEquals(reason, world.ledger.lastEvent().reason().orElseThrow());
        assertEquals(before, world.ledger.sessions.size());
    }
}
