package dev.daypass.server.portal;

import dev.daypass.core.outcome.Reason;

/** Under which words a code that does not lead on is told. */
final class DeviceWords {
    private DeviceWords() {}

    static String key(Reason reason) {
        if (reason == Reason.THROTTLED) {
            return "many";
        }
        return reason == Reason.PARAMETER_INVALID ? "form" : "nothing";
    }
}
