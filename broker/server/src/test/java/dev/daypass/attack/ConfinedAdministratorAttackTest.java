package dev.daypass.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.server.sts.Signed;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** An administrator of one account tries to see and to end what is of another (security W14, wrong account). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConfinedAdministratorAttackTest {
    private static final String END = "/admin/sessions/end";
    private static final String CONFINED = """
            inline:
                work:
                  Version: "2012-10-17"
                  Statement:
                    - Effect: Allow
                      Action: ["daypass:ListSessions", "daypass:RevokeSession"]
                      Resource: "arn:daypass:daypass:::admin/sessions"
                      Condition: { StringEquals: { "daypass:SessionAccount": "444455556666" } }
            partner/Guest:
              trust:
                - { Effect: Allow, Principal: { Federated: corp }, Action: "sts:AssumeRoleWithSAML", Condition: { StringEquals: { "saml:aud": "https://broker.example.com/saml/corp/acs" } } }
            """;

    private final AttackedBroker broker;
    private final Browser admin;
    private final Browser guest;

    ConfinedAdministratorAttackTest(@TempDir Path directory) {
        broker = AttackedBroker.start(directory);
        broker.rewrite(
                "roles/prod.yaml",
                "policies: \\[managed/AdministratorPages\\]\\s*",
                Matcher.quoteReplacement(CONFINED));
        broker.rewrite("rules/people.yaml", "prod/Administrator\\]", "prod/Administrator, partner/Guest]");
        broker.reload();
        admin = new Browser(broker);
        admin.signIn();
        assertEquals(200, admin.take("prod/Administrator").status());
        guest = new Browser(broker);
        guest.signIn();
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    /** A session of the account that is theirs to administer. */
    private String theirs() {
        Wire.Reply page = guest.take("partner/Guest");
        Matcher id = Pattern.compile("ASIA[A-Z0-9]{16}").matcher(page.body());
        assertTrue(id.find(), page::toString);
        return id.group();
    }

    private Wire.Reply end(Map<String, String> what) {
        var form = new LinkedHashMap<>(what);
        form.put("csrf", admin.csrf());
        return admin.postOurs(END, form);
    }

    private void assertRefused(Wire.Reply reply) {
        assertEquals(403, reply.status(), reply::toString);
        List<AuditTrail.Entry> entries = broker.audit.of(reply);
        assertTrue(
                entries.stream().anyMatch(entry -> entry.told().equals("AUTHORIZATION REFUSED CALLER_NOT_ALLOWED")),
                entries::toString);
        assertTrue(entries.stream().noneMatch(entry -> entry.kind().equals("REVOCATION")), entries::toString);
    }

    @Test
    void theirsAreSeenAndEnded() {
        String id = theirs();
        String list = admin.visit("/admin/sessions").body();
        assertTrue(list.contains(id) && list.contains(END), list);
        assertEquals(200, admin.visit("/admin/sessions/" + id).status());
        assertEquals(303, end(Map.of("scope", "session", "id", id)).status());
        assertFalse(admin.visit("/admin/sessions").body().contains(id));
        String another = theirs();
        assertEquals(303, end(Map.of("scope", "role", "name", "partner/Guest")).status());
        assertFalse(admin.visit("/admin/sessions").body().contains(another));
    }

    @Test
    void W14sessionOfAnotherAccountIsNeitherSeenNorEnded() {
        Signed.Keys victim = broker.session();
        for (String query : List.of("", "?text=" + victim.id(), "?account=prod", "?role=prod/Federated")) {
            String list = admin.visit("/admin/sessions" + query).body();
            assertFalse(list.contains("/admin/sessions/" + victim.id()), list);
        }
        Wire.Reply page = admin.visit("/admin/sessions/" + victim.id());
        Wire.Reply none = admin.visit("/admin/sessions/ASIANOBODYNOBODYNOBO");
        assertEquals(none.status(), page.status());
        assertEquals(400, page.status());
        assertRefused(end(Map.of("scope", "session", "id", victim.id())));
        assertRefused(end(Map.of("scope", "role", "name", "prod/Federated")));
        assertEquals(200, broker.whoAmI(victim).status());
    }

    @Test
    void W14linksNameNoSessionOutOfSight() {
        String oldest = theirs();
        Wire.Reply page = admin.visit("/admin/sessions/" + oldest);
        assertEquals(200, page.status());
        assertFalse(page.body().contains("/admin/sessions/bs-"), "the sign-in it came from");
        String victim = broker.session().id();
        for (int i = 0; i < 25; i++) {
            theirs();
        }
        String list = admin.visit("/admin/sessions").body();
        Matcher next = Pattern.compile("href=\"(/admin/sessions\\?[^\"]*after=[^\"]*)\"")
                .matcher(list);
        assertTrue(next.find() && !list.contains(victim) && !list.contains(oldest), list);
        assertTrue(admin.visit(next.group(1).replace("&amp;", "&")).body().contains(oldest));
    }

    @Test
    void W14allButOneAccountIsNotEverything() {
        String theirs = theirs();
        Signed.Keys victim = broker.session();
        condition(
                "StringEquals: { \"daypass:SessionAccount\": \"444455556666\"",
                "StringNotEquals: { \"daypass:SessionAccount\": \"111122223333\"");
        try {
            String list = admin.visit("/admin/sessions").body();
            assertTrue(list.contains(theirs) && !list.contains(victim.id()), list);
            W14signInsAndEverythingOfAPersonAreOfNoAccount();
            assertRefused(end(Map.of("scope", "session", "id", victim.id())));
            assertEquals(200, broker.whoAmI(victim).status());
        } finally {
            condition(
                    "StringNotEquals: { \"daypass:SessionAccount\": \"111122223333\"",
                    "StringEquals: { \"daypass:SessionAccount\": \"444455556666\"");
        }
    }

    private void condition(String from, String to) {
        broker.rewrite("roles/prod.yaml", Pattern.quote(from), Matcher.quoteReplacement(to));
        broker.reload();
    }

    @Test
    void W14idsThatAreGuessedTellNothing() {
        assertRefused(end(Map.of("scope", "session", "id", "ASIANOBODYNOBODYNOBO")));
        assertRefused(end(Map.of("scope", "role", "name", "partner/Nobody")));
    }

    @Test
    void W14signInsAndEverythingOfAPersonAreOfNoAccount() {
        String list = admin.visit("/admin/sessions?kind=sign-ins").body();
        assertFalse(list.contains("/admin/sessions/bs-"), list);
        assertRefused(end(Map.of("scope", "subject", "provider", "corp", "name", "alice@corp.example.com")));
        assertTrue(guest.isSignedIn());
        assertEquals(403, admin.visit("/admin/audit").status());
    }
}
