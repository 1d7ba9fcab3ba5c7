package dev.daypass.server.portal.view;

import java.util.List;

/**
 * All that happened under one correlation id, oldest first.
 *
 * @param id the correlation id
 * @param chapters one for each entry
 */
public record AdminStory(String id, AdminAudit.Chain chain, List<Chapter> chapters) {
    public AdminStory {
        chapters = List.copyOf(chapters);
    }

    /**
     * An entry, whole.
     *
     * @param place sequence and node
     * @param json the line itself
     * @param related where else to look
     */
    public record Chapter(AdminAudit.Row row, String place, List<Fact> facts, String json, List<Related> related) {
        public Chapter {
            facts = List.copyOf(facts);
            related = List.copyOf(related);
        }
    }

    /** A fact as the audit has it. */
    public record Fact(String name, String values) {}

    /** A way on. */
    public record Related(String text, String link) {}
}
