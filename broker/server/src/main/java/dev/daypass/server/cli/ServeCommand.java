package dev.daypass.server.cli;

import dev.daypass.core.source.Finding;
import dev.daypass.server.configfile.HangupSignal;
import dev.daypass.server.wiring.Broker;
import dev.daypass.server.wiring.BrokerRefused;
import dev.daypass.server.wiring.DirectoryConfiguration;
import dev.daypass.server.wiring.Surroundings;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code serve}: runs a broker until it is told to stop; 2 if it does not start. */
@Command(name = "serve", description = "Runs the broker.", mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    private static final int MOST_FINDINGS = 50;

    private final Terminal terminal;

    @Option(names = "--config", required = true, paramLabel = "DIR", description = "The configuration directory.")
    private Path config = Path.of("");

    ServeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!Files.isDirectory(config)) {
            throw Failure.usage("`" + config + "` is not a directory; name the one that holds `daypass.yaml`");
        }
        var source = new DirectoryConfiguration(config, terminal.environment());
        try {
            Broker broker = Broker.start(source, Surroundings.ofProcess());
            // SIGTERM and Ctrl-C: requests under way are answered, then the store is closed.
            Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "shutdown"));
            HangupSignal.handle(() -> broker.reload("SIGHUP"));
            new StartSummary(terminal.out()).print(broker, source);
            new CountDownLatch(1).await();
            return ExitCode.DONE.status();
        } catch (BrokerRefused refused) {
            tell(refused);
            return ExitCode.USAGE.status();
        }
    }

    private void tell(BrokerRefused refused) {
        PrintWriter err = terminal.err();
        List<Finding> findings = worstFirst(refused.findings());
        for (Finding finding : findings.subList(0, Math.min(MOST_FINDINGS, findings.size()))) {
            err.println(finding.source() + " " + FindingsText.word(finding.severity()) + " " + finding.code() + ": "
                    + finding.message());
            finding.cure().ifPresent(cure -> err.println("    " + cure));
        }
        if (findings.size() > MOST_FINDINGS) {
            err.println("and " + (findings.size() - MOST_FINDINGS) + " more: run ./daypass check --config " + config);
        }
        err.println("daypass: not started: " + refused.getMessage());
        err.flush();
    }

    /** Errors keep it from starting, so none of them may be hidden behind warnings. */
    private static List<Finding> worstFirst(List<Finding> findings) {
        return findings.stream().sorted(Comparator.comparing(Finding::severity)).toList();
    }
}
