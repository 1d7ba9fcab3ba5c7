package dev.daypass.core.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.principal.Permissions;
import dev.daypass.core.session.Session;
import dev.daypass.core.session.SessionCodec;
import dev.daypass.core.session.SessionLineage;
import dev.daypass.core.signin.Caller;
import dev.daypass.core.world.Policies;
import dev.daypass.core.world.Roles;
import dev.daypass.core.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Users, services and role sessions assume roles: elevation, cross-account, chaining. */
final class CallerWithKeysTest {
    private static final String ROLE = "arn:daypass:iam::111122223333:role/";
    private static final String FOREIGN = "arn:daypass:iam::444455556666:role/";

    private final ExchangeFixture fixture = new ExchangeFixture();
    private final World world = fixture.world;

    private static String trustAlice(String actions) {
        return "{'Effect':'Allow','Principal':{'AWS':'arn:daypass:iam::111122223333:user/alice'},'Action':" + actions
                + "}";
    }

    private static Permissions allow(String statement) {
        return new Permissions(List.of(Policies.inline(statement)), Optional.empty());
    }

    @Test
    void aTrustPolicyThatNamesTheUserIsEnoughInOneAccount() {
        world.role(Roles.of(World.PROD, "Admin", Policies.trust(trustAlice("'sts:AssumeRole'")), Roles.READ_REPORTS));
        fixture.granted(fixture.asAlice(Asking.assume(ROLE + "Admin")));
    }

    @Test
    void aTrustPolicyThatNamesTheAccountNeedsTheUsersOwnPermissionToo() {
        world.role(Roles.of(
                World.PROD,
                "Admin",
                Policies.trust("{'Effect':'Allow','Principal':{'AWS':'111122223333'},'Action':'sts:AssumeRole'}"),
                Roles.READ_REPORTS));
        fixture.refused(Reason.CALLER_NOT_ALLOWED, fixture.asAlice(Asking.assume(ROLE + "Admin")));
        world.alice(allow("{'Effect':'Allow','Action':'sts:AssumeRole','Resource':'" + ROLE + "Admin'}"));
        fixture.granted(fixture.asAlice(Asking.assume(ROLE + "Admin")));
    }

    @Test
    void aDenyOfTheUserWinsOverTheRolesTrust() {
        world.role(Roles.of(World.PROD, "Admin", Policies.trust(trustAlice("'sts:AssumeRole'")), Roles.READ_REPORTS))
                .alice(allow("{'Effect':'Deny','Action':'sts:*','Resource':'*'}"));
        fixture.refused(Reason.CALLER_NOT_ALLOWED, fixture.asAlice(Asking.assume(ROLE + "Admin")));
    }

    @Test
    void T01anExternalIdKeepsTheDeputyHonest() {
        world.role(Roles.of(
                        World.PARTNER,
                        "Audit",
                        Policies.trust("{'Effect':'Allow','Principal':{'AWS':'111122223333'},'Action':'sts:AssumeRole',"
                                + "'Condition':{'StringEquals':{'sts:ExternalId':'customer-7'}}}"),
                        Roles.READ_REPORTS))
                .alice(allow("{'Effect':'Allow','Action':'sts:AssumeRole','Resource':'*'}"));
        fixture.granted(fixture.asAlice(Asking.assume(FOREIGN + "Audit").externalId("customer-7")));
        fixture.refused(Reason.TRUST_DENIES, fixture.asAlice(Asking.assume(FOREIGN + "Audit")));
        for (String wrong : List.of("customer-8", "customer-", "CUSTOMER-7")) {
            fixture.refused(
                    Reason.TRUST_DENIES,
                    fixture.asAlice(Asking.assume(FOREIGN + "Audit").externalId(wrong)));
        }
        for (String odd : List.of("", "x", ".*$", "customer-7\n")) {
            fixture.refused(
                    Reason.PARAMETER_INVALID,
                    fixture.asAlice(Asking.assume(FOREIGN + "Audit").externalId(odd)));
        }
    }

