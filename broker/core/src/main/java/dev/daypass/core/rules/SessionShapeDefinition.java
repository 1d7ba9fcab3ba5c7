package dev.daypass.core.rules;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a rule shapes the sessions of the roles it grants, as written.
 *
 * @param name the session's name; a text
 * @param duration the longest a session may last
 * @param tags session tags by key; each a text
 * @param transitive keys of the tags that a chained session keeps
 * @param sourceIdentity the source identity set on the session; a text
 */
public record SessionShapeDefinition(
        Optional<Expression> name,
        Optional<Duration> duration,
        Map<String, Expression> tags,
        List<String> transitive,
        Optional<Expression> sourceIdentity) {
    public SessionShapeDefinition {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
        transitive = List.copyOf(transitive);
    }
}
