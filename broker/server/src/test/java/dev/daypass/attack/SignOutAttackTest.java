package dev.daypass.attack;

import static dev.daypass.attack.AttackedBroker.assuming;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.server.sts.Signed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What was taken in a browser ends with it, at every face, and by nobody else's doing (W01, W14). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SignOutAttackTest {
    private final AttackedBroker broker;
    private Browser browser;

    SignOutAttackTest(@TempDir Path directory) {
        broker = AttackedBroker.start(directory);
        browser = new Browser(broker);
    }

    @BeforeEach
    void signIn() {
        browser = new Browser(broker);
        browser.signIn();
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    private static Map<String, String> form(Browser browser, String... pairs) {
        var form = new LinkedHashMap<String, String>();
        form.put(Browser.CSRF, browser.csrf());
        for (int i = 0; i < pairs.length; i += 2) {
            form.put(pairs[i], pairs[i + 1]);
        }
        return form;
    }

    private Signed.Keys taken() {
        Wire.Reply page = browser.take("prod/Federated");
        assertEquals(200, page.status(), page::toString);
        return Fields.keys(page, broker.clock.instant());
    }

    private void lives(Signed.Keys keys) {
        assertEquals(200, broker.whoAmI(keys).status());
        assertEquals(200, broker.evaluate(keys, "reports:Get", "").status());
    }

    private void isOver(Signed.Keys keys) {
        assertEquals("InvalidClientTokenId", broker.whoAmI(keys).code());
        assertEquals("session_revoked", broker.evaluate(keys, "reports:Get", "").code());
    }

    @Test
    void signingOutEndsWhatWasTakenAndWhatWasChainedFromIt() {
        Signed.Keys keys = taken();
        Signed.Keys chained = broker.credentials(broker.sts(assuming("Chained"), keys));
        lives(keys);
        lives(chained);
        Wire.Reply out = browser.postOurs("/logout", form(browser));
        assertEquals(200, out.status(), out::toString);
        isOver(keys);
        isOver(chained);
        assertFalse(browser.isSignedIn());
        assertEquals(Optional.empty(), browser.cookie(Browser.SESSION));
    }

    @Test
    void operatorWhoRevokesTheSubjectSignsThePersonOut() {
        Signed.Keys keys = taken();
        assertTrue(browser.isSignedIn());
        broker.clock.step(Duration.ofSeconds(1));
        broker.admin("/api/v1/subjects/revoke", "{\"provider\":\"corp\",\"subject\":\"alice@corp.example.com\"}");
        isOver(keys);
        assertFalse(browser.isSignedIn());
        signIn();
        assertTrue(browser.isSignedIn());
    }

    @Test
    void W01anotherSitesPageDoesNotClearTheCookiesAway() {
        Wire.Reply forged = browser.postElsewhere("/logout", Map.of());
        assertEquals(403, forged.status(), forged::toString);
        assertTrue(browser.isSignedIn());
        Wire.Reply nobody = new Browser(broker).postOurs("/logout", Map.of());
        assertEquals(200, nobody.status(), nobody::toString);
    }

    @Test
    void W01rolesAreTakenByFormsOfOursOnly() {
        Map<String, String> honest = form(browser, "role", "prod/Federated");
        assertEquals(200, browser.postOurs("/roles/take", honest).status());
        Holdings before = broker.holdings();
        assertEquals(
                403,
                browser.postOurs("/roles/take", Map.of("role", "prod/Federated"))
                        .status());
        var other = new Browser(broker);
        other.signIn();
        var withOthers = new LinkedHashMap<>(honest);
        withOthers.put(Browser.CSRF, other.csrf());
        assertEquals(403, browser.postOurs("/roles/take", withOthers).status());
        assertTrue(browser.postElsewhere("/roles/take", honest).status() >= 300);
        assertEquals(before.sessions(), broker.holdings().sessions());
        assertEquals(200, browser.postOurs("/roles/take", honest).status());
    }

    @Test
    void W14rolesThatArePersonsNotAreRefused() {
        for (String role : new String[] {
            "prod/Operator", "prod/Ungranted", "prod/Untrusting", "prod/Retired", "prod/Nothing", "", "../x"
        }) {
            Holdings before = broker.holdings();
            Wire.Reply reply = browser.postOurs("/roles/take", form(browser, "role", role));
            assertTrue(reply.status() >= 400 && reply.status() < 500, reply::toString);
            assertEquals(1, broker.audit.of(reply).size(), reply::toString);
            assertEquals(before.sessions(), broker.holdings().sessions(), role);
        }
    }

    @Test
    void W14nobodyEndsAnotherOnesSession() {
        Signed.Keys keys = taken();
        var bob = new Browser(broker);
        Wire.Reply entered = bob.comeBack(broker.idp.response(broker.spec().subject("bob@corp.example.com")), "/");
        assertEquals(303, entered.status(), entered::toString);
        Wire.Reply reply = bob.postOurs("/sessions/end", form(bob, "id", keys.id()));
        assertTrue(reply.status() >= 400, reply::toString);
        assertEquals(1, broker.audit.of(reply).size(), reply::toString);
        lives(keys);
        Wire.Reply own = browser.postOurs("/sessions/end", form(browser, "id", keys.id()));
        assertTrue(own.status() < 400, own::toString);
        isOver(keys);
        assertTrue(browser.isSignedIn());
    }

    @Test
    void W04personWhoFollowsAnotherGetsNothingOfTheirs() {
        Signed.Keys keys = taken();
        Wire.Reply asked = browser.comeBack(broker.idp.response(broker.spec().subject("bob@corp.example.com")), "/");
        lives(keys);
        Wire.Reply switched = browser.postOurs("/login/switch", Map.of("arrival", Fields.hidden(asked, "arrival")));
        assertEquals(303, switched.status(), switched::toString);
        isOver(keys);
        assertFalse(browser.visit("/sessions").body().contains("alice@corp.example.com"));
    }
}
