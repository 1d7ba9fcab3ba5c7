package dev.daypass.server.portal;

import dev.daypass.core.audit.AuditRecord;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Entries as files: JSON Lines, as they are chained, and a table (RFC 4180). Immutable. */
final class AuditExport {
    static final String JSON_LINES = "application/jsonl;charset=utf-8";
    static final String CSV = "text/csv;charset=utf-8";

    private static final String CUT = "These are not all entries; the older ones are at";

    private static final List<String> COLUMNS = List.of(
            "at",
            "kind",
            "outcome",
            "reason",
            "correlation",
            "client",
            "provider",
            "subject",
            "caller",
            "role",
            "session",
            "by",
            "detail",
            "node",
            "sequence");

    private final List<AuditRecord> entries;
    private final Optional<String> next;

    /**
     * @param next where the rest is, if these are not all
     */
    AuditExport(List<AuditRecord> entries, Optional<String> next) {
        this.entries = List.copyOf(entries);
        this.next = next;
    }

    /** The lines themselves; where they are not all, a last one that is no entry. */
    String jsonLines() {
        return entries.stream().map(entry -> entry.entry().line() + "\n").collect(Collectors.joining())
                + next.map(link -> "{\"notAll\":\"" + CUT + "\",\"next\":\"" + link + "\"}\n")
                        .orElse("");
    }

    String csv() {
        return String.join(",", COLUMNS)
                + "\r\n"
                + entries.stream().map(AuditExport::line).collect(Collectors.joining())
                + next.map(AuditExport::cut).orElse("");
    }

    private static String cut(String link) {
        return COLUMNS.stream()
                        .map(column -> cell(column.equals("detail") ? CUT + ": " + link : ""))
                        .collect(Collectors.joining(","))
                + "\r\n";
    }

    private static String line(AuditRecord entry) {
        return COLUMNS.stream().map(column -> cell(value(entry, column))).collect(Collectors.joining(",")) + "\r\n";
    }

    private static String value(AuditRecord entry, String column) {
        return switch (column) {
            case "at" -> entry.entry().at().toString();
            case "kind" -> entry.kind();
            case "outcome" -> entry.outcome();
            case "reason" -> entry.reason().orElse("");
            case "correlation" -> entry.correlation();
            case "client" -> entry.client();
            case "node" -> entry.entry().head().node();
            case "sequence" -> Long.toString(entry.entry().sequence());
            default -> String.join("; ", entry.facts().getOrDefault(column, List.of()));
        };
    }

    /**
     * A cell in quotes. Spreadsheets take for a formula what begins with one of these signs, even in quotes; an apostrophe
     * in front makes it text (OWASP CSV injection).
     */
    static String cell(String value) {
        boolean formula = !value.isEmpty() && "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20".indexOf(value.charAt(0)) >= 0;
        return '"' + (formula ? "'" : "") + value.replace("\"", "\"\"") + '"';
    }
}
