package dev.daypass.server.cli;

import dev.daypass.core.source.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Findings for programs: our own JSON, and SARIF 2.1.0 (OASIS) for code review tools. */
final class FindingsJson {
    private static final String SARIF_SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    private FindingsJson() {}

    static Map<String, ?> plain(Check.Report report) {
        var counts = new LinkedHashMap<String, Object>();
        for (Finding.Severity severity : Finding.Severity.values()) {
            counts.put(FindingsText.word(severity), report.count(severity));
        }
        var root = new LinkedHashMap<String, Object>();
        root.put("passed", report.passed());
        root.put("revision", report.configuration().revision());
        root.put("counts", counts);
        root.put("tests", Map.of("total", report.tests()));
        root.put("findings", report.findings().stream().map(FindingsJson::plain).toList());
        return root;
    }

    private static Map<String, Object> plain(Finding finding) {
        var map = new LinkedHashMap<String, Object>();
        map.put("severity", FindingsText.word(finding.severity()));
        map.put("code", finding.code());
        map.put("file", finding.source().file());
        map.put("line", finding.source().line());
        map.put("column", finding.source().column());
        map.put("message", finding.message());
        map.put("cure", finding.cure());
        return map;
    }

    static Map<String, ?> sarif(Check.Report report) {
        List<Map<String, String>> rules = report.findings().stream()
                .map(Finding::code)
                .distinct()
                .sorted()
                .map(code -> Map.of("id", code))
                .toList();
        var driver = new LinkedHashMap<String, Object>();
        driver.put("name", "daypass check");
        driver.put("rules", rules);
        var run = new LinkedHashMap<String, Object>();
        run.put("tool", Map.of("driver", driver));
        run.put("columnKind", "unicodeCodePoints");
        run.put("results", report.findings().stream().map(FindingsJson::result).toList());
        var root = new LinkedHashMap<String, Object>();
        root.put("$schema", SARIF_SCHEMA);
        root.put("version", "2.1.0");
        root.put("runs", List.of(run));
        return root;
    }

    private static Map<String, Object> result(Finding finding) {
        var region = new LinkedHashMap<String, Object>();
        region.put("startLine", finding.source().line());
        region.put("startColumn", finding.source().column());
        var physical = new LinkedHashMap<String, Object>();
        physical.put("artifactLocation", Map.of("uri", finding.source().file()));
        physical.put("region", region);
        var result = new LinkedHashMap<String, Object>();
        result.put("ruleId", finding.code());
        result.put("level", level(finding.severity()));
        String text =
                finding.message() + finding.cure().map(cure -> ". " + cure).orElse("");
        result.put("message", Map.of("text", text));
        result.put("locations", List.of(Map.of("physicalLocation", physical)));
        return result;
    }

    private static String level(Finding.Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case SECURITY_WARNING, WARNING -> "warning";
            case SUGGESTION -> "note";
        };
    }
}
