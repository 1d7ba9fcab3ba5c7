package dev.daypass.core.insight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.provider.Provider;
import dev.daypass.core.world.Identities;
import dev.daypass.core.world.Policies;
import dev.daypass.core.world.Roles;
import dev.daypass.core.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Who gains and who loses, and by which rule. */
final class RuleTrialTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final String ENGINEERS = "\"Engineers\" in user.groups";

    private final RecordedSignIn alice =
            new RecordedSignIn("1", World.NOW.minus(Duration.ofDays(20)), Identities.alice(Map.of(), yesterday()));
    private final RuleTrial trial = new RuleTrial(System::nanoTime);

    private static Optional<Instant> yesterday() {
        return Optional.of(World.NOW.minus(Duration.ofDays(1)));
    }

    private static World world() {
        return new World().role(Roles.readOnly());
    }

    private static RecordedSignIns.Page only(RecordedSignIn... people) {
        return new RecordedSignIns.Page(List.of(people), Optional.empty());
    }

    private RuleTrial.Result compare(World before, World after) {
        return trial.compare(place -> only(alice), after.snapshot(), before.request(), LONG);
    }

    @Test
    void whoFitsANewRuleGainsEvenIfTheirOldSessionIsOver() {
        RuleTrial.Result result = compare(world(), world().rule("engineers", ENGINEERS, "prod/ReadOnly"));
        assertEquals(1, result.gains().size());
        RuleTrial.Change gain = result.gains().get(0);
        assertEquals("prod/ReadOnly", gain.role());
        assertEquals(List.of("engineers"), gain.rules());
        assertEquals(alice, gain.person());
        assertTrue(result.losses().isEmpty() && result.whole());
    }

    @Test
    void whoFitsNoRuleAnyMoreLosesAndTheRuleThatGaveIsNamed() {
        World before = world().rule("engineers", ENGINEERS, "prod/ReadOnly");
        RuleTrial.Result result =
                compare(before, world().rule("engineers", "\"Board\" in user.groups", "prod/ReadOnly"));
        assertEquals(List.of("engineers"), result.losses().get(0).rules());
        assertFalse(result.losses().get(0).takenAway());
    }

    @Test
    void whoIsDeniedLosesAndTheDenyingRuleIsNamed() {
        World before = world().rule("engineers", ENGINEERS, "prod/ReadOnly");
        World after = world().rule("engineers", ENGINEERS, "prod/ReadOnly")
                .denyRule("nobody", "\"Staff\" in user.groups", "prod/ReadOnly");
        RuleTrial.Change loss = compare(before, after).losses().get(0);
        assertEquals(List.of("nobody"), loss.rules());
        assertTrue(loss.takenAway());
    }

    @Test
    void nothingChangesWhereNothingIsChangedOrTheRoleDoesNotTrust() {
        World before = world().rule("engineers", ENGINEERS, "prod/ReadOnly");
        RuleTrial.Result same = compare(before, world().rule("all", "true", "prod/ReadOnly"));
        assertTrue(same.gains().isEmpty() && same.losses().isEmpty());
        World untrusting = new World()
                .role(Roles.of(
                        World.PROD,
                        "ReadOnly",
                        Policies.trust(
                                "{'Effect':'Allow','Principal':{'Federated':'ci'},'Action':'sts:AssumeRoleWithSAML'}"),
                        Roles.READ_REPORTS));
        RuleTrial.Result none =
                compare(new World().role(Roles.readOnly()), untrusting.rule("engineers", ENGINEERS, "prod/ReadOnly"));
        assertTrue(none.gains().isEmpty());
    }

    @Test
    void whoMaySignInNoMoreLosesAll() {
        World before = world().rule("engineers", ENGINEERS, "prod/ReadOnly");
        World after = world().rule("engineers", ENGINEERS, "prod/ReadOnly");
        after.with(World.saml(Provider.State.ENABLED, Provider.ReplayScope.ONCE, Set.of("alice@corp.example.com")));
        assertEquals(1, compare(before, after).losses().size());
    }

    @Test
    void itEndsInTime() {
        var clock = new AtomicLong();
        var slow = new RuleTrial(() -> clock.getAndAdd(Duration.ofSeconds(10).toNanos()));
        RuleTrial.Result result = slow.compare(
                place -> only(alice, alice, alice, alice),
                world().snapshot(),
                world().request(),
                Duration.ofSeconds(25));
        assertEquals(2, result.looked());
        assertFalse(result.whole());
    }

    @Test
    void itReadsPageByPageAndNoPageThatThereIsNoTimeFor() {
        var next = new SignInRecord.Kept("1", World.NOW, 1, "");
        var read = new ArrayList<Optional<SignInRecord.Kept>>();
        RuleTrial.People endless = place -> {
            read.add(place);
            return new RecordedSignIns.Page(List.of(alice), Optional.of(next));
        };
        var clock = new AtomicLong();
        var slow = new RuleTrial(() -> clock.getAndAdd(Duration.ofSeconds(10).toNanos()));
        RuleTrial.Result result = slow.compare(endless, world().snapshot(), world().request(), Duration.ofSeconds(25));
        assertFalse(result.whole());
        assertEquals(List.of(Optional.empty(), Optional.of(next), Optional.of(next)), read);
    }
}
