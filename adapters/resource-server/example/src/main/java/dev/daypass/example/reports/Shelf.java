package dev.daypass.example.reports;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Holds the reports in memory. */
final class Shelf {
    private final Map<String, Report> reports = new ConcurrentHashMap<>(Map.of(
            "2025", new Report("alice", "a good year\n"),
            "2026", new Report("bob", "a better one\n")));

    Optional<Report> find(String id) {
        return Optional.ofNullable(reports.get(id));
    }

    void put(String id, Report report) {
        reports.put(id, report);
    }
}
