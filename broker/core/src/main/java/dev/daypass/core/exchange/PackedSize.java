package dev.daypass.core.exchange;

import dev.daypass.core.session.SessionLabels;
import dev.daypass.core.session.SessionPolicies;
import java.nio.charset.StandardCharsets;

/** How much of the room for session policies and tags is used (AWS STS, {@code PackedPolicySize}). */
final class PackedSize {
    private static final int ROOM = 4096;

    private PackedSize() {}

    /** Rounded up; more than 100 does not fit. */
    static int percent(SessionPolicies policies, SessionLabels labels) {
        int bytes = policies.inline().map(PackedSize::bytes).orElse(0);
        for (String arn : policies.managed()) {
            bytes += bytes(arn);
        }
        for (var tag : labels.tags().entrySet()) {
            bytes += bytes(tag.getKey()) + bytes(tag.getValue());
        }
        return (bytes * 100 + ROOM - 1) / ROOM;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
