package dev.daypass.server.portal.view;

import java.util.List;

/**
 * The applications that a person may open.
 *
 * @param tiles in the order shown; empty if there is none for them
 */
public record Applications(List<Tile> tiles) {
    public Applications {
        tiles = List.copyOf(tiles);
    }

    /**
     * One application.
     *
     * @param initials one or two letters that stand in for a logo
     * @param description one line; may be empty
     * @param link where it is opened from, a path of ours
     * @param host where that leads
     */
    public record Tile(String label, String initials, String description, String link, String host) {}
}
