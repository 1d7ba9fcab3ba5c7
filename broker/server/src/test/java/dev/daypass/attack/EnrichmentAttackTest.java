package dev.daypass.attack;

import static dev.daypass.attack.AttackedBroker.withSaml;
import static dev.daypass.attack.AttackedBroker.withToken;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.testkit.jwt.SigningKeys;
import dev.daypass.testkit.jwt.TokenDraft;
import dev.daypass.testkit.saml.ResponseSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** People with more groups than fit into a Response or a token; a directory tells them, or nobody comes in (O09, O10). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EnrichmentAttackTest {
    private static final String PROVIDERS = "providers/corp.yaml";
    private static final String ALICE = "alice@corp.example.com";
    private static final String GROUPS_LINK = "http://schemas.microsoft.com/claims/groups.link";
    private static final String GRAPH = "https://graph.windows.net/t/users/u/getMemberObjects";

    private final AttackedBroker broker;

    EnrichmentAttackTest(@TempDir Path directory) {
        broker = AttackedBroker.start(directory);
    }

    @AfterAll
    void stop() {
        broker.restoreConfiguration();
        broker.close();
    }

    @BeforeEach
    void bothProvidersAskTheDirectory() {
        broker.restoreConfiguration();
        ruleForAll();
        broker.rewrite(
                PROVIDERS,
                "department: attr\\(\"department\", \"\"\\)",
                "email: attr(\"mail\", \"\")\n  enrich: corp-ldap by user.email");
        broker.rewrite(
                PROVIDERS,
                "groups: attrs\\(\"groups\"\\)",
                "email: attr(\"email\", \"\")\n  enrich: corp-ldap by user.email");
        broker.reload();
    }

    private void nobodyAsksTheDirectory() {
        broker.restoreConfiguration();
        ruleForAll();
        broker.reload();
    }

    /** Whoever is an engineer, whoever vouches; what else grants the role is taken away. */
    private void ruleForAll() {
        broker.rewrite("rules/people.yaml", "providers: \\[corp-ldap\\]", "providers: [corp, corp-oidc, corp-ldap]");
        broker.rewrite("rules/people.yaml", "user.department == \"R&D\"", "'false'");
        broker.rewrite("rules/people.yaml", "(?s)- name: engineers.*?(?=- name: people)", "");
    }

    /** What an identity provider sends of somebody in very many groups: none. */
    private ResponseSpec response(String mail) {
        return ResponseSpec.to("https://broker.example.com", "corp")
                .attribute("mail", mail)
                .attribute(GROUPS_LINK, GRAPH);
    }

    private TokenDraft token(String email) {
        return broker.issuer
                .token()
                .without("groups")
                .claim("email", email)
                .claim("email_verified", true)
                .claim("_claim_names", Map.of("groups", "src1"))
                .claim("_claim_sources", Map.of("src1", Map.of("endpoint", GRAPH)));
    }

    private Wire.Reply show(ResponseSpec response) {
        return broker.sts(withSaml(broker.idp.response(response)));
    }

    private Wire.Reply show(TokenDraft token) {
        return broker.sts(withToken(token.signedBy(SigningKeys.RSA)));
    }

    private void refused(String told, Wire.Reply reply) {
        assertTrue(reply.status() >= 400, reply::toString);
        assertTrue(
                broker.audit.of(reply).stream().anyMatch(entry -> entry.told().equals(told)),
                () -> reply + " audited as " + broker.audit.of(reply));
        assertFalse(reply.body().contains(GRAPH), reply::toString);
    }

    @Test
    void groupsLeftOutOfAResponseComeFromTheDirectory() {
        Wire.Reply reply = show(response(ALICE));
        assertEquals(200, reply.status(), reply::toString);
        List<AuditTrail.Entry> told = broker.audit.of(reply);
        assertTrue(told.get(0).line().contains("\"enrichedBy\":[\"corp-ldap\"]"), told::toString);
        assertEquals(200, broker.whoAmI(broker.credentials(reply)).status());
    }

    @Test
    void groupsLeftOutOfATokenComeFromTheDirectory() {
        Wire.Reply reply = show(token(ALICE));
        assertEquals(200, reply.status(), reply::toString);
        assertEquals(200, broker.whoAmI(broker.credentials(reply)).status());
    }

    @Test
    void O10groupsLeftOutAreNeverNoGroupsWhereNobodyTellsThem() {
        nobodyAsksTheDirectory();
        refused("SIGN_IN REFUSED ATTRIBUTE_INVALID", show(response(ALICE)));
        refused("SIGN_IN REFUSED ATTRIBUTE_INVALID", show(token(ALICE)));
        // Without groups and without a word of them, somebody simply has none.
        refused("ASSUME_ROLE REFUSED NO_RULE_GRANTS", show(ResponseSpec.to("https://broker.example.com", "corp")));
    }

    @Test
    void O10whoTheDirectoryDoesNotKnowAsOnePersonIsRefused() {
        for (String name : List.of("stranger@corp.example.com", CorpDirectory.TWINS, "*", "a*", "")) {
            refused("SIGN_IN REFUSED ENRICHMENT_FAILED", show(response(name)));
            refused("SIGN_IN REFUSED ENRICHMENT_FAILED", show(token(name)));
        }
    }

    @Test
    void O09nameThatNobodyHasProvenIsNotAskedBy() {
        refused("SIGN_IN REFUSED ENRICHMENT_FAILED", show(token(ALICE).claim("email_verified", false)));
        refused("SIGN_IN REFUSED ENRICHMENT_FAILED", show(token(ALICE).without("email_verified")));
    }

    @Test
    void L09directoryThatIsDownIsA503AndNeverNoGroups() {
        broker.corp.hangUp();
        try {
            for (Wire.Reply reply : List.of(show(response(ALICE)), show(token(ALICE)))) {
                assertEquals(503, reply.status(), reply::toString);
                refused("SIGN_IN REFUSED DIRECTORY_UNREACHABLE", reply);
            }
        } finally {
            broker.corp.answerAgain();
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (show(response(ALICE)).status() != 200) {
            assertTrue(System.nanoTime() < end, "the directory is never asked again");
        }
    }
}
