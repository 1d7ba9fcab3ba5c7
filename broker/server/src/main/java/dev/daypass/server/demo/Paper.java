package dev.daypass.server.demo;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Prints the tour: headings, paragraphs, steps, and lines to copy. */
final class Paper {
    private static final int WIDTH = 100;
    private static final int WHAT = 38;
    private static final int VERDICT = 8;
    private static final String ASIDE = "      ";

    private final PrintWriter out;
    private final Look look;

    Paper(PrintWriter out, Look look) {
        this.out = out;
        this.look = look;
    }

    /**
     * What the terminal can show.
     *
     * @param colour whether it understands colours, and they are wanted
     * @param unicode whether it shows more than ASCII
     */
    public record Look(boolean colour, boolean unicode) {}

    /** How a step ended, in one word. */
    enum Verdict {
        GRANTED("granted", "32"),
        ALLOWED("allowed", "32"),
        DENIED("denied", "33"),
        REFUSED("refused", "33"),
        DONE("done", "32"),
        FAULT("fault", "31");

        private final String word;
        private final String colour;

        Verdict(String word, String colour) {
            this.word = word;
            this.colour = colour;
        }

        String word() {
            return word;
        }
    }

    void heading(String text) {
        out.println();
        String line = (look.unicode() ? "─" : "-").repeat(Math.max(3, WIDTH - text.length() - 4));
        out.println(painted("1", (look.unicode() ? "── " : "-- ") + text) + " " + painted("2", line));
    }

    /** A paragraph, wrapped. */
    void text(String paragraph) {
        wrapped(paragraph, WIDTH).forEach(out::println);
        out.flush();
    }

    /**
     * A step.
     *
     * @param asTold whether it went as the text claims
     */
    void step(boolean asTold, String what, Seen seen) {
        String mark = look.unicode() ? (asTold ? "✓" : "✗") : asTold ? "ok" : "!!";
        String line = "  " + painted(asTold ? "32" : "31;1", mark) + " " + padded(what, WHAT) + " "
                + painted(seen.verdict().colour, padded(seen.verdict().word(), VERDICT)) + " " + seen.detail();
        out.println(line.stripTrailing());
        seen.audited().ifPresent(text -> aside("audit: " + text));
        out.flush();
    }

    /** Says that the last step did not go as the text claims. */
    void surprise(String expected) {
        out.println("      " + painted("31;1", "not as told; expected: " + expected));
        out.flush();
    }

    /** Something less important about the last step. */
    void aside(String text) {
        wrapped(text, WIDTH - ASIDE.length()).forEach(line -> out.println(ASIDE + painted("2", line)));
    }

    /** Lines to copy. */
    void code(List<String> lines) {
        lines.forEach(line -> out.println("  " + painted("36", line)));
        out.flush();
    }

    void blank() {
        out.println();
        out.flush();
    }

    private static List<String> wrapped(String text, int width) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (line.length() + word.length() > width && !line.isEmpty()) {
                lines.add(line.toString().stripTrailing());
                line.setLength(0);
            }
            line.append(word).append(' ');
        }
        lines.add(line.toString().stripTrailing());
        return lines;
    }

    private static String padded(String text, int width) {
        return text.length() >= width ? text : text + " ".repeat(width - text.length());
    }

    private String painted(String code, String text) {
        return look.colour() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