    @Test
    void acrossAccountsBothSidesMustAllow() {
        world.role(
                Roles.of(World.PARTNER, "Audit", Policies.trust(trustAlice("'sts:AssumeRole'")), Roles.READ_REPORTS));
        fixture.refused(Reason.CALLER_NOT_ALLOWED, fixture.asAlice(Asking.assume(FOREIGN + "Audit")));
        world.alice(allow("{'Effect':'Allow','Action':'sts:AssumeRole','Resource':'" + FOREIGN + "Audit'}"));
        fixture.granted(fixture.asAlice(Asking.assume(FOREIGN + "Audit")));
    }

    @Test
    void aServiceTakesTheRoleThatTrustsIt() {
        world.role(Roles.of(
                World.PROD,
                "Reporter",
                Policies.trust("{'Effect':'Allow','Principal':{'Service':'reports.daypass.internal'},"
                        + "'Action':'sts:AssumeRole'}"),
                Roles.READ_REPORTS));
        var service = new Caller.ServiceWithKeys(world.service());
        var issued = fixture.granted(fixture.assume(service, Asking.assume(ROLE + "Reporter")));
        assertEquals("reports.daypass.internal", issued.session().origin().subject());
        world.role(
                Roles.of(World.PROD, "Reporter", Policies.trust(trustAlice("'sts:AssumeRole'")), Roles.READ_REPORTS));
        fixture.refused(Reason.TRUST_DENIES, fixture.assume(service, Asking.assume(ROLE + "Reporter")));
    }

    @Test
    void T09tagsThatCannotBeAreRefused() {
        world.role(Roles.of(
                World.PROD,
                "Admin",
                Policies.trust(trustAlice("['sts:AssumeRole','sts:TagSession']")),
                Roles.READ_REPORTS));
        fixture.granted(fixture.asAlice(
                Asking.assume(ROLE + "Admin").tagged("Team", "blue").passingOn("Team")));
        for (Asking odd : List.of(
                Asking.assume(ROLE + "Admin").tagged("Team", "blue").tagged("team", "red"),
                Asking.assume(ROLE + "Admin").tagged("aws:team", "blue"),
                Asking.assume(ROLE + "Admin").tagged("", "blue"),
                Asking.assume(ROLE + "Admin").tagged("team", "x".repeat(257)),
                Asking.assume(ROLE + "Admin").tagged("team", "\u202Eeulb"),
                Asking.assume(ROLE + "Admin").tagged("team", "a\nb"),
                Asking.assume(ROLE + "Admin").passingOn("Team"))) {
            fixture.refused(Reason.TAG_INVALID, fixture.asAlice(odd));
        }
        Asking tooMany = Asking.assume(ROLE + "Admin");
        for (int i = 0; i < 51; i++) {
            tooMany.tagged("k" + i, "v");
        }
        fixture.refused(Reason.TAG_INVALID, fixture.asAlice(tooMany));
    }

    @Test
    void T10sessionNamesHaveTheirForm() {
        world.role(Roles.of(World.PROD, "Admin", Policies.trust(trustAlice("'sts:AssumeRole'")), Roles.READ_REPORTS));
        for (String usual : List.of("alice-1", "a..b", "...")) {
            Session session = fixture.granted(
                            fixture.asAlice(Asking.assume(ROLE + "Admin").named(usual)))
                    .session();
            assertEquals(session, new SessionCodec().decode(new SessionCodec().encode(session)));
        }
        for (String odd : List.of("x", "..", "a/b", "a:b", "a\nb", "x".repeat(65), "ålice")) {
            fixture.refused(
                    Reason.SESSION_NAME_INVALID,
                    fixture.asAlice(Asking.assume(ROLE + "Admin").named(odd)));
        }
    }

