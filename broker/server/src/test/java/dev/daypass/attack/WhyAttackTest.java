package dev.daypass.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Attacks on the pages that tell people why: asking for what is not theirs to know. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WhyAttackTest {
    private static final String ROLES = "roles/prod.yaml";

    private final AttackedBroker broker;
    private final Browser browser;

    WhyAttackTest(@TempDir Path directory) {
        broker = AttackedBroker.start(directory);
        browser = new Browser(broker);
    }

    @BeforeAll
    void signIn() {
        broker.rewrite(
                "rules/people.yaml",
                "(?s)\\A",
                "- { name: for-eve-alone, providers: [corp], when: 'user.department == \"Legal of eve@corp.example.com\"',"
                        + " roles: [prod/Ungranted, prod/Operator] }\n");
        broker.reconfigure(ROLES, "prod/Ungranted:\n", "prod/Ungranted:\n  discoverable: true\n");
        browser.signIn();
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @Test
    void X01ownRoleAndDiscoverableOneAreExplainedWithOwnAttributes() {
        Wire.Reply own = browser.visit("/why?role=prod%2FFederated");
        assertEquals(200, own.status(), own::toString);
        assertTrue(own.body().contains("researchers") && own.body().contains("R&amp;D"), own::toString);

        Wire.Reply lacking = browser.visit("/why?role=prod%2FUngranted");
        assertEquals(200, lacking.status(), lacking::toString);
        assertTrue(lacking.body().contains("for-eve-alone"), lacking::toString);
        assertTrue(lacking.body().contains("department"), lacking::toString);
        assertTrue(browser.visit("/why").body().contains("/why?role=prod%2FUngranted"));
        assertTrue(browser.visit("/").body().contains("href=\"/why\""));
    }

    @Test
    void X01whatRulesCompareWithAndWhomRolesTrustIsNotTold() {
        String page = browser.visit("/why?role=prod%2FUngranted").body();
        for (String secret : List.of("eve@", "Legal", "saml:aud", "Engineers", "corp-oidc", "corp-ldap")) {
            assertFalse(page.contains(secret), secret);
        }
    }

    @Test
    void X01rolesNotToBeKnownOfAnswerLikeRolesThatAreNotThere() {
        Wire.Reply none = browser.visit("/why?role=prod%2FNobody");
        for (String role : List.of("prod%2FOperator", "prod%2FUntrusting", "prod%2FRetired", "prod%2FChained")) {
            Wire.Reply hidden = browser.visit("/why?role=" + role);
            assertEquals(none.status(), hidden.status(), role);
            assertEquals(without(none), without(hidden), role);
            assertFalse(browser.visit("/why").body().contains(role), role);
        }
        assertEquals(403, none.status());
        List<AuditTrail.Entry> told = broker.audit.of(none);
        assertEquals(1, told.size(), told.toString());
        assertEquals("ROLE_UNKNOWN", told.get(0).reason());
    }

    private static String without(Wire.Reply reply) {
        return reply.body().replace(reply.header("Correlation-Id").orElseThrow(), "");
    }

    @Test
    void W14namesAskedForNeverBecomeMarkup() {
        for (String role : List.of("%3Cscript%3Ealert(1)%3C%2Fscript%3E", "%22%3E%3Cimg%20src%3Dx%3E", "%0d%0aX%3A1")) {
            Wire.Reply reply = browser.visit("/why?role=" + role);
            assertEquals(403, reply.status(), role);
            assertFalse(reply.body().contains("<script>alert") || reply.body().contains("<img"), role);
            assertTrue(reply.header("X").isEmpty(), role);
        }
    }

    @Test
    void W06nobodyIsToldWhoIsNotSignedIn() {
        Wire.Reply reply = new Browser(broker).visit("/why?role=prod%2FFederated");
        assertEquals(303, reply.status(), reply::toString);
        assertFalse(reply.body().contains("researchers"));
    }
}
