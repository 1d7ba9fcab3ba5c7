package dev.daypass.server.demo;

import dev.daypass.server.demo.Paper.Verdict;
import java.util.Optional;

/**
 * What came of a request.
 *
 * @param detail what the caller was told
 * @param audited what the audit says besides, where the caller was told little
 */
record Seen(Verdict verdict, String detail, Optional<String> audited) {
    Seen(Verdict verdict, String detail) {
        this(verdict, detail, Optional.empty());
    }

    /** Whether a reason is given anywhere. */
    boolean says(String because) {
        return detail.contains(because)
                || audited.filter(text -> text.contains(because)).isPresent();
    }
}
