package dev.daypass.server.wiring;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditFacts;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.principal.UniqueIds;
import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.core.source.Finding;
import dev.daypass.server.ops.Meters;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a changed configuration: reads all of it, prepares its providers, swaps the one reference. A configuration with
 * errors is refused, told to log, metrics and audit, and the old one goes on serving. One reload at a time.
 */
final class Reloading {
    private static final Logger LOG = LoggerFactory.getLogger(Reloading.class);
    /** Longer than any request takes. */
    private static final Duration REQUESTS_OVER = Duration.ofMinutes(2);

    private final ConfigurationSource source;
    private final ServerSettings started;
    private final UniqueIds ids;
    private final CurrentSnapshot current;
    private final Tools tools;

    /** What a reload touches besides the snapshot. */
    record Tools(
            Providers providers,
            ConfiguredKeys keys,
            Meters meters,
            AuditSink audit,
            ScheduledExecutorService scheduler) {}

    /**
     * @param started the settings this process runs on; changed ones wait for a restart
     */
    Reloading(ConfigurationSource source, ServerSettings started, UniqueIds ids, CurrentSnapshot current, Tools tools) {
        this.source = source;
        this.started = started;
        this.ids = ids;
        this.current = current;
        this.tools = tools;
    }

    /** Reads and takes the configuration. */
    synchronized Outcome<Object> reload(AuditFacts facts) {
        ConfigurationSource.Reading reading = source.read();
        ConfigurationSource.Loaded<Snapshot> loaded = reading.snapshot(ids);
        loaded.findings().forEach(Reloading::log);
        if (loaded.value().isEmpty()) {
            tools.meters().reloadFailed();
            LOG.error(
                    "configuration refused; revision {} goes on serving",
                    current.get().revision());
            var refusal = new Refusal(
                    Reason.PARAMETER_INVALID, "the configuration has errors: " + first(loaded.findings()), "errors");
            tools.audit().append(facts.refused(AuditEvent.Kind.CONFIGURATION, refusal));
            return Outcome.refused(refusal);
        }
        Snapshot next = loaded.value().get();
        tools.audit().append(facts.put("loaded", next.revision()).granted(AuditEvent.Kind.CONFIGURATION));
        reading.inspect(next, new ProviderAddresses()).forEach(Reloading::log);
        take(next);
        boolean restartNeeded = !reading.settings().value().map(started::equals).orElse(false);
        if (restartNeeded) {
            LOG.warn("listeners, store, limits or secrets of `daypass.yaml` changed: restart to take them");
        }
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("revision", next.revision());
        told.put("warnings", loaded.findings().size());
        told.put("restartNeeded", restartNeeded);
        return Outcome.granted(told);
    }

    private void take(Snapshot next) {
        tools.providers().prepare(next);
        tools.keys().prepare(next);
        current.swap(next);
        tools.meters().revision(next.revision());
        LOG.info("configuration {} is in force", next.revision());
        var unused = tools.scheduler()
                .schedule(() -> tools.providers().retain(current.get()), REQUESTS_OVER.toSeconds(), TimeUnit.SECONDS);
    }

    /** Says a finding in the log. */
    static void log(Finding finding) {
        String cure = finding.cure().map(text -> "; " + text).orElse("");
        if (finding.severity() == Finding.Severity.ERROR) {
            LOG.error("{}: {}{}", finding.source(), finding.message(), cure);
        } else {
            LOG.warn("{}: {}{}", finding.source(), finding.message(), cure);
        }
    }

    private static String first(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                .findFirst()
                .map(finding -> finding.source() + ": " + finding.message())
                .orElse("see the log");
    }
}
