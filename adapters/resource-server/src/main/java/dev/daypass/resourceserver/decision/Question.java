package dev.daypass.resourceserver.decision;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a session wants to do.
 *
 * @param action an IAM action, such as {@code reports:Get}
 * @param resource an ARN as policies name it
 * @param context condition keys that the service knows, such as {@code reports:Owner}; the broker refuses its own ({@code
 *     aws:…}, {@code sts:…}, {@code user/…}, {@code daypass:…})
 */
public record Question(String action, String resource, Map<String, List<String>> context) {
    public Question {
        if (action.isEmpty() || resource.isEmpty()) {
            throw new IllegalArgumentException("`action` and `resource` must not be empty");
        }
        Map<String, List<String>> copy = new LinkedHashMap<>();
        context.forEach((key, values) -> copy.put(key, List.copyOf(values)));
        context = Collections.unmodifiableMap(copy);
    }

    public static Question of(String action, String resource) {
        return new Question(action, resource, Map.of());
    }

    /** The same with one more condition key. */
    public Question with(String key, String... values) {
        Map<String, List<String>> more = new LinkedHashMap<>(context);
        more.put(key, List.of(values));
        return new Question(action, resource, more);
    }
}
