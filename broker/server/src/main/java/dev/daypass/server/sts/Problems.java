package dev.daypass.server.sts;

import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything that is wrong with a call's parameters, told at once and in AWS's words. Values stand in what the caller
 * reads, never in what is audited.
 */
final class Problems {
    private static final int LONGEST_VALUE = 256;

    private final List<String> told = new ArrayList<>();
    private final List<String> audited = new ArrayList<>();

    /** A value that does not satisfy a constraint. */
    void value(String member, String value, String constraint) {
        String shown = value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "…";
        add("Value '" + shown + "' at '" + member + "'", member, constraint);
    }

    /** A value that must not be repeated. */
    void secret(String member, String constraint) {
        add("Value at '" + member + "'", member, constraint);
    }

    /** A value that is not there. */
    void missing(String member) {
        add("Value null at '" + member + "'", member, "Member must not be null");
    }

    private void add(String what, String member, String constraint) {
        told.add(what + " failed to satisfy constraint: " + constraint);
        audited.add(member + ": " + constraint);
    }

    /** The refusal, if anything is wrong. */
    Optional<Refusal> refusal() {
        if (told.isEmpty()) {
            return Optional.empty();
        }
        String count = told.size() == 1 ? "1 validation error" : told.size() + " validation errors";
        return Optional.of(new Refusal(
                Reason.PARAMETER_INVALID, count + " detected: " + String.join("; ", told), String.join("; ", audited)));
    }
}
