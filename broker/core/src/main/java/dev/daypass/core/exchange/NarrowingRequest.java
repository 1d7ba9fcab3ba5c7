package dev.daypass.core.exchange;

import dev.daypass.core.session.ClientMarks;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a session is to be narrowed to.
 *
 * @param policies inline session policies, JSON: one layer together with {@code policyArns}; none of both: no layer
 * @param policyArns managed session policies
 * @param duration no longer than what is left of the session; absent: as long as that
 * @param marks condition keys that the entrance has proven, such as the key that the session gets bound to
 */
public record NarrowingRequest(
        List<String> policies, List<String> policyArns, Optional<Duration> duration, Map<String, List<String>> marks) {
    public NarrowingRequest {
        policies = List.copyOf(policies);
        policyArns = List.copyOf(policyArns);
        marks = Map.copyOf(marks);
    }

    /** The client that asks, as the marks name it. */
    Optional<String> client() {
        return marks.getOrDefault(ClientMarks.CLIENT, List.of()).stream().findFirst();
    }
}
