package dev.daypass.core.login;

import dev.daypass.core.exchange.Exchange;
import dev.daypass.core.exchange.IssuedSession;
import dev.daypass.core.exchange.Issuing;
import dev.daypass.core.exchange.Sessions;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.role.Role;
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
import java.util.Optional;

/** Alice with a browser session, and what she can do with it: take roles, see them, end them. */
abstract class AtThePortal {
    final World world = new World();
    final BrowserSessions browsers = new BrowserSessions(
            new MemoryBrowserSessions(),
            new BrowserSessions.Vault(() -> world.keys, new SecureRandom()),
            new BrowserSessions.Limits(Duration.ofMinutes(30), Duration.ofHours(12)),
            world.ledger,
            world.ledger);
    final Directory directory = new Directory();
    final MemoryTakenRoles kept = new MemoryTakenRoles();
    final SessionGate gate = new SessionGate(world.ledger);
    final TakenRoles taken = new TakenRoles(kept, () -> world.keys);
    final RoleTaking taking = new RoleTaking(
            new Exchange(
                    new Issuing(new SessionIds(new SecureRandom()), new SessionTokens(() -> world.keys)),
                    world.ledger,
                    world.ledger),
            new KnownAnew(directory, browsers),
            taken,
            new SiteRoles(taken, gate),
            world.ledger);
    final OwnSessions own =
            new OwnSessions(browsers, new Sessions(world.ledger, world.ledger, world.ledger), world.ledger);
    final RoleOffers offers = new RoleOffers();
    final BrowserSession alice;

    AtThePortal() {
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
    static Role role(String name) {
        return Roles.of(
                World.PROD, name, Policies.trust(Roles.SAML_TRUST.replace("corp-saml'", "other'")), Roles.READ_REPORTS);
    }

    final IssuedSession taken(String role, Optional<Duration> duration) {
        return granted(taking.take(alice, role, duration, world.request()));
    }

    static <T> T granted(Outcome<T> outcome) {
        return outcome.fold(value -> value, refusal -> {
            throw new AssertionError(refusal.auditDetail());
        });
    }
}
