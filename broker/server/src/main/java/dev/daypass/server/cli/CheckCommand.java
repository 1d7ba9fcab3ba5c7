package dev.daypass.server.cli;

import dev.daypass.core.config.ProviderInspection;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The verb {@code check}: 0 if nothing found is an error, 1 if something is, 2 if there is nothing to check. */
@Command(
        name = "check",
        description =
                "Validates a configuration whole and runs its tests; tells every mistake with its place and cure.",
        mixinStandardHelpOptions = true)
public final class CheckCommand implements Callable<Integer> {
    private final Check check;
    private final Supplier<ProviderInspection> network;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Option(names = "--config", paramLabel = "DIR", required = true, description = "the configuration directory")
    private Path directory = Path.of("config");

    @Option(names = "--json", description = "findings as JSON")
    private boolean json;

    @Option(names = "--sarif", description = "findings as SARIF 2.1.0, for code review tools")
    private boolean sarif;

    @Option(
            names = "--online",
            description = "also ask the providers over the network; what does not answer is a warning")
    private boolean online;

    /**
     * @param network asks providers over the network; made only if that is wanted
     */
    public CheckCommand(Check check, Supplier<ProviderInspection> network) {
        this.check = check;
        this.network = network;
    }

    @Override
    public Integer call() {
        try {
            Check.Report report = online ? check.run(directory, network.get()) : check.run(directory);
            print(report);
            return report.passed() ? ExitCode.DONE.status() : ExitCode.REFUSED.status();
        } catch (IOException e) {
            throw Failure.usage("the directory `" + directory + "` cannot be read: name an existing one");
        }
    }

    private void print(Check.Report report) {
        PrintWriter out = spec.commandLine().getOut();
        if (sarif) {
            JsonOutput.print(FindingsJson.sarif(report), out);
        } else if (json) {
            JsonOutput.print(FindingsJson.plain(report), out);
        } else {
            new FindingsText(out).print(report);
        }
        out.flush();
    }
}
