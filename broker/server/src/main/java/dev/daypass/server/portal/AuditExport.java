package dev.daypass.server.portal;

import dev.daypass.core.audit.AuditRecord;
import java.util.List;
import java.util.stream.Collectors;

/** Entries as files: JSON Lines, as they are chained, and a table (RFC 4180). */
final class AuditExport {
    static final String JSON_LINES = "application/jsonl;charset=utf-8";
    static final String CSV = "text/csv;charset=utf-8";

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

    private AuditExport() {}

    static String jsonLines(List<AuditRecord> entries) {
        return entries.stream().map(entry -> entry.entry().line() + "\n").collect(Collectors.joining());
    }

    static String csv(List<AuditRecord> entries) {
        return String.join(",", COLUMNS)
                + "\r\n"
                + entries.stream().map(AuditExport::line).collect(Collectors.joining());
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