    private IssuedSession elevated(Asking first) {
        world.role(Roles.of(
                World.PROD,
                "First",
                Policies.trust(trustAlice("['sts:AssumeRole','sts:TagSession','sts:SetSourceIdentity']")),
                "{'Effect':'Allow','Action':['sts:AssumeRole','sts:TagSession','sts:SetSourceIdentity'],"
                        + "'Resource':'*'}"));
        world.role(Roles.of(
                World.PROD,
                "Second",
                Policies.trust("{'Effect':'Allow','Principal':{'AWS':'" + ROLE + "First'},"
                        + "'Action':['sts:AssumeRole','sts:TagSession','sts:SetSourceIdentity']}"),
                Roles.READ_REPORTS));
        return fixture.granted(fixture.asAlice(first));
    }

    @Test
    void T05aChainLastsAnHourAtMost() {
        IssuedSession first = elevated(Asking.assume(ROLE + "First").lasting(Duration.ofHours(8)));
        Caller holder = ExchangeFixture.holder(first);
        fixture.granted(fixture.assume(holder, Asking.assume(ROLE + "Second").lasting(Duration.ofHours(1))));
        fixture.refused(
                Reason.DURATION_TOO_LONG,
                fixture.assume(holder, Asking.assume(ROLE + "Second").lasting(Duration.ofSeconds(3601))));
    }

    @Test
    void T05aChainCannotGoOnForEver() {
        world.role(Roles.of(
                World.PROD,
                "Loop",
                Policies.trust("{'Effect':'Allow','Principal':{'AWS':['arn:daypass:iam::111122223333:user/alice','"
                        + ROLE + "Loop']},'Action':'sts:AssumeRole'}"),
                "{'Effect':'Allow','Action':'sts:AssumeRole','Resource':'*'}"));
        IssuedSession last = fixture.granted(fixture.asAlice(Asking.assume(ROLE + "Loop")));
        for (int link = 0; link < Lifetime.DEEPEST_CHAIN; link++) {
            last = fixture.granted(fixture.assume(ExchangeFixture.holder(last), Asking.assume(ROLE + "Loop")));
        }
        fixture.refused(
                Reason.CHAIN_TOO_DEEP, fixture.assume(ExchangeFixture.holder(last), Asking.assume(ROLE + "Loop")));
    }

    @Test
    void T06aChainKeepsSourceIdentityAndTransitiveTags() {
        IssuedSession first = elevated(Asking.assume(ROLE + "First")
                .sourceIdentity("alice")
                .tagged("team", "blue")
                .tagged("mood", "good")
                .passingOn("team"));
        Caller holder = ExchangeFixture.holder(first);
        Session second = fixture.granted(fixture.assume(holder, Asking.assume(ROLE + "Second")))
                .session();
        assertEquals(Optional.of(world.user().uniqueId()), second.origin().subjectId());
        assertEquals(Optional.of("alice"), second.labels().sourceIdentity());
        assertEquals(Map.of("team", "blue"), second.labels().tags());
        assertEquals(
                List.of(new SessionLineage.Ancestor(
                        first.session().id(),
                        first.session().owner().uniqueId(),
                        first.session().issuedAt())),
                second.lineage().ancestors());
        fixture.refused(
                Reason.SOURCE_IDENTITY_INVALID,
                fixture.assume(holder, Asking.assume(ROLE + "Second").sourceIdentity("bob")));
        for (String key : List.of("team", "TEAM")) {
            fixture.refused(
                    Reason.TAG_INVALID,
                    fixture.assume(holder, Asking.assume(ROLE + "Second").tagged(key, "red")));
        }
    }

    @Test
    void T07aSessionPolicyLimitsWhichRolesItsSessionMayTake() {
        IssuedSession free = elevated(Asking.assume(ROLE + "First"));
        fixture.granted(fixture.assume(ExchangeFixture.holder(free), Asking.assume(ROLE + "Second")));
        IssuedSession narrowed = fixture.granted(fixture.asAlice(Asking.assume(ROLE + "First")
                .narrowedBy("{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':'reports:*',"
                        + "'Resource':'*'}]}")));
        fixture.refused(
                Reason.CALLER_NOT_ALLOWED,
                fixture.assume(ExchangeFixture.holder(narrowed), Asking.assume(ROLE + "Second")));
    }

