package dev.daypass.core.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Grants, denials, and what becomes of sessions that several rules shape. */
class EntitlementsTest {
    private final Denials denials = new Denials();
    private final List<Entitlement> grants = new ArrayList<>();

    @Test
    void aBareNameMeetsDenialsOnceItIsResolved() {
        grant("Admin", "names", shape(Optional.of("a"), 4));
        grant("prod/Read", "reads", shape(Optional.empty(), 1));
        denials.add("prod/Admin", "never");
        assertFalse(entitlements().denied("Admin"));
        assertTrue(entitlements().find("prod/Admin").isEmpty());
        Entitlements resolved =
                entitlements().resolved(name -> Optional.of(name.contains("/") ? name : "prod/" + name));
        assertTrue(resolved.find("prod/Admin").isEmpty());
        assertEquals(List.of("never"), resolved.denyingRules("prod/Admin"));
        assertTrue(resolved.find("prod/Read").isPresent());
    }

    @Test
    void namesThatBecomeOneRoleShapeItTogether() {
        grant("Read", "first", shape(Optional.empty(), 4));
        grant("prod/Read", "second", shape(Optional.of("b"), 1));
        Entitlements resolved = entitlements().resolved(name -> Optional.of("prod/Read"));
        Entitlement role = resolved.find("prod/Read").orElseThrow();
        assertEquals(List.of("first", "second"), role.rules());
        assertEquals(Optional.of(Duration.ofHours(1)), role.shape().duration());
        assertEquals(Optional.of("b"), role.shape().name());
    }

    @Test
    void namesOfNoRoleAreDropped() {
        grant("nothing", "first", SessionShape.none());
        assertEquals(
                List.of(), entitlements().resolved(name -> Optional.empty()).all());
    }

    @Test
    void theEarlierRuleNamesAndTheShorterDurationCounts() {
        var one = new SessionShape(
                Optional.of("one"), Optional.empty(), Map.of("a", "1", "b", "1"), Set.of("a"), Optional.empty());
        var two = new SessionShape(
                Optional.of("two"),
                Optional.of(Duration.ofHours(2)),
                Map.of("b", "2", "c", "2"),
                Set.of("c"),
                Optional.of("who"));
        SessionShape both = one.and(two);
        assertEquals(Optional.of("one"), both.name());
        assertEquals(Optional.of(Duration.ofHours(2)), both.duration());
        assertEquals(Map.of("a", "1", "b", "1", "c", "2"), both.tags());
        assertEquals(Set.of("a", "c"), both.transitive());
        assertEquals(Optional.of("who"), both.sourceIdentity());
    }

    @Test
    void valuesStayOutOfTexts() {
        var shape = new SessionShape(
                Optional.of("alice"), Optional.empty(), Map.of("team", "secret"), Set.of(), Optional.of("alice"));
        assertFalse(shape.toString().contains("alice"));
        assertFalse(shape.toString().contains("secret"));
        assertFalse(new RuleTrace.Operand("user.email", "alice").toString().contains("alice"));
    }

    private static SessionShape shape(Optional<String> name, int hours) {
        return new SessionShape(name, Optional.of(Duration.ofHours(hours)), Map.of(), Set.of(), Optional.empty());
    }

    private void grant(String role, String rule, SessionShape shape) {
        grants.add(new Entitlement(role, List.of(rule), shape));
    }

    private Entitlements entitlements() {
        return new Entitlements(
                new Entitlements.Gathered(grants, denials, List.of(), List.of()), () -> new RuleTrace(List.of()));
    }
}
