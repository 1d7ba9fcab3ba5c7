package dev.daypass.core.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.arn.Arn;
import dev.daypass.core.identity.Attributes;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.policy.ConditionContext;
import dev.daypass.core.policy.Decision;
import dev.daypass.core.session.Session;
import dev.daypass.core.session.SessionLabels;
import dev.daypass.core.session.SessionLineage;
import dev.daypass.core.session.SessionOrigin;
import dev.daypass.core.session.SessionOwner;
import dev.daypass.core.session.SessionPolicies;
import dev.daypass.core.signin.Caller;
import dev.daypass.core.world.Policies;
import dev.daypass.core.world.Roles;
import dev.daypass.core.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a session may do, and what the asking side may say about it. */
final class DecisionsTest {
    private static final String ANYTHING = "arn:daypass:iam::111122223333:policy/Anything";
    private static final String NO_SECRETS = "arn:daypass:iam::111122223333:policy/NoSecrets";

    private final World world = new World().role(Roles.readOnly());
    private final Decisions decisions = new Decisions(world.ledger);

    private Outcome<Decision> decide(SessionPolicies policies, String resource, ConditionContext extra) {
        var role = Roles.readOnly();
        var session = new Session(
                "ASIATEST000000000001",
                World.NOW,
                World.NOW.plus(Duration.ofHours(1)),
                new SessionOwner(
                        SessionOwner.Kind.ROLE,
                        role.reference(),
                        role.uniqueId(),
                        world.snapshot().partition().assumedRole(World.PROD, role.name(), "alice")),
                new SessionLabels("alice", Map.of(), Set.of(), Optional.empty()),
                policies,
                new SessionOrigin(Optional.of(World.CORP), "alice", Attributes.none(), Map.of()),
                SessionLineage.root(Optional.empty()));
        return decisions.decide(new Caller.SessionHolder(session), "reports:Get", resource, extra, world.request());
    }

    private boolean allowed(SessionPolicies policies, String resource) {
        return decide(policies, resource, ConditionContext.empty())
                .value()
                .orElseThrow()
                .allowed();
    }

    private static Arn arn(String text) {
        return Arn.parse(text).orElseThrow();
    }

    @Test
    void T08aSessionPolicyThatIsGoneTakesNoDenialAlong() {
        world.policy(arn(ANYTHING), Policies.managed("Anything", Roles.READ_REPORTS))
                .policy(
                        arn(NO_SECRETS),
                        Policies.managed(
                                "NoSecrets",
                                "{'Effect':'Deny','Action':'*','Resource':'arn:daypass:reports:::secret'}"));
        var both = SessionPolicies.of(new SessionPolicies.Layer(List.of(), List.of(ANYTHING, NO_SECRETS)));
        assertTrue(allowed(both, "arn:daypass:reports:::plain"));
        assertFalse(allowed(both, "arn:daypass:reports:::secret"));

        var gone = SessionPolicies.of(
                new SessionPolicies.Layer(List.of(), List.of(ANYTHING, "arn:daypass:iam::111122223333:policy/Gone")));
        assertFalse(allowed(gone, "arn:daypass:reports:::secret"));
        assertFalse(allowed(gone, "arn:daypass:reports:::plain"));
    }

    @Test
    void T11theAskingSideCannotSayWhatWeKnow() {
        var bucket = ConditionContext.empty().with("reports:Shelf", "top");
        assertTrue(decide(SessionPolicies.none(), "arn:daypass:reports:::plain", bucket)
                .value()
                .orElseThrow()
                .allowed());
        for (String key : List.of("aws:PrincipalTag/team", "User/email", "ci.example.com:sub", "CI.example.com:SUB")) {
            var told = ConditionContext.empty().with(key, "admin");
            var refusal = decide(SessionPolicies.none(), "arn:daypass:reports:::plain", told)
                    .refusal()
                    .orElseThrow();
            assertEquals(Reason.PARAMETER_INVALID, refusal.reason());
        }
    }
}
