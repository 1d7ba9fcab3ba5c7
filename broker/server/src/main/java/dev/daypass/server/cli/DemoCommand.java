package dev.daypass.server.cli;

import dev.daypass.server.demo.Demo;
import dev.daypass.server.wiring.BrokerRefused;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;

/** {@code demo}: 0 if every step went as its text says, else 1. */
@Command(
        name = "demo",
        description = "Starts a broker and a small company around it, and walks through every kind of role.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private static final int USUAL_PORT = 8443;

    private final Terminal terminal;

    @Option(names = "--once", description = "Leave after the walk instead of serving.")
    private boolean once;

    @Option(
            names = "--port",
            paramLabel = "N",
            description =
                    "The broker's port; 0 takes any free one. Left out: " + USUAL_PORT + ", with --once any free one.")
    private Optional<Integer> port = Optional.empty();

    DemoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        QuietLog.hold();
        var wishes = new Demo.Wishes(port.orElse(once ? 0 : USUAL_PORT), Ansi.AUTO.enabled(), unicode());
        try (Demo demo = Demo.start(wishes, Files.createTempDirectory("daypass-demo-"), terminal.out())) {
            boolean asTold = demo.walk();
            if (!once) {
                demo.invite(command());
                Runtime.getRuntime().addShutdownHook(new Thread(demo::close, "shutdown"));
                new CountDownLatch(1).await();
            }
            return (asTold ? ExitCode.DONE : ExitCode.REFUSED).status();
        } catch (BrokerRefused | IOException problem) {
            throw Failure.refused("the demo does not start: " + problem.getMessage()
                    + "; if its port is taken, name another by --port");
        }
    }

    /** Whether the terminal write UTF-8, as they do almost everywhere. */
    private static boolean unicode() {
        String name = System.getProperty("native.encoding", "US-ASCII");
        return Charset.isSupported(name) && Charset.forName(name).equals(StandardCharsets.UTF_8);
    }

    /** How a person starts this program: the launcher says, else it is the jar. */
    private static String command() {
        return Optional.ofNullable(System.getProperty("daypass.launcher"))
                .orElseGet(() -> "java -jar " + Path.of(System.getProperty("java.class.path", "daypass.jar")));
    }
}
