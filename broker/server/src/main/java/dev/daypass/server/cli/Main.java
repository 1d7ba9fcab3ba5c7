package dev.daypass.server.cli;

import dev.daypass.core.explain.Explainer;
import dev.daypass.server.wiring.ProviderFiles;
import dev.daypass.server.wiring.Surroundings;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
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
        System.exit(run(args));
    }

    /** Runs one command line, and says how it ended. */
    static int run(String... args) {
        return commandLine(Optional.of(args).filter(words -> words.length > 0).map(words -> words[0]))
                .execute(args);
    }

    /**
     * The command with its verbs. A verb that is named is made alone: a short command does not pay for what the server
     * loads.
     */
    static CommandLine commandLine(Optional<String> named) {
        var commandLine = new CommandLine(new Main());
        Map<String, Supplier<Object>> verbs = verbs();
        List<String> wanted =
                named.filter(verbs::containsKey).map(List::of).orElseGet(() -> new ArrayList<>(verbs.keySet()));
        for (String verb : wanted) {
            commandLine.addSubcommand(verb, verbs.getOrDefault(verb, Main::new).get());
        }
        commandLine.setExecutionExceptionHandler(Main::explain);
        return commandLine;
    }

    private static Map<String, Supplier<Object>> verbs() {
        var verbs = new LinkedHashMap<String, Supplier<Object>>();
        verbs.put("check", () -> new CheckCommand(check()));
        verbs.put(
                "explain",
                () -> new ExplainCommand(
                        check(), new Explainer(Surroundings.ofProcess().clock())));
        verbs.put("credentials", CredentialsCommand::new);
        verbs.put("exec", ExecCommand::new);
        return verbs;
    }

    private static Check check() {
        Clock clock = Surroundings.ofProcess().clock();
        return new Check(name -> Optional.ofNullable(System.getenv(name)), clock, new ProviderFiles(clock));
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
