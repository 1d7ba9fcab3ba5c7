package dev.daypass.server.portal.view;

import java.util.List;

/** The roles that a person may ask about. */
public record WhyList(List<Role> have, List<Role> lack, String provider, List<Why.Known> known) {
    public WhyList {
        have = List.copyOf(have);
        lack = List.copyOf(lack);
        known = List.copyOf(known);
    }

    /**
     * One role.
     *
     * @param link to its answer
     */
    public record Role(String name, String account, String description, String link) {}
}