    @Test
    void T13aMalformedSessionPolicyIsRefusedWhole() {
        world.role(Roles.of(World.PROD, "Admin", Policies.trust(trustAlice("'sts:AssumeRole'")), Roles.READ_REPORTS));
        for (String odd : List.of("{", "[]", "{'Statement':[{'Effect':'allow','Action':'*','Resource':'*'}]}", "{}")) {
            fixture.refused(
                    Reason.POLICY_MALFORMED,
                    fixture.asAlice(Asking.assume(ROLE + "Admin").narrowedBy(odd)));
        }
        fixture.refused(
                Reason.POLICY_TOO_LARGE,
                fixture.asAlice(Asking.assume(ROLE + "Admin").narrowedBy(" ".repeat(2049))));
        fixture.refused(
                Reason.PARAMETER_INVALID,
                fixture.asAlice(
                        Asking.assume(ROLE + "Admin").narrowedByArn("arn:daypass:iam::444455556666:policy/NotOurs")));
    }

    @Test
    void onlyUsersWithKeysGetTemporaryCredentialsOfTheirOwn() {
        var user = new Caller.UserWithKeys(world.user());
        var issued = fixture.granted(fixture.temporary.sessionToken(user, Optional.empty(), world.request()));
        assertEquals(
                Duration.ofHours(12),
                Duration.between(World.NOW, issued.session().expiresAt()));
        fixture.refused(
                Reason.OPERATION_NOT_FOR_SESSIONS,
                fixture.temporary.sessionToken(ExchangeFixture.holder(issued), Optional.empty(), world.request()));
        fixture.refused(
                Reason.DURATION_TOO_LONG,
                fixture.temporary.sessionToken(user, Optional.of(Duration.ofSeconds(129_601)), world.request()));
    }

    @Test
    void aFederatedUserSessionMayNotAssumeRoles() {
        world.alice(allow("{'Effect':'Allow','Action':'sts:*','Resource':'*'}"))
                .role(Roles.of(
                        World.PROD, "Admin", Policies.trust(trustAlice("'sts:AssumeRole'")), Roles.READ_REPORTS));
        var asked = new FederationRequest("visitor", Optional.empty(), List.of(), Optional.empty(), Map.of());
        var user = new Caller.UserWithKeys(world.user());
        var issued = fixture.granted(fixture.temporary.federationToken(user, asked, world.request()));
        assertEquals(
                "arn:daypass:sts::111122223333:federated-user/visitor",
                issued.session().owner().arn().toString());
        fixture.refused(
                Reason.OPERATION_NOT_FOR_SESSIONS,
                fixture.assume(ExchangeFixture.holder(issued), Asking.assume(ROLE + "Admin")));
    }

    private Outcome<IssuedSession> visitor(Map<String, String> tags) {
        var asked = new FederationRequest("visitor", Optional.empty(), List.of(), Optional.empty(), tags);
        return fixture.temporary.federationToken(new Caller.UserWithKeys(world.user()), asked, world.request());
    }

    @Test
    void T09tagsOfAFederatedUserNeedTagSession() {
        String federate = "{'Effect':'Allow','Action':'sts:GetFederationToken','Resource':'*'}";
        world.alice(allow(federate));
        fixture.granted(visitor(Map.of()));
        fixture.refused(Reason.CALLER_NOT_ALLOWED, visitor(Map.of("team", "red")));
        world.alice(allow(federate + ",{'Effect':'Allow','Action':'sts:TagSession','Resource':'*',"
                + "'Condition':{'StringEquals':{'aws:RequestTag/team':'red'}}}"));
        fixture.granted(visitor(Map.of("team", "red")));
        fixture.refused(Reason.CALLER_NOT_ALLOWED, visitor(Map.of("team", "blue")));
    }
}
