package dev.daypass.server.portal.view;

import java.util.List;

/**
 * Where one may sign in.
 *
 * @param entrances in the order shown
 */
public record Chooser(List<Entrance> entrances) {
    public Chooser {
        entrances = List.copyOf(entrances);
    }

    /**
     * One provider.
     *
     * @param name as people read it
     * @param initials one or two letters that stand in for a logo
     * @param link where signing in begins, a path of ours
     */
    public record Entrance(String name, String initials, Way way, String link) {}

    /** How one signs in at a provider, in the words of people who do. */
    public enum Way {
        COMPANY_PAGE("chooser.way.page"),
        PASSWORD("chooser.way.password"),
        TICKET("chooser.way.ticket");

        private final String key;

        Way(String key) {
            this.key = key;
        }

        /** The key of its text. */
        public String key() {
            return key;
        }
    }
}
