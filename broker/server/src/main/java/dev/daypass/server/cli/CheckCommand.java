package dev.daypass.server.cli;

import dev.daypass.core.config.ProviderInspection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The verb {@code check}: 0 if nothing found is an error, 1 if something is, 2 if there is nothing to check. */
@Command(
        name = "check",
        description = "Validates a configuration whole and runs its tests; tells every mistake with its place and cure.",
        mixinStandardHelpOptions = true)
public final class CheckCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final ProviderInspection inspection;

    @Option(names = "--config", paramLabel = "DIR", required = true, description = "the configuration directory")
    private Path directory = Path.of("config");

    @Option(names = "--json", description = "findings as JSON")
    private boolean json;

    @Option(names = "--sarif", description = "findings as SARIF 2.1.0, for code review tools")
    private boolean sarif;

    public CheckCommand(Terminal terminal, ProviderInspection inspection) {
        this.terminal = terminal;
        this.inspection = inspection;
    }

    @Override
    public Integer call() {
        try {
            Check.Report report = new Check(terminal, inspection).run(directory);
            print(report);
            return report.passed() ? CommandLine.ExitCode.OK : 1;
        } catch (IOException e) {
            terminal.err().println("the directory `" + directory + "` cannot be read: name an existing one");
            terminal.err().flush();
            return CommandLine.ExitCode.USAGE;
        }
    }

    private void print(Check.Report report) {
        if (sarif) {
            JsonOutput.print(FindingsJson.sarif(report), terminal.out());
        } else if (json) {
            JsonOutput.print(FindingsJson.plain(report), terminal.out());
        } else {
            new FindingsText(terminal.out()).print(report);
        }
        terminal.out().flush();
    }
}
