package dev.daypass.server.portal.view;

import dev.daypass.server.portal.view.Holdings.Moment;
import java.util.List;
import java.util.Optional;

/**
 * One live session with what it came from and what came of it. Shows no secret.
 *
 * @param facts what there is to know, in order
 * @param before sessions it came from, oldest first
 * @param after sessions that came of it and end with it
 * @param endAlls what all of could be ended instead
 * @param audit link to what the audit tells of it
 * @param mayEnd whether who looks may end it
 */
public record AdminSession(
        String id,
        String heading,
        List<Fact> facts,
        List<Link> before,
        List<Link> after,
        List<AdminSessions.EndAll> endAlls,
        String audit,
        Optional<Minted> minted,
        boolean mayEnd) {
    public AdminSession {
        facts = List.copyOf(facts);
        before = List.copyOf(before);
        after = List.copyOf(after);
        endAlls = List.copyOf(endAlls);
    }

    /**
     * A fact.
     *
     * @param key of its name
     * @param moment where it is a time
     */
    public record Fact(String key, String text, Optional<Moment> moment) {}

    /** Another session. */
    public record Link(String text, String id, String link) {}

    /**
     * How it was issued, as the audit tells.
     *
     * @param rules that granted the role
     * @param link to the whole story
     */
    public record Minted(List<String> rules, String address, String link) {
        public Minted {
            rules = List.copyOf(rules);
        }
    }
}
