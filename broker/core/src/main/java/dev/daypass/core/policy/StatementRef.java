package dev.daypass.core.policy;

import dev.daypass.core.source.Source;
import java.util.Optional;

/**
 * Which statement of which policy.
 *
 * @param policy the policy's name
 * @param index the statement's place in it, from 0
 * @param source where it was written
 */
public record StatementRef(PolicyType type, String policy, int index, Optional<String> sid, Source source) {
    static StatementRef of(NamedPolicy policy, Statement statement) {
        return new StatementRef(policy.type(), policy.name(), statement.index(), statement.sid(), statement.source());
    }

    @Override
    public String toString() {
        return "statement " + sid.orElseGet(() -> Integer.toString(index)) + " of " + type.kind() + " `" + policy
                + "` (" + source + ")";
    }
}
