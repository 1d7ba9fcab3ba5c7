package dev.daypass.server.cli;

import dev.daypass.core.audit.AuditFault;
import dev.daypass.core.audit.AuditVerification;
import dev.daypass.core.outcome.UnavailableException;
import dev.daypass.server.wiring.AuditInspection;
import dev.daypass.server.wiring.BrokerRefused;
import dev.daypass.server.wiring.DirectoryConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code audit verify}: 0 if every chain holds, 1 if one does not. Files are checked by themselves; with a
 * configuration the database is checked too, and the seals, whose keys are in it.
 */
@Command(
        name = "verify",
        description = "Verifies the audit's chain and names the first entry that was changed, moved or taken away.",
        mixinStandardHelpOptions = true)
final class AuditVerifyCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE|DIR",
            description = "An audit file, or the directory of audit files; left out: what the configuration names.")
    private Optional<Path> files = Optional.empty();

    @Option(
            names = "--config",
            paramLabel = "DIR",
            description =
                    "The broker's configuration: where its database and keys are. An H2 database can be read only while no"
                            + " broker uses it.")
    private Optional<Path> config = Optional.empty();

    @Option(names = "--json", description = "The reports as JSON.")
    private boolean json;

    AuditVerifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (files.isEmpty() && config.isEmpty()) {
            throw Failure.usage("say what to verify: an audit file or directory, or `--config DIR`");
        }
        files.filter(path -> !Files.exists(path)).ifPresent(path -> {
            throw Failure.usage("`" + path + "` does not exist");
        });
        Map<String, AuditVerification.Report> reports = reports();
        if (reports.isEmpty()) {
            throw Failure.usage("there are no audit files here; they end in `.jsonl`");
        }
        boolean holds = reports.values().stream().allMatch(this::holds);
        if (json) {
            JsonOutput.print(plain(reports, holds), terminal.out());
        } else {
            reports.forEach(this::tell);
        }
        terminal.out().flush();
        return (holds ? ExitCode.DONE : ExitCode.REFUSED).status();
    }

    private Map<String, AuditVerification.Report> reports() {
        try {
            if (config.isEmpty()) {
                return AuditInspection.ofFiles(files.orElseThrow());
            }
            var source = new DirectoryConfiguration(config.get(), terminal.environment());
            return files.isPresent() ? AuditInspection.ofFiles(files.get(), source) : AuditInspection.of(source);
        } catch (BrokerRefused | UnavailableException | IOException problem) {
            throw Failure.usage("the audit cannot be read: " + problem.getMessage()
                    + "; if a broker uses it, stop that first, or verify the audit files alone, without --config");
        }
    }

    /** Without keys nothing can vouch for the end; that the entries hang together is all that was asked then. */
    private boolean holds(AuditVerification.Report report) {
        return report.holds() || (config.isEmpty() && AuditInspection.onlyUnproven(report));
    }

    private void tell(String place, AuditVerification.Report report) {
        String entries = report.entries() + (report.entries() == 1 ? " entry" : " entries");
        if (holds(report)) {
            String seals = report.holds()
                    ? ", sealed by the broker's keys"
                    : "; seals not checked, which takes the keys: add --config DIR";
            terminal.out().println(place + ": ok, " + entries + " in one chain" + seals);
            return;
        }
        String fault = report.fault()
                .map(found -> found.kind().name() + " at line " + found.line() + ": " + found.message())
                .orElse("");
        boolean front = report.fault().map(AuditFault::line).orElse(0L) <= report.entries();
        terminal.out()
                .println(place + ": NOT OK, " + fault + " (" + entries + (front ? " from there on" : " before it")
                        + " hold)");
    }

    private Map<String, Object> plain(Map<String, AuditVerification.Report> reports, boolean holds) {
        List<Object> places = new ArrayList<>();
        reports.forEach((place, report) -> {
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("place", place);
            told.put("holds", holds(report));
            told.put("sealsChecked", config.isPresent());
            told.put("entries", report.entries());
            report.fault().filter(found -> !holds(report)).ifPresent(fault -> {
                told.put("fault", fault.kind().name());
                told.put("line", fault.line());
                told.put("sequence", fault.sequence());
                told.put("message", fault.message());
            });
            places.add(told);
        });
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("holds", holds);
        root.put("places", places);
        return root;
    }
}
