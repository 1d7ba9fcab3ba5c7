package dev.daypass.server.wiring;

import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.server.portal.RuleDrafts;
import java.util.List;
import java.util.Map;

/** The rules of the configuration as it is written. */
final class WrittenRules implements RuleDrafts {
    private final ConfigurationSource source;

    WrittenRules(ConfigurationSource source) {
        this.source = source;
    }

    @Override
    public List<RuleFile> files() {
        return source.rules().entrySet().stream()
                .map(file -> new RuleFile(file.getKey(), file.getValue()))
                .toList();
    }

    @Override
    public Draft draft(Map<String, String> files) {
        ConfigurationSource.Loaded<Snapshot> loaded = source.withRules(files);
        return new Draft(loaded.value(), loaded.findings());
    }
}
