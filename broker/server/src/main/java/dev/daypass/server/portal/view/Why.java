package dev.daypass.server.portal.view;

import java.util.List;
import java.util.Optional;

/**
 * Why somebody has a role or lacks it.
 *
 * @param role {@code ALIAS/NAME}
 * @param description one line; may be empty
 * @param length how long a session lasts; absent if the role is not theirs
 * @param provider who vouches for them
 * @param reference the correlation id, for whoever is asked for help
 */
public record Why(
        String role,
        String description,
        Optional<String> length,
        String provider,
        List<Step> steps,
        List<RuleLine> rules,
        List<Known> known,
        String reference) {
    public Why {
        steps = List.copyOf(steps);
        rules = List.copyOf(rules);
        known = List.copyOf(known);
    }

    public boolean obtained() {
        return length.isPresent();
    }

    /** A mark and a sentence, so that nobody depends on the colour. */
    public record Step(Mark mark, String sentence) {}

    /** How something came out. */
    public enum Mark {
        YES("✓", "yes"),
        NO("✗", "no"),
        OPEN("–", "open");

        private final String sign;
        private final String style;

        Mark(String sign, String style) {
            this.sign = sign;
            this.style = style;
        }

        public String sign() {
            return sign;
        }

        /** Its class in the style sheet. */
        public String style() {
            return style;
        }
    }

    /**
     * One rule.
     *
     * @param sentence what it does and whether it does
     */
    public record RuleLine(String name, Mark mark, String sentence, List<Reading> readings) {
        public RuleLine {
            readings = List.copyOf(readings);
        }
    }

    /** One attribute that a rule looked at. */
    public record Reading(String name, String value, Mark mark, String word) {
        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * One attribute of the person.
     *
     * @param more how many values are left out
     */
    public record Known(String name, List<String> values, int more) {
        public Known {
            values = List.copyOf(values);
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
