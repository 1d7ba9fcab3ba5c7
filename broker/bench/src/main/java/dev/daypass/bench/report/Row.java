package dev.daypass.bench.report;

import java.util.Locale;
import java.util.Optional;

/**
 * A line of the table.
 *
 * @param must what the figure has to stay under, and what it aims at; absent where a figure is only told
 */
public record Row(String what, double figure, Optional<Goal> must, String note) {
    /** At most so much, better so little. */
    public record Goal(double must, double stretch) {}

    public static Row atMost(String what, double figure, double must, double stretch) {
        return new Row(what, figure, Optional.of(new Goal(must, stretch)), "");
    }

    /** A figure without a goal. */
    public static Row told(String what, double figure) {
        return new Row(what, figure, Optional.empty(), "");
    }

    public Row note(String text) {
        return new Row(what, figure, must, text);
    }

    boolean reached() {
        return must.isEmpty() || figure <= must.get().must();
    }

    String verdict() {
        return must.map(goal -> figure <= goal.stretch() ? "stretch" : figure <= goal.must() ? "must" : "MISSED")
                .orElse("");
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "| %-62s | %9s | %7s | %7s | %-7s | %s |",
                what,
                brief(figure),
                must.map(goal -> brief(goal.must())).orElse(""),
                must.map(goal -> brief(goal.stretch())).orElse(""),
                verdict(),
                note);
    }

    private static String brief(double number) {
        if (number >= 1_000) {
            return String.format(Locale.ROOT, "%,.0f", number);
        }
        return number < 0.1 ? String.format(Locale.ROOT, "%.4f", number) : String.format(Locale.ROOT, "%.2f", number);
    }
}
