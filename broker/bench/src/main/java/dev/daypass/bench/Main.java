package dev.daypass.bench;

import dev.daypass.bench.limit.CryptoProvider;
import dev.daypass.bench.load.DirectorySignIns;
import dev.daypass.bench.load.Exchanges;
import dev.daypass.bench.part.Memory;
import dev.daypass.bench.part.Parts;
import dev.daypass.bench.report.Report;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * {@code ./daypass bench}: every figure as a ratio of one run on one machine.
 *
 * <p>{@code --quick} warms up less and is good for a look; {@code --exchanges} leaves the
 * single parts out, {@code --directories} everything but sign-ins at directories; {@code jmh …} hands its arguments to
 * JMH.
 */
public final class Main {
    private static final int WRONG_USAGE = 2;
    private static final Set<String> WORDS = Set.of("--quick", "--exchanges", "--directories");
    private static final String USAGE = """
            daypass bench [--quick] [--exchanges | --directories]
            daypass bench jmh [ARGUMENTS OF JMH]

              --quick         warm up less: good for a look
              --exchanges     leave the single parts out
              --directories   measure sign-ins at Samba and slapd alone; both must be installed

            The machine should do nothing else meanwhile. Ends with 1 if a goal that must be reached is missed.
            """;

    private Main() {}

    /** Prints the table; ends 1 if a goal that must be reached is missed. */
    public static void main(String[] arguments) throws Exception {
        List<String> words = List.of(arguments);
        if (!words.isEmpty() && words.get(0).equals("jmh")) {
            org.openjdk.jmh.Main.main(words.subList(1, words.size()).toArray(new String[0]));
            return;
        }
        if (words.contains("--help") || words.contains("-h")) {
            System.out.print(USAGE);
            return;
        }
        if (!WORDS.containsAll(words)) {
            System.err.print(USAGE);
            System.exit(WRONG_USAGE);
        }
        boolean quick = words.contains("--quick");
        PrintStream out = System.out;
        out.println("Java " + Runtime.version() + ", crypto provider: " + CryptoProvider.install() + ", processors: "
                + Runtime.getRuntime().availableProcessors());
        var report = new Report();
        Path work = Files.createTempDirectory("daypass-bench");
        if (!words.contains("--directories")) {
            if (!words.contains("--exchanges")) {
                out.println("Parts …");
                new Parts().measure(report);
                Memory.measure(report);
            }
            out.println("Whole exchanges …");
            new Exchanges(brokerJar(), work, quick ? 5_000 : 60_000, quick ? 5_000 : 10_000, out).measure(report);
        }
        out.println("Sign-ins at directories …");
        new DirectorySignIns(brokerJar(), work, quick ? 200 : 1_000, quick ? 300 : 1_000, out).measure(report);
        out.println();
        report.print(out);
        System.exit(report.allReached() ? 0 : 1);
    }

    private static Path brokerJar() {
        String named = System.getProperty("daypass.jar", "broker/server/target/daypass.jar");
        Path jar = Path.of(named).toAbsolutePath();
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException("no broker at " + jar + ": build it first, `./daypass --version` does");
        }
        return jar;
    }
}
