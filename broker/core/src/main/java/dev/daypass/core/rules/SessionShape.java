package dev.daypass.core.rules;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the session of a granted role is shaped by the rules that grant it.
 *
 * <p>{@code toString} tells tag keys only, since values are personal data.
 *
 * @param duration the longest the session may last
 * @param tags session tags in the order they were set
 * @param transitive keys of the tags that a chained session keeps
 */
public record SessionShape(
        Optional<String> name,
        Optional<Duration> duration,
        Map<String, String> tags,
        Set<String> transitive,
        Optional<String> sourceIdentity) {
    public SessionShape {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
        transitive = Collections.unmodifiableSet(new LinkedHashSet<>(transitive));
    }

    /** Shapes nothing. */
    public static SessionShape none() {
        return new SessionShape(Optional.empty(), Optional.empty(), Map.of(), Set.of(), Optional.empty());
    }

    /**
     * What two rules make together: the earlier one's name, source identity and tag values, the shorter duration, the
     * transitive keys of both.
     *
     * @param later the shape of a rule further down
     */
    public SessionShape and(SessionShape later) {
        var bothTags = new LinkedHashMap<>(tags);
        later.tags.forEach(bothTags::putIfAbsent);
        var bothTransitive = new LinkedHashSet<>(transitive);
        bothTransitive.addAll(later.transitive);
        return new SessionShape(
                name.or(later::name),
                shorter(duration, later.duration),
                bothTags,
                bothTransitive,
                sourceIdentity.or(later::sourceIdentity));
    }

    private static Optional<Duration> shorter(Optional<Duration> one, Optional<Duration> other) {
        if (one.isPresent() && other.isPresent()) {
            return one.get().compareTo(other.get()) <= 0 ? one : other;
        }
        return one.or(() -> other);
    }

    @Override
    public String toString() {
        return "SessionShape[duration=" + duration + ", tags=" + tags.keySet() + ", transitive=" + transitive + "]";
    }
}
