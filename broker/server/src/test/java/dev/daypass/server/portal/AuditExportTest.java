package dev.daypass.server.portal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What leaves as a table must be text and nothing else. */
final class AuditExportTest {
    @Test
    void W09cellsThatASpreadsheetWouldComputeAreText() {
        for (String start : List.of("=", "+", "-", "@", "\t", "\r", "\n", "\uFF1D")) {
            assertEquals("\"'" + start + "cmd|' /C calc'!A0\"", AuditExport.cell(start + "cmd|' /C calc'!A0"));
        }
    }

    @Test
    void whatIsCutSaysSoInItsLastLine() {
        String link = "/admin/audit-export?format=csv&after=1~2~node";
        var cut = new AuditExport(List.of(), Optional.of(link));
        List<String> table = cut.csv().lines().toList();
        assertEquals(2, table.size());
        assertTrue(
                table.get(1).contains("These are not all entries")
                        && table.get(1).contains(link),
                cut::csv);
        assertEquals(table.get(0).split(",").length, table.get(1).split(",").length);
        assertEquals(
                "{\"notAll\":\"These are not all entries; the older ones are at\",\"next\":\"" + link + "\"}\n",
                cut.jsonLines());
        assertEquals("", new AuditExport(List.of(), Optional.empty()).jsonLines());
        assertEquals(
                1, new AuditExport(List.of(), Optional.empty()).csv().lines().count());
    }

    @Test
    void W09quotesAndCommasStayInTheirCell() {
        assertEquals("\"a \"\"b\"\", c\"", AuditExport.cell("a \"b\", c"));
        assertEquals("\"\"", AuditExport.cell(""));
        assertEquals("\"alice@corp.example.com\"", AuditExport.cell("alice@corp.example.com"));
    }
}
