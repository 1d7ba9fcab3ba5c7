package dev.daypass.core.insight;

import dev.daypass.core.identity.Attributes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Why a person has a role, or does not have it, in what the person may know: its own attributes, and whether a rule
 * matched. What rules compare with is left out, since that may name others; so is the trust policy.
 *
 * @param role {@code ALIAS/NAME}
 * @param steps the gates in the order in which they are asked
 * @param rules those that give the role or take it away, the nearest miss first among those that do not match
 * @param length how long a session is that is asked for now; absent if there is none
 * @param user what is known of the person
 */
public record OwnAnswer(
        String role,
        String description,
        List<Step> steps,
        List<RuleLine> rules,
        Optional<Duration> length,
        Attributes user) {
    public OwnAnswer {
        steps = List.copyOf(steps);
        rules = List.copyOf(rules);
    }

    /** Whether the person has the role. */
    public boolean obtained() {
        return length.isPresent();
    }

    /** What is asked about a role. */
    public enum Gate {
        /** Does a rule give it? */
        GIVEN,
        /** Does no rule take it away? */
        LEFT,
        /** Does the role trust this way of signing in? */
        TRUSTED,
        /** Can a session of it be made for this person? */
        POSSIBLE
    }

    /** How a gate answered; {@code passed} is absent if it could not be asked. */
    public record Step(Gate gate, Optional<Boolean> passed) {}

    /**
     * One rule about the role.
     *
     * @param takesAway whether it denies the role; else it gives it
     * @param matched whether it takes effect for this person
     * @param distance how many of its conditions would have to come out otherwise
     * @param readings what it looked at
     */
    public record RuleLine(String rule, boolean takesAway, boolean matched, int distance, List<ReadingLine> readings) {
        public RuleLine {
            readings = List.copyOf(readings);
        }
    }

    /**
     * One attribute of the person that a rule looked at.
     *
     * @param name as rules call it, without {@code user.}
     * @param value as JSON-like text
     * @param fits whether it is as the rule wants it
     */
    public record ReadingLine(String name, String value, boolean fits) {
        @Override
        public String toString() {
            return name + (fits ? " fits" : " does not fit");
        }
    }

    @Override
    public String toString() {
        return "OwnAnswer[" + role + ", " + steps + "]";
    }
}
