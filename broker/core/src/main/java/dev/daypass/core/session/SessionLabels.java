package dev.daypass.core.session;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a session is called and tagged with.
 *
 * @param name the role session name
 * @param tags session tags, transitive ones included
 * @param transitiveTags keys that pass on to sessions chained from this one
 * @param sourceIdentity who is behind it, set once and kept through every chain
 */
public record SessionLabels(
        String name, Map<String, String> tags, Set<String> transitiveTags, Optional<String> sourceIdentity) {
    public SessionLabels {
        tags = Map.copyOf(tags);
        transitiveTags = Set.copyOf(transitiveTags);
    }

    /** The tags that sessions chained from this one inherit. */
    public Map<String, String> inheritedTags() {
        var inherited = new LinkedHashMap<>(tags);
        inherited.keySet().retainAll(transitiveTags);
        return inherited;
    }
}
