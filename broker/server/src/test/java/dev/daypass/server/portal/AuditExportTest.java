package dev.daypass.server.portal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
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
    void W09quotesAndCommasStayInTheirCell() {
        assertEquals("\"a \"\"b\"\", c\"", AuditExport.cell("a \"b\", c"));
        assertEquals("\"\"", AuditExport.cell(""));
        assertEquals("\"alice@corp.example.com\"", AuditExport.cell("alice@corp.example.com"));
    }
}
