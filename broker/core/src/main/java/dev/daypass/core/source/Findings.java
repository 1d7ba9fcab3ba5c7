package dev.daypass.core.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers findings so that a check tells all of them at once. Confined to the thread that runs the check. */
public final class Findings {
    private final List<Finding> all = new ArrayList<>();

    public void add(Finding finding) {
        all.add(finding);
    }

    public void addAll(List<Finding> findings) {
        all.addAll(findings);
    }

    public void error(String code, Source source, String message, String cure) {
        add(Finding.error(code, source, message, cure));
    }

    public boolean hasErrors() {
        return all.stream().anyMatch(finding -> finding.severity() == Finding.Severity.ERROR);
    }

    /** All findings in the order of their places. */
    public List<Finding> sorted() {
        return all.stream()
                .sorted(Comparator.comparing(
                                (Finding finding) -> finding.source().file())
                        .thenComparingInt(finding -> finding.source().line())
                        .thenComparingInt(finding -> finding.source().column()))
                .toList();
    }
}
