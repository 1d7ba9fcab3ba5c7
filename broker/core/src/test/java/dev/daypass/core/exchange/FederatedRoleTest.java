package dev.daypass.core.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.UnavailableException;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.role.Role;
import dev.daypass.core.rules.SessionShapeDefinition;
import dev.daypass.core.session.Session;
import dev.daypass.core.world.Identities;
import dev.daypass.core.world.Policies;
import dev.daypass.core.world.Roles;
import dev.daypass.core.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A federated identity asks for a role. */
final class FederatedRoleTest {
    private static final String ENGINEERS = "\"Engineers\" in user.groups";

    private final ExchangeFixture fixture = new ExchangeFixture();
    private final World world = fixture.world;

    private FederatedRoleTest engineersMayRead() {
        world.role(Roles.readOnly()).rule("engineers", ENGINEERS, "prod/ReadOnly");
        return this;
    }

    @Test
    void aRuleAndTrustTogetherGiveASession() {
        engineersMayRead();
        IssuedSession issued = fixture.granted(fixture.assume(Identities.alice(), Asking.withSaml("ReadOnly")));
        Session session = issued.session();
        assertEquals(
                "arn:daypass:sts::111122223333:assumed-role/ReadOnly/alice@corp.example.com",
                session.owner().arn().toString());
        assertEquals(World.NOW.plus(Duration.ofHours(1)), session.expiresAt());
        assertTrue(issued.credentials().accessKeyId().matches("ASIA[A-Z2-7]{16}"));
        assertEquals(40, issued.credentials().secretAccessKey().reveal().length());
        assertEquals(List.of("engineers"), world.ledger.lastEvent().facts().get("rules"));
        assertTrue(world.ledger
                .lastEvent()
                .facts()
                .getOrDefault("statements", List.of())
                .toString()
                .contains("trust"));
    }

    @Test
    void withoutARuleThereIsNoRole() {
        world.role(Roles.readOnly());
        fixture.refused(Reason.NO_RULE_GRANTS, fixture.assume(Identities.alice(), Asking.withSaml("ReadOnly")));
    }

    @Test
    void aDenyRuleWinsOverEveryGrant() {
        engineersMayRead();
        world.denyRule("nobody", ENGINEERS, "prod/ReadOnly");
        fixture.refused(Reason.RULE_DENIES, fixture.assume(Identities.alice(), Asking.withSaml("ReadOnly")));
    }

    @Test
    void aRuleIsNotEnoughWhereTheTrustPolicyDoesNotAllow() {
        world.role(Roles.of(
                        World.PROD,
                        "ReadOnly",
                        Policies.trust(Roles.SAML_TRUST.replace("/acs", "/elsewhere")),
                        Roles.READ_REPORTS))
                .rule("engineers", ENGINEERS, "prod/ReadOnly");
        fixture.refused(Reason.TRUST_DENIES, fixture.assume(Identities.alice(), Asking.withSaml("ReadOnly")));
    }

    @Test
    void T34MissingDisabledAndForbiddenRolesGetTheSameAnswer() {
        engineersMayRead();
        fixture.granted(fixture.assume(Identities.alice(), Asking.withSaml("ReadOnly")));
        world.role(Roles.disabled(Roles.of(World.PROD, "Off", Policies.trust(Roles.SAML_TRUST), Roles.READ_REPORTS)))
                .role(Roles.of(World.PROD, "Forbidden", Policies.trust(Roles.SAML_TRUST), Roles.READ_REPORTS));
        var missing = fixture.assume(Identities.alice(), Asking.withSaml("Missing"));
        fixture.refused(Reason.ROLE_UNKNOWN, missing);
        var off = fixture.assume(Identities.alice(), Asking.withSaml("Off"));
        fixture.refused(Reason.ROLE_DISABLED, off);
        var forbidden = fixture.assume(Identities.alice(), Asking.withSaml("Forbidden"));
        fixture.refused(Reason.NO_RULE_GRANTS, forbidden);
        assertEquals(publicMessage(missing), publicMessage(off));
        assertEquals(publicMessage(missing), publicMessage(forbidden));
    }

    /** The proof was spent before the role was looked at: another try with it would be a replay. */
    @Test
    void whoIsRefusedARoleIsToldWhetherToSignInAgain() {
        engineersMayRead();
        String plain = "Not authorized to perform sts:AssumeRoleWithSAML";
        for (var told : Map.of(
                        Provider.ReplayScope.ONCE, "; sign in again before you ask for another role",
                        Provider.ReplayScope.PER_ROLE, "; sign in again before you ask for this role again",
                        Provider.ReplayScope.REUSABLE, "")
                .entrySet()) {
            world.with(World.saml(Provider.State.ENABLED, told.getKey(), Set.of()));
            fixture.granted(fixture.assume(Identities.alice(), Asking.withSaml("ReadOnly")));
            var missing = fixture.assume(Identities.alice(), Asking.withSaml("Missing"));
            fixture.refused(Reason.ROLE_UNKNOWN, missing);
            assertEquals(plain + told.getValue(), publicMessage(missing));
        }
    }

