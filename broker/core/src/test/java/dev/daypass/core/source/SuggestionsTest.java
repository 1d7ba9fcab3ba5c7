package dev.daypass.core.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Near words are suggested, far ones are not. */
final class SuggestionsTest {
    private static final List<String> WORDS = List.of("Effect", "Resource", "NotResource", "Condition");

    @Test
    void nearWordsAreFound() {
        assertEquals(Optional.of("Effect"), Suggestions.closest("effect", WORDS));
        assertEquals(Optional.of("Effect"), Suggestions.closest("Efect", WORDS));
        assertEquals(Optional.of("Effect"), Suggestions.closest("Effetc", WORDS));
        assertEquals(Optional.of("Resource"), Suggestions.closest("Resources", WORDS));
        assertEquals(Optional.of("NotResource"), Suggestions.closest("NoResource", WORDS));
        assertEquals(Optional.of("Condition"), Suggestions.closest("Conditon", WORDS));
    }

    @Test
    void farWordsAreNot() {
        assertEquals(Optional.empty(), Suggestions.closest("Sid", WORDS));
        assertEquals(Optional.empty(), Suggestions.closest("", WORDS));
        assertEquals(Optional.empty(), Suggestions.closest("e".repeat(10_000), WORDS));
        assertEquals("use one of: Effect, Resource, NotResource, Condition", Suggestions.cure("x", WORDS));
        assertEquals("did you mean `Effect`?", Suggestions.cure("EFFECTS", WORDS));
    }
}
