package dev.daypass.bench.load;

import dev.daypass.bench.limit.CryptoLimit;
import dev.daypass.bench.limit.LibraryFloor;
import dev.daypass.bench.report.Report;
import dev.daypass.bench.report.Row;
import dev.daypass.testkit.saml.ResponseSpec;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Whole exchanges: the broker and the library floor, each a process of its own with the same Java flags, get the same
 * requests in turns; what counts is the CPU time of the process, best of three passes after the warm-up.
 */
public final class Exchanges {
    private static final int CONNECTIONS = 4;
    private static final int COLD = 1_000;
    private static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-Xmx256m");

    private final Path brokerJar;
    private final Path work;
    private final int perPass;
    private final int warmingPasses;
    private final PrintStream progress;

    /**
     * @param warming exchanges before anything counts
     * @param perPass exchanges of a pass
     */
    public Exchanges(Path brokerJar, Path work, int warming, int perPass, PrintStream progress) {
        this.brokerJar = brokerJar;
        this.work = work;
        this.perPass = perPass;
        this.warmingPasses = Math.max(1, (warming + perPass - 1) / perPass);
        this.progress = progress;
    }

    /** Measures everything that goes over HTTP and adds its rows. */
    public void measure(Report report) throws Exception {
        int brokerPort = freePort();
        int floorPort = freePort();
        try (var company = new Company()) {
            company.settle(work, brokerPort);
            try (ServerProcess broker = broker(brokerPort);
                    ServerProcess floor = floor(floorPort)) {
                var sides = new Sides(broker, brokerPort, floor, floorPort);
                start(report, broker, floor);
                saml(report, company, sides);
                tokens(report, company, sides);
                new ClientFaces(broker, brokerPort, perPass, 3, progress).measure(report, company);
                report.add(Row.atMost(
                                "RSS after all exchanges / library floor's",
                                ratio(broker.residentMegabytes(), floor.residentMegabytes()),
                                1.6,
                                1.3)
                        .note("%.0f MiB against %.0f"
                                .formatted(broker.residentMegabytes(), floor.residentMegabytes())));
            }
        }
    }

    private record Sides(ServerProcess broker, int brokerPort, ServerProcess floor, int floorPort) {}

    private static void start(Report report, ServerProcess broker, ServerProcess floor) throws IOException {
        report.add(Row.atMost(
                        "start CPU to ready / minimal OpenSAML and Undertow program",
                        ratio(broker.cpuSeconds(), floor.cpuSeconds()),
                        1.8,
                        1.4)
                .note("%.1f CPU-s against %.1f".formatted(broker.cpuSeconds(), floor.cpuSeconds())));
        report.add(Row.atMost(
                        "RSS at ready / minimal program",
                        ratio(broker.residentMegabytes(), floor.residentMegabytes()),
                        1.6,
                        1.3)
                .note("%.0f MiB against %.0f".formatted(broker.residentMegabytes(), floor.residentMegabytes())));
    }

    private void saml(Report report, Company company, Sides sides) throws Exception {
        Load.Pass cold = pass(
                sides.broker(),
                sides.brokerPort(),
                "/",
                company.samlForms(COLD, sides.brokerPort(), ResponseSpec.Signed.ASSERTION));
        Best broker = new Best();
        Best floor = new Best();
        for (int i = 0; i < warmingPasses + 3; i++) {
            List<String> forms = company.samlForms(perPass, sides.brokerPort(), ResponseSpec.Signed.ASSERTION);
            broker.add(i >= warmingPasses, pass(sides.broker(), sides.brokerPort(), "/", forms));
            floor.add(i >= warmingPasses, pass(sides.floor(), sides.floorPort(), "/saml", forms));
            progress.printf("  SAML pass %d: broker %.0f, floor %.0f CPU-us%n", i + 1, broker.last(), floor.last());
        }
        double crypto = new CryptoLimit().samlMicros();
        report.add(Row.atMost("SAML exchange / library floor", ratio(broker.least(), floor.least()), 1.3, 1.0)
                .note("%.0f against %.0f CPU-us".formatted(broker.least(), floor.least())));
        report.add(Row.atMost("SAML exchange / crypto alone", ratio(broker.least(), crypto), 25, 12)
                .note("crypto %.0f CPU-us".formatted(crypto)));
        report.add(Row.atMost("first 1,000 SAML exchanges / settled", ratio(cold.cpuMicros(), broker.least()), 8, 4)
                .note("%.0f CPU-us".formatted(cold.cpuMicros())));
        Best twice = new Best();
        for (int i = 0; i < 2; i++) {
            twice.add(
                    true,
                    pass(
                            sides.broker(),
                            sides.brokerPort(),
                            "/",
                            company.samlForms(perPass, sides.brokerPort(), ResponseSpec.Signed.BOTH)));
        }
        report.add(Row.atMost("two signatures / one", ratio(twice.least(), broker.least()), 1.3, 1.3)
                .note("%.0f CPU-us".formatted(twice.least())));
        report.add(Row.told("SAML exchanges a second, median and p99 at full load", broker.rate())
                .note("%.1f ms, %.1f ms".formatted(broker.median() / 1e3, broker.p99() / 1e3)));
    }

