package dev.daypass.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Attacks on the gate of the administration: with no role, another browser's role, a dead one, a forged one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AdministrationAttackTest {
    private static final String SESSIONS = "/admin/sessions";
    private static final Pattern KEY = Pattern.compile("ASIA[A-Z0-9]{16}");

    private final AttackedBroker broker;
    private Browser admin;

    AdministrationAttackTest(@TempDir Path directory) {
        broker = AttackedBroker.start(directory);
        admin = new Browser(broker);
    }

    @BeforeEach
    void signIn() {
        admin = new Browser(broker);
        admin.signIn();
    }

    @AfterEach
    void restore() {
        broker.restoreConfiguration();
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    /** The access key id of the session that a page shows. */
    private static String id(Wire.Reply page) {
        assertEquals(200, page.status(), page::toString);
        var found = KEY.matcher(page.body());
        assertTrue(found.find(), page::toString);
        return found.group();
    }

    private void assertShut(Browser browser) {
        Wire.Reply reply = browser.visit(SESSIONS);
        assertEquals(403, reply.status(), reply::toString);
        List<AuditTrail.Entry> entries = broker.audit.of(reply);
        assertEquals(
                List.of("AUTHORIZATION REFUSED CALLER_NOT_ALLOWED"),
                entries.stream().map(AuditTrail.Entry::told).toList());
        assertTrue(entries.get(0).line().contains("W14"), entries::toString);
        assertTrue(reply.body().contains("daypass:ListSessions"), reply::toString);
    }

    private void assertOpen(Browser browser) {
        assertEquals(200, browser.visit(SESSIONS).status());
    }

    @Test
    void W14roleOpensAndNothingElseDoes() {
        assertShut(admin);
        assertFalse(admin.visit("/").body().contains("href=\"/admin\""));
        assertTrue(admin.visit("/admin").body().contains("value=\"prod/Administrator\""));
        admin.take("prod/Federated");
        assertShut(admin);
        admin.take("prod/Administrator");
        assertOpen(admin);
        assertTrue(admin.visit("/").body().contains("href=\"/admin\""));
    }

    @Test
    void W14nobodySignedInIsSentToSignIn() {
        Wire.Reply reply = new Browser(broker).visit("/admin/audit?kind=SIGN_IN");
        assertEquals(Optional.of("/?to=%2Fadmin%2Faudit%3Fkind%3DSIGN_IN"), reply.header("Location"));
    }

    @Test
    void W14roleOfAnotherBrowserOfTheSamePersonOpensNothing() {
        admin.take("prod/Administrator");
        var other = new Browser(broker);
        other.signIn();
        assertShut(other);
        assertOpen(admin);
    }

    @Test
    void W14roleTakenElsewhereOpensNothing() {
        broker.credentials(broker.sts(AttackedBroker.withSaml(broker.response(), "Administrator")));
        assertShut(admin);
    }

    @Test
    void W14sessionThatIsNamedOpensNothing() {
        var other = new Browser(broker);
        other.signIn();
        String id = id(other.take("prod/Administrator"));
        for (String query : List.of("session=" + id, "role=prod/Administrator", "id=" + id + "&as=admin")) {
            assertEquals(403, admin.visit(SESSIONS + "?" + query).status(), query);
        }
        admin.plant("daypass-admin", id);
        assertShut(admin);
    }

    @Test
    void W14revokedExpiredAndWithdrawnOpensNothingAtOnce() {
        String id = id(admin.take("prod/Administrator"));
        assertOpen(admin);
        assertEquals(
                200, broker.admin("/api/v1/sessions/" + id + "/revoke", "{}").status());
        assertShut(admin);

        admin.take("prod/Administrator");
        assertOpen(admin);
        admin.postOurs("/sessions/end", Map.of("csrf", admin.csrf(), "id", id(admin.visit("/sessions"))));
        assertShut(admin);

        admin.take("prod/Administrator");
        broker.reconfigure("roles/prod.yaml", "managed/AdministratorPages", "managed/ReadOnlyAccess");
        assertShut(admin);
        broker.restoreConfiguration();
        assertOpen(admin);
        broker.reconfigure("roles/prod.yaml", "prod/Administrator:", "prod/Administrator:\n  enabled: false");
        assertShut(admin);
    }

    @Test
    void W14expiredRoleOpensNothing() {
        admin.take("prod/Administrator");
        for (int i = 0; i < 3; i++) {
            broker.clock.step(Duration.ofMinutes(20));
            admin.visit("/");
        }
        assertTrue(admin.isSignedIn());
        assertShut(admin);
    }

    @Test
    void W14signingInAnewAsSomebodyElseLeavesNothing() {
        admin.take("prod/Administrator");
        admin.postOurs("/logout", Map.of("csrf", admin.csrf()));
        admin.signIn();
        assertShut(admin);
    }
}
