package dev.daypass.server.portal;

import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.core.source.Finding;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Port: the rule files of the configuration, and what the configuration would be with others. Writes nothing. */
public interface RuleDrafts {
    /** The files as they are, in the order of their paths. */
    List<RuleFile> files();

    /**
     * The configuration with other rule files, by path.
     *
     * <p>Neither the environment nor files are looked up for them: what an administrator types must not read secrets.
     */
    Draft draft(Map<String, String> files);

    /** One file. */
    record RuleFile(String path, String text) {
        @Override
        public String toString() {
            return path;
        }
    }

    /**
     * What came of it.
     *
     * @param snapshot absent where a finding is an error
     */
    record Draft(Optional<Snapshot> snapshot, List<Finding> findings) {
        public Draft {
            findings = List.copyOf(findings);
        }
    }
}
