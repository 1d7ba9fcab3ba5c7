package dev.daypass.core.administration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.daypass.core.audit.AuditRecord;
import dev.daypass.core.outcome.UnavailableException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a page shows beside is left out while others search; what somebody searches for is not. */
final class AuditReadingTest {
    private static final AuditFilter FILTER = AuditFilter.of("req-1");
    private static final String LINE = "{\"sequence\":1,\"node\":\"one\",\"previous\":\"" + "0".repeat(64)
            + "\",\"at\":\"2026-03-01T10:00:00.000Z\",\"correlation\":\"req-1\",\"kind\":\"SIGN_IN\",\"hash\":\""
            + "1".repeat(64) + "\"}";

    @Test
    void glimpseIsLeftOutWhileOthersSearch() {
        var busy = new AuditReading(search -> {
            throw new UnavailableException("others search the audit now");
        });
        assertEquals(Optional.empty(), busy.glimpse(FILTER));
        assertThrows(UnavailableException.class, () -> busy.page(FILTER, Optional.empty(), 1));
    }

    @Test
    void glimpseIsTheNewestThatMatches() {
        var idle = new AuditReading(search -> List.of(LINE));
        assertEquals(Optional.of("req-1"), idle.glimpse(FILTER).map(AuditRecord::correlation));
    }
}
