package dev.daypass.core.exchange;

import dev.daypass.core.session.SessionLabels;
import dev.daypass.core.session.SessionPolicies;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** How much of the room for session policies and tags is used (AWS STS, {@code PackedPolicySize}). */
final class PackedSize {
    private static final int ROOM = 4096;

    private PackedSize() {}

    /** Rounded up; more than 100 does not fit. */
    static int percent(SessionPolicies policies, SessionLabels labels) {
        int bytes = 0;
        for (SessionPolicies.Layer layer : policies.layers()) {
            bytes += bytes(layer.inline()) + bytes(layer.managed());
        }
        for (var tag : labels.tags().entrySet()) {
            bytes += bytes(tag.getKey()) + bytes(tag.getValue());
        }
        return (bytes * 100 + ROOM - 1) / ROOM;
    }

    private static int bytes(List<String> texts) {
        return texts.stream().mapToInt(PackedSize::bytes).sum();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