    private void tokens(Report report, Company company, Sides sides) throws Exception {
        Best broker = new Best();
        Best floor = new Best();
        List<String> forms = company.tokenForms(perPass);
        for (int i = 0; i < warmingPasses + 3; i++) {
            broker.add(i >= warmingPasses, pass(sides.broker(), sides.brokerPort(), "/", forms));
            floor.add(i >= warmingPasses, pass(sides.floor(), sides.floorPort(), "/jwt", forms));
            progress.printf("  JWT pass %d: broker %.0f, floor %.0f CPU-us%n", i + 1, broker.last(), floor.last());
        }
        double crypto = new CryptoLimit().tokenMicros();
        report.add(Row.atMost("JWT exchange / library floor", ratio(broker.least(), floor.least()), 1.3, 0.9)
                .note("%.0f against %.0f CPU-us".formatted(broker.least(), floor.least())));
        report.add(Row.atMost("JWT exchange / crypto alone", ratio(broker.least(), crypto), 7, 4)
                .note("crypto %.0f CPU-us: verify, seal".formatted(crypto)));
    }

    private static Load.Pass pass(ServerProcess server, int port, String path, List<String> forms)
            throws IOException, InterruptedException {
        List<byte[]> requests = new ArrayList<>(forms.size());
        for (String form : forms) {
            requests.add(Connection.post(port, path, form));
        }
        return Load.run(server, port, requests, CONNECTIONS);
    }

    private ServerProcess broker(int port) throws IOException, InterruptedException {
        List<String> command = java(FLAGS);
        command.addAll(List.of(
                "-jar",
                brokerJar.toString(),
                "serve",
                "--config",
                work.resolve("config").toString()));
        return ServerProcess.start(command, work, Map.of(), URI.create("http://127.0.0.1:" + port + "/health/ready"));
    }

    private ServerProcess floor(int port) throws IOException, InterruptedException {
        List<String> command = java(FLAGS);
        command.addAll(List.of(
                "-cp",
                classPath(),
                LibraryFloor.class.getName(),
                Integer.toString(port),
                work.resolve("idp.crt").toString(),
                work.resolve("keys.json").toString()));
        return ServerProcess.start(command, work, Map.of(), URI.create("http://127.0.0.1:" + port + "/ready"));
    }

    private static List<String> java(List<String> flags) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        return command;
    }

    /** This program's own, as it is seen from another directory. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static double ratio(double one, double other) {
        return one / other;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The best pass so far. */
    private static final class Best {
        private Load.Pass best = Load.Pass.worst();
        private Load.Pass last = best;

        void add(boolean counts, Load.Pass pass) {
            last = pass;
            if (counts) {
                best = best.better(pass);
            }
        }

        double least() {
            return best.cpuMicros();
        }

        double last() {
            return last.cpuMicros();
        }

        double rate() {
            return best.perSecond();
        }

        double median() {
            return best.medianMicros();
        }

        double p99() {
            return best.p99Micros();
        }
    }
}
