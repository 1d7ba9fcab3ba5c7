package dev.daypass.core.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.arn.Arn;
import dev.daypass.core.arn.Partition;
import dev.daypass.core.exchange.IssuedSession;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.policy.NamedPolicy;
import dev.daypass.core.policy.PolicyType;
import dev.daypass.core.role.TakingTerms;
import dev.daypass.core.session.Session;
import dev.daypass.core.world.Policies;
import dev.daypass.core.world.Roles;
import dev.daypass.core.world.World;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a person says when taking a role: a reason, and a lesser form of it. */
final class RoleWishTest extends AtThePortal {
    private Outcome<IssuedSession> wished(String role, String narrowing, String reason) {
        return taking.take(
                alice,
                role,
                new RoleWish(
                        Optional.empty(),
                        Optional.of(narrowing).filter(text -> !text.isEmpty()),
                        Optional.of(reason).filter(text -> !text.isEmpty())),
                world.request());
    }

    private void asks(TakingTerms.Reason reason) {
        Arn reports = new Partition("daypass").policy(World.PROD, "/", "OneReport");
        world.policy(
                reports,
                new NamedPolicy(
                        PolicyType.CUSTOMER,
                        reports.toString(),
                        Policies.inline(
                                        "{'Effect':'Allow','Action':'reports:Get','Resource':'arn:daypass:reports:::one'}")
                                .document()));
        var terms = new TakingTerms(reason, Map.of("One report", List.of(reports.toString())));
        world.role(Roles.asking(Roles.readOnly(), terms)).role(Roles.asking(role("Admin"), terms));
    }

    private String last() {
        return world.ledger.events.get(world.ledger.events.size() - 1).toString();
    }

    @Test
    void reasonThatIsAskedForIsAFactOfItsOwn() {
        asks(TakingTerms.Reason.REQUIRED);
        granted(wished("prod/ReadOnly", "", "  INC-4711: look at the bill "));
        assertTrue(last().contains("statedReason") && last().contains("INC-4711: look at the bill"), last());
    }

    @Test
    void roleThatAsksIsNotTakenWithoutAReason() {
        asks(TakingTerms.Reason.REQUIRED);
        int before = world.ledger.events.size();
        for (String reason :
                List.of("", " ", "two\nlines", "\u202eright to left", "a\u0000b", "x".repeat(201), "\u2028")) {
            assertTrue(wished("prod/ReadOnly", "", reason).refusal().isPresent(), reason);
        }
        assertEquals(before + 7, world.ledger.events.size(), "each is audited once");
    }

    @Test
    void reasonThatNobodyAskedForIsNotKept() {
        granted(wished("prod/ReadOnly", "", "because"));
        assertFalse(last().contains("because"), last());
    }

    @Test
    void lesserFormOfARoleIsASessionPolicy() {
        asks(TakingTerms.Reason.OPTIONAL);
        Session whole = granted(wished("prod/ReadOnly", "", "")).session();
        assertTrue(whole.policies().layers().isEmpty());
        Session lesser = granted(wished("prod/ReadOnly", "One report", "")).session();
        assertEquals(
                List.of("arn:daypass:iam::" + World.PROD + ":policy/OneReport"),
                lesser.policies().layers().get(0).managed());
    }

    @Test
    void T13formThatTheRoleHasNotIsRefused() {
        asks(TakingTerms.Reason.OPTIONAL);
        for (String form :
                List.of("Another", "one report", "arn:daypass:iam::" + World.PROD + ":policy/OneReport", "")) {
            assertEquals(
                    form.isEmpty(), wished("prod/ReadOnly", form, "").refusal().isEmpty(), form);
        }
    }

    @Test
    void T34whoMayNotHaveARoleDoesNotLearnItsTerms() {
        asks(TakingTerms.Reason.REQUIRED);
        Outcome<IssuedSession> theirs = wished("prod/Admin", "Another", "");
        Outcome<IssuedSession> nobodys = wished("prod/Nothing", "Another", "");
        assertEquals(
                nobodys.refusal().map(refusal -> refusal.publicMessage().replace("Nothing", "Admin")),
                theirs.refusal().map(refusal -> refusal.publicMessage()));
    }

    private BrowserSession terminal(String reason) {
        StatedReason stated = StatedReason.of(Optional.of(reason)).value().orElseThrow();
        return browsers.beginTerminal(
                alice,
                browsers.newHandle(),
                new BrowserSessions.Program("AWS CLI", "registered-1", stated),
                world.request());
    }

    @Test
    void loginOfATerminalIsApprovedForAReasonThatItsRolesHave() {
        asks(TakingTerms.Reason.REQUIRED);
        BrowserSession login = terminal(" INC-4711: look at the bill ");
        assertTrue(last().contains("INC-4711"), last());
        BrowserSession kept =
                browsers.terminal(login.handle(), world.request()).value().orElseThrow();
        assertEquals(Optional.of("INC-4711: look at the bill"), kept.reason());
        granted(taking.take(kept, "prod/ReadOnly", Optional.empty(), world.request()));
        assertTrue(last().contains("statedReason") && last().contains("INC-4711: look at the bill"), last());
        var own = new RoleWish(Optional.empty(), Optional.empty(), Optional.of("INC-4712"));
        granted(taking.take(kept, "prod/ReadOnly", own, world.request()));
        assertTrue(last().contains("INC-4712") && !last().contains("INC-4711"), last());
    }

    @Test
    void roleThatAsksIsNotTakenWithoutAReasonHoweverItIsNamed() {
        asks(TakingTerms.Reason.REQUIRED);
        BrowserSession login = terminal("");
        for (String name : List.of("prod/ReadOnly", Roles.readOnly().arn().toString())) {
            assertTrue(
                    taking.take(login, name, Optional.empty(), world.request())
                            .refusal()
                            .isPresent(),
                    name);
        }
    }
}
