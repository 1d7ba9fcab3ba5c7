package dev.daypass.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FormTest {
    private static final int MOST = 256;

    @Test
    void escapesPlusAndUtf8AreResolved() {
        assertEquals(
                Map.of("Name", "a b", "Text", "\u00fc=&*~", "Empty", ""),
                granted("Name=a+b&Text=%C3%BC%3D%26%2A~&Empty="));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Action=a&Action=b",
                "Action=a&action=b",
                "A%63tion=a&Action=b",
                "Action=%4",
                "Action=%zz",
                "Action=%ff",
                "Action=%C3",
                "=a",
                "&Action=a",
                "Action=a&&B=b",
                "Action=a b",
                "Action=\u00e9",
                "Action=a\u0000"
            })
    void t29WhatTwoParsersCouldReadDifferentlyIsRefused(String text) {
        assertEquals(Map.of("Action", "a"), granted("Action=a"));
        assertEquals(Optional.of(Reason.REQUEST_MALFORMED), reason(Form.read(text, MOST)));
    }

    @Test
    void w25CollidingNamesAreBoundedAndQuick() {
        var within = new StringBuilder();
        var beyond = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            String pair = colliding(i) + "=x&";
            beyond.append(pair);
            if (i < MOST) {
                within.append(pair);
            }
        }
        assertEquals(colliding(0).hashCode(), colliding(9_999).hashCode());
        assertTimeout(Duration.ofSeconds(2), () -> {
            assertEquals(MOST, granted(within.substring(0, within.length() - 1)).size());
            assertEquals(Optional.of(Reason.LIMIT_EXCEEDED), reason(Form.read(beyond.toString(), MOST)));
            assertEquals(
                    10_000,
                    Form.read(beyond.substring(0, beyond.length() - 1), 10_000)
                            .map(form -> form.names().size())
                            .value()
                            .orElseThrow());
        });
    }

    @Test
    void valuesNeverPrint() {
        assertTrue(Form.read("Password=hunter2", MOST)
                .value()
                .map(Form::toString)
                .filter(text -> !text.contains("hunter2"))
                .isPresent());
    }

    /** One of 16,384 texts with the same hash: "Aa" and "BB" collide. */
    private static String colliding(int number) {
        var name = new StringBuilder();
        for (int bit = 0; bit < 14; bit++) {
            name.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return name.toString();
    }

    private static Map<String, String> granted(String text) {
        return Form.read(text, MOST).map(Form::asMap).value().orElseThrow();
    }

    private static Optional<Reason> reason(Outcome<Form> outcome) {
        return outcome.refusal().map(refusal -> refusal.reason());
    }
}
