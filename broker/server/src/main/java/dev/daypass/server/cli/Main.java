package dev.daypass.server.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command {@code daypass}; each verb is a command of its own below it. */
@Command(
        name = "daypass",
        description = "Trades a proof from an identity provider for a short-lived session.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
public final class Main implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    private Main() {}

    public static void main(String[] args) {
        var out = new PrintWriter(new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), charset()), false);
        var err = new PrintWriter(new OutputStreamWriter(new FileOutputStream(FileDescriptor.err), charset()), true);
        Function<String, Optional<String>> environment = name -> Optional.ofNullable(System.getenv(name));
        var desk = new Desk(
                new SecureRandom(),
                duration -> Thread.sleep(duration.toMillis()),
                new SystemBrowser(environment, System.getProperty("os.name", "")));
        var terminal = new Terminal(out, err, environment, Clock.systemUTC(), new ConsoleAsking(System.in), desk);
        int status = run(terminal, args);
        out.flush();
        System.exit(status);
    }

    /** Runs one command line, and says how it ended. */
    static int run(Terminal terminal, String... args) {
        var commandLine = new CommandLine(new Main());
        Map<String, Function<Terminal, Object>> verbs = Verbs.all();
        // A verb that is named is made alone: a short command does not pay for what the server loads.
        List<String> wanted =
                args.length > 0 && verbs.containsKey(args[0]) ? List.of(args[0]) : List.copyOf(verbs.keySet());
        verbs.forEach((verb, maker) -> {
            if (wanted.contains(verb)) {
                commandLine.addSubcommand(verb, maker.apply(terminal));
            }
        });
        commandLine.setOut(terminal.out());
        commandLine.setErr(terminal.err());
        commandLine.setExecutionExceptionHandler(Main::explain);
        return commandLine.execute(args);
    }

    /** What the terminal speaks. */
    private static Charset charset() {
        String name = System.getProperty("native.encoding", "UTF-8");
        return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
    }

    /** One clear line for what was foreseen; anything else is a fault of ours and says where. */
    private static int explain(Exception problem, CommandLine commandLine, CommandLine.ParseResult arguments)
            throws Exception {
        if (problem instanceof Failure failure) {
            PrintWriter err = commandLine.getErr();
            err.println("daypass: " + failure.getMessage());
            err.flush();
            return failure.exitCode().status();
        }
        throw problem;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "which verb?");
    }

    /** The version of the jar that runs. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            var version = Optional.ofNullable(Main.class.getPackage().getImplementationVersion());
            return new String[] {"daypass " + version.orElse("(not packaged)")};
        }
    }
}
