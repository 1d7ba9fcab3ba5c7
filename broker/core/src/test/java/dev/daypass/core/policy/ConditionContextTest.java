package dev.daypass.core.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Keys ignore case, values are kept in order. */
final class ConditionContextTest {
    @Test
    void keysIgnoreCaseAndTheLastOneWins() {
        ConditionContext context = ConditionContext.builder()
                .put("aws:SourceIp", "10.0.0.1")
                .put("AWS:sourceip", "10.0.0.2")
                .build();
        assertEquals(Optional.of(List.of("10.0.0.2")), context.values("aws:SOURCEIP"));
        assertEquals(Set.of("AWS:sourceip"), context.keys());
    }

    @Test
    void keyWithoutValuesIsNoKey() {
        ConditionContext context = ConditionContext.builder()
                .put("user/groups", "a")
                .put("user/groups", List.of())
                .build();
        assertEquals(Optional.empty(), context.values("user/groups"));
        assertEquals(Set.of(), context.keys());
    }

    @Test
    void withLeavesTheFirstAsItWas() {
        ConditionContext first = ConditionContext.empty().with("a", "1");
        ConditionContext merged = first.with(ConditionContext.builder()
                .put("A", "2")
                .put("b", List.of("3", "4"))
                .build());
        assertEquals(Optional.of(List.of("1")), first.values("a"));
        assertEquals(Optional.of(List.of("2")), merged.values("a"));
        assertEquals(Optional.of(List.of("3", "4")), merged.values("B"));
        assertFalse(merged.toString().contains("3"), "values are personal data");
    }
}
