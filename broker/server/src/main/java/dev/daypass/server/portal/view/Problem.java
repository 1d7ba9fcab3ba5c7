package dev.daypass.server.portal.view;

import java.util.List;

/**
 * Something went wrong, told to the person it happened to.
 *
 * @param status as in the status line
 * @param heading what happened, in a few words
 * @param sentence what happened; tells an outsider nothing new
 * @param cure what to do now
 * @param ways where to go on
 */
public record Problem(int status, String heading, String sentence, String cure, List<Way> ways) {
    public Problem {
        ways = List.copyOf(ways);
    }

    /**
     * A link out of the dead end.
     *
     * @param style its class in the style sheet
     */
    public record Way(String text, String link, String style) {}
}
