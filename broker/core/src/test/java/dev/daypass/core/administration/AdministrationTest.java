package dev.daypass.core.administration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.decision.Decisions;
import dev.daypass.core.login.BrowserSession;
import dev.daypass.core.login.MemoryTakenRoles;
import dev.daypass.core.login.RoleOffers;
import dev.daypass.core.login.TakenRoles;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.role.Role;
import dev.daypass.core.session.Revocation;
import dev.daypass.core.session.Session;
import dev.daypass.core.session.SessionPolicies;
import dev.daypass.core.signin.SessionGate;
import dev.daypass.core.world.Identities;
import dev.daypass.core.world.Policies;
import dev.daypass.core.world.Roles;
import dev.daypass.core.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AdministrationTest {
    private static final String PAGES = "{'Effect':'Allow','Action':'daypass:*','Resource':'arn:*:daypass:::admin/*'}";

    private final World world = new World();
    private final MemoryTakenRoles store = new MemoryTakenRoles();
    private final TakenRoles taken = new TakenRoles(store, () -> world.keys);
    private final Administration administration =
            new Administration(taken, new SessionGate(world.ledger), new Decisions(world.ledger), world.ledger);
    private final BrowserSession mine = browser("bs-mine");
    private final Role role = Roles.of(World.PROD, "Admin", Policies.trust(Roles.SAML_TRUST), PAGES);

    AdministrationTest() {
        world.role(role).role(Roles.readOnly()).rule("admins", "\"Staff\" in user.groups", "prod/Admin");
    }

    private static BrowserSession browser(String handle) {
        return new BrowserSession(
                handle,
                Identities.alice(),
                World.NOW,
                World.NOW.plus(Duration.ofHours(8)),
                World.NOW,
                new BrowserSession.Device("192.0.2.7", ""));
    }

    /** A session of the role, as taking it would issue it. */
    private Session session(BrowserSession browser) {
        return new RoleOffers()
                .imagined(browser.caller(), role, world.request())
                .orElseThrow();
    }

    private Optional<Reason> refusal(BrowserSession browser, AdminAction action) {
        return administration
                .allowed(browser, action, world.request())
                .refusal()
                .map(Refusal::reason);
    }

    private void assertShut(BrowserSession browser) {
        int before = world.ledger.events.size();
        assertEquals(Optional.of(Reason.CALLER_NOT_ALLOWED), refusal(browser, AdminAction.READ_AUDIT));
        assertEquals(before + 1, world.ledger.events.size());
        assertEquals(Set.of(), administration.abilities(browser, world.request()));
    }

    @Test
    void roleThatWasTakenHereAllowsAndIsTold() {
        taken.keep(mine, session(mine));
        Administrator admin = administration
                .allowed(mine, AdminAction.READ_AUDIT, world.request())
                .value()
                .orElseThrow();
        assertEquals(mine, admin.person());
        assertTrue(admin.by().contains("prod/Admin") && admin.by().contains("bs-mine"), admin.by());
        assertEquals(1, world.ledger.events.size());
        assertTrue(world.ledger.lastEvent().facts().containsKey("statements"));
        assertEquals(Set.of(AdminAction.values()), administration.abilities(mine, world.request()));
    }

    @Test
    void W14withoutARoleNothingIsAllowedAndTheCureIsTold() {
        assertShut(mine);
        assertEquals(
                List.of("prod/Admin"),
                administration.wouldAllow(mine, AdminAction.EXPLAIN, world.request()).stream()
                        .map(offer -> offer.role().reference())
                        .toList());
    }

    @Test
    void W14whatNarrowsASessionNarrowsItHere() {
        Session session = session(mine);
        var layer = new SessionPolicies.Layer(
                List.of("{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\","
                        + "\"Action\":\"daypass:List*\",\"Resource\":\"*\"}}"),
                List.of());
        taken.keep(
                mine,
                new Session(
                        session.id(),
                        session.issuedAt(),
                        session.expiresAt(),
                        session.owner(),
                        session.labels(),
                        SessionPolicies.of(layer),
                        session.origin(),
                        session.lineage()));
        assertEquals(Optional.empty(), refusal(mine, AdminAction.LIST_SESSIONS));
        assertEquals(Optional.of(Reason.CALLER_NOT_ALLOWED), refusal(mine, AdminAction.REVOKE_SESSION));
    }

    private static final AdminObject PRODS = new AdminObject(Optional.of(World.PROD), Optional.of("prod/ReadOnly"));
    private static final AdminObject PARTNERS =
            new AdminObject(Optional.of(World.PARTNER), Optional.of("partner/Other"));

    /** Alice administers with a role of these permissions. */
    private void administerBy(String permissions) {
        Role confined = Roles.of(World.PROD, "Confined", Policies.trust(Roles.SAML_TRUST), permissions);
        world.role(confined)
                .role(Roles.of(World.PARTNER, "Other", Policies.trust(Roles.SAML_TRUST), Roles.READ_REPORTS))
                .rule("confined", "\"Staff\" in user.groups", "prod/Confined");
        taken.keep(
                mine,
                new RoleOffers()
                        .imagined(mine.caller(), confined, world.request())
                        .orElseThrow());
    }

    private boolean may(AdminAction action, AdminObject object) {
        int before = world.ledger.events.size();
        boolean seen = administration.sight(mine, action, world.request()).test(object);
        assertEquals(before, world.ledger.events.size(), "what is only shown is not told");
        boolean done = administration
                .allowed(mine, action, object, world.request())
                .value()
                .isPresent();
        assertEquals(before + 1, world.ledger.events.size());
        assertEquals(seen, done);
        return done;
    }

    @Test
    void W14administratorOfOneAccountReachesNoOther() {
        administerBy("{'Effect':'Allow','Action':['daypass:ListSessions','daypass:RevokeSession'],'Resource':"
                + "'arn:*:daypass:::admin/sessions','Condition':{'StringEquals':{'daypass:SessionAccount':'"
                + World.PARTNER + "'}}}");
        for (AdminAction action : List.of(AdminAction.LIST_SESSIONS, AdminAction.REVOKE_SESSION)) {
            assertEquals(Optional.empty(), refusal(mine, action), "there is something to administer");
            assertTrue(may(action, PARTNERS));
            assertFalse(may(action, PRODS));
            assertFalse(may(action, AdminObject.everything()), "sign-ins and everything of a person");
        }
        assertEquals(
                Set.of(AdminAction.LIST_SESSIONS, AdminAction.REVOKE_SESSION),
                administration.abilities(mine, world.request()));
        assertTrue(
                world.ledger.lastEvent().facts().toString().contains("W14"),
                () -> world.ledger.lastEvent().toString());
        assertEquals(Optional.of(Reason.CALLER_NOT_ALLOWED), refusal(mine, AdminAction.READ_AUDIT));
    }

    @Test
    void W14administratorOfSomeRolesReachesNoOthers() {
        administerBy("{'Effect':'Allow','Action':'daypass:*','Resource':'*',"
                + "'Condition':{'StringLike':{'daypass:sessionrole':'partner/*'}}}");
        assertTrue(may(AdminAction.REVOKE_SESSION, PARTNERS));
        assertFalse(may(AdminAction.REVOKE_SESSION, PRODS));
        assertEquals(Optional.of(Reason.CALLER_NOT_ALLOWED), refusal(mine, AdminAction.READ_AUDIT));
    }

    @Test
    void W14denialOfAllButOneAccountConfinesToo() {
        administerBy("{'Effect':'Allow','Action':'daypass:*','Resource':'*'},{'Effect':'Deny','Action':"
                + "'daypass:RevokeSession','Resource':'*','Condition':{'StringNotEquals':{'daypass:SessionAccount':'"
                + World.PARTNER + "'}}}");
        assertEquals(Optional.empty(), refusal(mine, AdminAction.REVOKE_SESSION));
        assertTrue(may(AdminAction.REVOKE_SESSION, PARTNERS));
        assertFalse(may(AdminAction.REVOKE_SESSION, PRODS));
        assertFalse(may(AdminAction.REVOKE_SESSION, AdminObject.everything()));
        assertTrue(may(AdminAction.LIST_SESSIONS, PRODS));
        assertTrue(may(AdminAction.LIST_SESSIONS, AdminObject.everything()), "the denial is of another action");
    }

    private static final String ANYTHING = "{'Effect':'Allow','Action':'daypass:*','Resource':'*'}";
    private static final String ALLOW_IF = "{'Effect':'Allow','Action':'daypass:*','Resource':'*','Condition':";
    private static final String BUT_NOT_IF =
            ANYTHING + ",{'Effect':'Deny','Action':'daypass:*','Resource':'*','Condition':";
    private static final String PROD = "{'daypass:SessionAccount':'" + World.PROD + "'}}}";
    private static final String PARTNER = "{'daypass:SessionAccount':'" + World.PARTNER + "'}}}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                BUT_NOT_IF + "{'StringEquals':" + PROD,
                BUT_NOT_IF + "{'StringNotEquals':" + PARTNER,
                BUT_NOT_IF + "{'StringLike':{'daypass:SessionRole':'prod/*'}}}",
                ALLOW_IF + "{'StringNotEquals':" + PROD,
                ALLOW_IF + "{'StringNotEqualsIfExists':" + PROD,
                ALLOW_IF + "{'StringEqualsIfExists':" + PARTNER,
                ALLOW_IF + "{'StringNotLike':{'daypass:SessionRole':'prod/*'}}}",
                ALLOW_IF + "{'ForAllValues:StringEquals':" + PARTNER
            })
    void W14confinedIsConfinedHoweverItIsWritten(String permissions) {
        administerBy(permissions);
        for (AdminAction action : List.of(AdminAction.LIST_SESSIONS, AdminAction.REVOKE_SESSION)) {
            assertEquals(Optional.empty(), refusal(mine, action), "there is something to administer");
            assertTrue(may(action, PARTNERS));
            assertFalse(may(action, PRODS));
            assertFalse(may(action, AdminObject.everything()), "sign-ins and everything of a person");
        }
        assertEquals(
                Set.of(AdminAction.LIST_SESSIONS, AdminAction.REVOKE_SESSION),
                administration.abilities(mine, world.request()),
                "the audit tells of all accounts");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ALLOW_IF + "{'Null':{'daypass:SessionAccount':'true'}}}",
                BUT_NOT_IF + "{'Null':{'daypass:SessionAccount':'false'}}}"
            })
    void W14whoMayEndNoSessionEndsNoneByWayOfEverything(String permissions) {
        administerBy(permissions);
        assertFalse(may(AdminAction.REVOKE_SESSION, PARTNERS));
        assertFalse(may(AdminAction.REVOKE_SESSION, AdminObject.everything()));
        assertShut(mine);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ANYTHING + "," + ALLOW_IF + "{'StringEquals':" + PROD,
                ALLOW_IF + "{'StringEquals':" + PROD + "," + ALLOW_IF + "{'StringNotEquals':" + PROD,
                BUT_NOT_IF + "{'StringEquals':{'daypass:SessionAccount':'999999999999'}}}"
            })
    void policyThatReadsTheKeysAndKeepsNothingAwayIsAboutAllSessions(String permissions) {
        administerBy(permissions);
        for (AdminObject object : List.of(PRODS, PARTNERS, AdminObject.everything())) {
            assertTrue(may(AdminAction.REVOKE_SESSION, object));
        }
        assertEquals(Set.of(AdminAction.values()), administration.abilities(mine, world.request()));
    }

    @Test
    void policyWithoutTheKeysIsAboutAllSessions() {
        taken.keep(mine, session(mine));
        for (AdminObject object : List.of(PRODS, PARTNERS, AdminObject.everything())) {
            assertTrue(may(AdminAction.REVOKE_SESSION, object));
        }
        assertTrue(administration
                .allowed(mine, AdminAction.REVOKE_SESSION, PRODS, world.request())
                .value()
                .isPresent());
        assertEquals(List.of(World.PROD), world.ledger.lastEvent().facts().get("daypass:SessionAccount"));
    }

    @Test
    void W14rowMovedToAnotherBrowserOpensNothing() {
        BrowserSession other = browser("bs-other");
        taken.keep(mine, session(mine));
        assertShut(other);
        store.moveTo("bs-other");
        assertShut(other);
        assertShut(mine);
    }

    @Test
    void W14sessionOfAnotherChainKeptHereOpensNothing() {
        taken.keep(mine, session(browser("bs-other")));
        assertShut(mine);
    }

    @Test
    void W14revokedWithItsBrowserItsRoleOrItsSubjectOpensNothing() {
        taken.keep(mine, session(mine));
        assertEquals(Optional.empty(), refusal(mine, AdminAction.READ_AUDIT));
        world.later(Duration.ofSeconds(5));
        var later = world.request().instant();
        world.ledger.revoke(
                new Revocation(Revocation.Scope.SESSION, "bs-mine", later, later.plus(Duration.ofHours(8))));
        assertShut(mine);
    }

    @Test
    void W14expiredRoleOpensNothing() {
        taken.keep(mine, session(mine));
        world.later(Duration.ofHours(2));
        assertShut(mine);
    }
}
