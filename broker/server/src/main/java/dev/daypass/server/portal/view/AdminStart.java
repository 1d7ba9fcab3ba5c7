package dev.daypass.server.portal.view;

import java.util.List;

/**
 * What somebody may administer.
 *
 * @param places the pages that are open to them
 */
public record AdminStart(List<AdminPlace> places) {
    public AdminStart {
        places = List.copyOf(places);
    }
}
