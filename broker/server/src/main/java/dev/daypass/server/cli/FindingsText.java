package dev.daypass.server.cli;

import dev.daypass.core.source.Finding;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Locale;

/** Findings as lines for people: place, level, kind, what is wrong; below it how to mend it. */
final class FindingsText {
    private final PrintWriter out;

    FindingsText(PrintWriter out) {
        this.out = out;
    }

    void print(Check.Report report) {
        report.findings().forEach(this::print);
        out.println(summary(report));
    }

    private void print(Finding finding) {
        out.println(
                finding.source() + " " + word(finding.severity()) + " " + finding.code() + ": " + finding.message());
        finding.cure().ifPresent(cure -> out.println("    " + cure));
    }

    /** A level as one word. */
    static String word(Finding.Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String summary(Check.Report report) {
        var parts = new ArrayList<String>();
        for (Finding.Severity severity : Finding.Severity.values()) {
            long count = report.count(severity);
            if (count > 0) {
                parts.add(count + " " + word(severity).replace('-', ' ') + (count == 1 ? "" : "s"));
            }
        }
        String found = parts.isEmpty() ? "nothing to say" : String.join(", ", parts);
        return (report.passed() ? "ok: " : "not ok: ") + found + tests(report);
    }

    private static String tests(Check.Report report) {
        if (report.snapshot().isEmpty()) {
            return report.tests() == 0 ? "" : "; " + report.tests() + " tests not run";
        }
        long failed = report.findings().stream()
                .filter(finding -> finding.code().equals("test-failed"))
                .count();
        return "; " + report.tests() + " tests, " + (failed == 0 ? "all hold" : failed + " expectations fail");
    }
}
