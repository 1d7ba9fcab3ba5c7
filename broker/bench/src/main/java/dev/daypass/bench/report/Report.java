package dev.daypass.bench.report;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** The rows of one run, printed as a Markdown table. */
public final class Report {
    private final List<Row> rows = new ArrayList<>();

    public void add(Row row) {
        rows.add(row);
    }

    /** Whether every goal that must be reached is. */
    public boolean allReached() {
        return rows.stream().allMatch(Row::reached);
    }

    public void print(PrintStream out) {
        out.printf("| %-62s | %9s | %7s | %7s | %-7s | %s |%n", "what", "figure", "must", "stretch", "reached", "");
        out.println("|---|--:|--:|--:|---|---|");
        rows.forEach(row -> out.println(row.line()));
    }
}
