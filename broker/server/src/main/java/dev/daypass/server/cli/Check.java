package dev.daypass.server.cli;

import dev.daypass.core.config.ConfigTree;
import dev.daypass.core.config.Configuration;
import dev.daypass.core.config.ConfigurationReader;
import dev.daypass.core.config.ProviderInspection;
import dev.daypass.core.config.form.Reading;
import dev.daypass.core.explain.ConfigTests;
import dev.daypass.core.explain.Explainer;
import dev.daypass.core.principal.ProvisionalIds;
import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.core.source.Finding;
import dev.daypass.core.source.Findings;
import dev.daypass.server.configfile.ConfigDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Checks a configuration whole: reads it, looks at what it points at, runs its tests. */
public final class Check {
    private final Function<String, Optional<String>> environment;
    private final Clock clock;
    private final ProviderInspection inspection;

    /**
     * A check.
     *
     * @param environment gives the values of environment variables
     */
    public Check(Function<String, Optional<String>> environment, Clock clock, ProviderInspection inspection) {
        this.environment = environment;
        this.clock = clock;
        this.inspection = inspection;
    }

    /**
     * What came of it.
     *
     * @param findings in the order of their places
     * @param snapshot absent if a finding is an error
     * @param tests how many there are; none of them ran if there is no snapshot
     */
    public record Report(Configuration configuration, List<Finding> findings, Optional<Snapshot> snapshot, int tests) {
        public Report {
            findings = List.copyOf(findings);
        }

        public long count(Finding.Severity severity) {
            return findings.stream()
                    .filter(finding -> finding.severity() == severity)
                    .count();
        }

        public boolean passed() {
            return count(Finding.Severity.ERROR) == 0;
        }
    }

    /**
     * Reads a directory, and neither runs its tests nor looks at what it points at.
     *
     * @throws IOException if the directory cannot be read at all
     */
    public Report load(Path directory) throws IOException {
        ConfigTree tree = new ConfigDirectory(directory, environment).read();
        Configuration configuration = ConfigurationReader.read(tree, Reading.Strictness.CHECK);
        return new Report(
                configuration,
                configuration.findings(),
                configuration.snapshot(new ProvisionalIds()),
                configuration.tests().size());
    }

    /**
     * Checks a directory, asking no network.
     *
     * @throws IOException if the directory cannot be read at all
     */
    public Report run(Path directory) throws IOException {
        return run(directory, providers -> List.of());
    }

    /**
     * Checks a directory, and has its providers judged once more.
     *
     * @throws IOException if the directory cannot be read at all
     */
    public Report run(Path directory, ProviderInspection more) throws IOException {
        Report loaded = load(directory);
        var findings = new Findings();
        findings.addAll(loaded.findings());
        loaded.snapshot().ifPresent(snapshot -> {
            var providers = loaded.configuration().placed(snapshot.providers());
            findings.addAll(inspection.inspect(providers));
            findings.addAll(more.inspect(providers));
            var tests = new ConfigTests(new Explainer(clock));
            findings.addAll(tests.run(loaded.configuration().tests(), snapshot));
        });
        return new Report(loaded.configuration(), findings.sorted(), loaded.snapshot(), loaded.tests());
    }
}