    @Test
    void T35PrincipalArnMustBeTheVerifiedProviderInTheRolesAccount() {
        engineersMayRead();
        fixture.granted(fixture.assume(Identities.alice(), Asking.withSaml("ReadOnly")));
        for (String other : List.of(
                "arn:daypass:iam::444455556666:saml-provider/corp-saml",
                "arn:daypass:iam::111122223333:saml-provider/other",
                "arn:daypass:iam::111122223333:oidc-provider/corp-saml",
                "corp-saml")) {
            fixture.refused(
                    Reason.PROVIDER_MISMATCH,
                    fixture.assume(
                            Identities.alice(), Asking.withSaml("ReadOnly").provider(other)));
        }
    }

    @Test
    void T35aRoleAttributeThatSpeaksOfOurRolesMustListThePair() {
        engineersMayRead();
        String role = "arn:daypass:iam::111122223333:role/";
        String provider = "arn:daypass:iam::111122223333:saml-provider/corp-saml";
        for (String pair : List.of(role + "ReadOnly," + provider, provider + "," + role + "ReadOnly")) {
            fixture.granted(fixture.assume(withRoles(pair), Asking.withSaml("ReadOnly")));
        }
        fixture.granted(fixture.assume(
                withRoles("arn:aws:iam::999:role/Other,arn:aws:iam::999:saml-provider/x"),
                Asking.withSaml("ReadOnly")));
        fixture.refused(
                Reason.NO_RULE_GRANTS,
                fixture.assume(withRoles(role + "Other," + provider), Asking.withSaml("ReadOnly")));
    }

    @Test
    void noAuditNoSession() {
        engineersMayRead();
        world.ledger.fillTheAuditDisk();
        assertThrows(UnavailableException.class, () -> fixture.assume(Identities.alice(), Asking.withSaml("ReadOnly")));
        assertTrue(world.ledger.sessions.isEmpty());
    }

    @Test
    void S65theProvidersSessionEndCapsOurs() {
        engineersMayRead();
        var inTenMinutes = World.NOW.plus(Duration.ofMinutes(10));
        var issued = fixture.granted(
                fixture.assume(Identities.alice(Map.of(), Optional.of(inTenMinutes)), Asking.withSaml("ReadOnly")));
        assertEquals(inTenMinutes, issued.session().expiresAt());
        fixture.refused(
                Reason.PROOF_EXPIRED,
                fixture.assume(Identities.alice(Map.of(), Optional.of(World.NOW)), Asking.withSaml("ReadOnly")));
    }

    @Test
    void T33aDurationBeyondTheRolesMaximumIsAnError() {
        engineersMayRead();
        fixture.granted(
                fixture.assume(Identities.alice(), Asking.withSaml("ReadOnly").lasting(Duration.ofHours(8))));
        fixture.refused(
                Reason.DURATION_TOO_LONG,
                fixture.assume(Identities.alice(), Asking.withSaml("ReadOnly").lasting(Duration.ofSeconds(28_801))));
        fixture.refused(
                Reason.DURATION_TOO_LONG,
                fixture.assume(Identities.alice(), Asking.withSaml("ReadOnly").lasting(Duration.ofSeconds(899))));
    }

    @Test
    void aRuleShapesTheSession() {
        var shape = new SessionShapeDefinition(
                Optional.of(World.expression("user.email")),
                Optional.of(Duration.ofHours(4)),
                Map.of("team", World.expression("user.groups[1]")),
                List.of("team"),
                Optional.of(World.expression("user.email")));
        world.role(Roles.readOnly()).rule("engineers", ENGINEERS, "prod/ReadOnly", Optional.of(shape));
        Session session = fixture.granted(fixture.assume(Identities.alice(), Asking.withSaml("ReadOnly")))
                .session();
        assertEquals(World.NOW.plus(Duration.ofHours(4)), session.expiresAt());
        assertEquals(Map.of("team", "Staff"), session.labels().tags());
        assertEquals(Optional.of("alice@corp.example.com"), session.labels().sourceIdentity());
        assertTrue(session.labels().transitiveTags().contains("team"));
    }

