package dev.daypass.server.portal.view;

import java.util.List;
import java.util.Optional;

/**
 * The rule tester: the rules that are proposed, what is wrong with them, or who gains and who loses.
 *
 * @param text the rules
 * @param recorded how many people it can be tried on
 */
public record Trial(
        String text, int recorded, Optional<String> problem, List<Mistake> mistakes, Optional<Comparison> comparison) {
    public Trial {
        mistakes = List.copyOf(mistakes);
    }

    /** Something that is wrong, and where. */
    public record Mistake(String place, boolean error, String message, String cure) {}

    /**
     * What the rules come to.
     *
     * @param summary in one sentence
     * @param note what has to be known to judge it; may be empty
     */
    public record Comparison(String summary, String note, List<Role> roles, boolean nothing) {
        public Comparison {
            roles = List.copyOf(roles);
        }
    }

    /** One role that somebody gains or loses. */
    public record Role(String name, String counts, List<Change> changes, int more) {
        public Role {
            changes = List.copyOf(changes);
        }
    }

    /**
     * One person.
     *
     * @param gains else loses
     * @param link where this person's access is explained
     */
    public record Change(boolean gains, String person, String about, String why, String link) {
        public String style() {
            return gains ? "yes" : "no";
        }
    }

    @Override
    public String toString() {
        return "Trial[" + mistakes.size() + " mistakes]";
    }
}