    @Test
    void T09aRuleMayTagWithWhatTheAttributeSaysButNotWithControls() {
        for (var tag :
                Map.of("R&D Platform", true, "Ops\u202e", false, "a\nb", false).entrySet()) {
            var ruled = new ExchangeFixture();
            var shape = new SessionShapeDefinition(
                    Optional.empty(),
                    Optional.empty(),
                    Map.of("department", World.expression("attr(\"department\")")),
                    List.of("department"),
                    Optional.empty());
            ruled.world.role(Roles.readOnly()).rule("engineers", ENGINEERS, "prod/ReadOnly", Optional.of(shape));
            var alice = Identities.alice(Map.of("department", List.of(tag.getKey())), Optional.empty());
            var outcome = ruled.assume(alice, Asking.withSaml("ReadOnly"));
            if (tag.getValue()) {
                assertEquals(
                        Map.of("department", tag.getKey()),
                        ruled.granted(outcome).session().labels().tags());
            } else {
                ruled.refused(Reason.EVALUATION_FAILED, outcome);
            }
        }
    }

    @Test
    void tagsFromTheProviderNeedTagSession() {
        engineersMayRead();
        var tagged = Identities.alice(Map.of(Identities.AWS + "PrincipalTag:cost", List.of("42")), Optional.empty());
        fixture.refused(Reason.TRUST_DENIES, fixture.assume(tagged, Asking.withSaml("ReadOnly")));
        world.role(Roles.of(
                World.PROD,
                "ReadOnly",
                Policies.trust(Roles.SAML_TRUST
                        + ",{'Effect':'Allow','Principal':{'Federated':'corp-saml'},'Action':'sts:TagSession',"
                        + "'Condition':{'StringEquals':{'aws:RequestTag/cost':'42'}}}"),
                Roles.READ_REPORTS));
        var issued = fixture.granted(fixture.assume(tagged, Asking.withSaml("ReadOnly")));
        assertEquals(Map.of("cost", "42"), issued.session().labels().tags());
    }

    @Test
    void S76aSingleValuedWishGivenTwiceIsRefused() {
        engineersMayRead();
        var twice = Identities.alice(
                Map.of(Identities.AWS + "RoleSessionName", List.of("alice", "root")), Optional.empty());
        fixture.refused(Reason.ATTRIBUTE_INVALID, fixture.assume(twice, Asking.withSaml("ReadOnly")));
        var once = Identities.alice(Map.of(Identities.AWS + "RoleSessionName", List.of("alice")), Optional.empty());
        assertEquals(
                "alice",
                fixture.granted(fixture.assume(once, Asking.withSaml("ReadOnly")))
                        .session()
                        .labels()
                        .name());
    }

    @Test
    void aBuildJobTakesItsRoleByTheClaimsOfItsToken() {
        String trust = "{'Effect':'Allow','Principal':{'Federated':'ci'},'Action':'sts:AssumeRoleWithWebIdentity',"
                + "'Condition':{'StringEquals':{'ci.example.com:aud':'daypass',"
                + "'ci.example.com:sub':'repo:corp/app:ref:refs/heads/main','ci.example.com:repository':'corp/app',"
                + "'user/repository':'corp/app'}}}";
        world.role(Roles.of(World.PROD, "Deploy", Policies.trust(trust), Roles.READ_REPORTS))
                .rule("app", "user.repository == \"corp/app\"", "prod/Deploy");
        var issued = fixture.granted(fixture.assume(Identities.job(), Asking.withWebIdentity("Deploy")));
        assertEquals("build-7", issued.session().labels().name());
    }

    @Test
    void aClaimThatDiffersInCaseDoesNotStandForTheSubject() {
        String trust = "{'Effect':'Allow','Principal':{'Federated':'ci'},'Action':'sts:AssumeRoleWithWebIdentity',"
                + "'Condition':{'StringEquals':{'ci.example.com:sub':'%s','ci.example.com:aud':'daypass'}}}";
        var claims = Map.of("Sub", List.of("admin"), "AUD", List.of("else"), "Azp", List.of("admin"));
        world.rule("app", "user.repository == \"corp/app\"", "prod/Deploy")
                .role(deployRole(trust.formatted("repo:corp/app:ref:refs/heads/main")));
        fixture.granted(fixture.assume(Identities.job(claims), Asking.withWebIdentity("Deploy")));
        world.role(deployRole(trust.formatted("admin")));
        fixture.refused(Reason.TRUST_DENIES, fixture.assume(Identities.job(claims), Asking.withWebIdentity("Deploy")));
        world.role(deployRole(trust.formatted("admin").replace(":sub", ":azp")));
        fixture.refused(Reason.TRUST_DENIES, fixture.assume(Identities.job(claims), Asking.withWebIdentity("Deploy")));
    }

    private static Role deployRole(String trust) {
        return Roles.of(World.PROD, "Deploy", Policies.trust(trust), Roles.READ_REPORTS);
    }

    private static dev.daypass.core.identity.Identity withRoles(String pair) {
        return Identities.alice(Map.of(Identities.AWS + "Role", List.of(pair)), Optional.empty());
    }

    private static String publicMessage(Outcome<IssuedSession> outcome) {
        return outcome.refusal().orElseThrow().publicMessage();
    }
}
