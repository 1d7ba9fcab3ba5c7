package dev.daypass.bench.load;

import dev.daypass.bench.limit.BareSignIn;
import dev.daypass.bench.report.Report;
import dev.daypass.bench.report.Row;
import dev.daypass.testkit.peers.OpenLdap;
import dev.daypass.testkit.peers.PeerProcess;
import dev.daypass.testkit.peers.SambaDomain;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Sign-ins at real directories: the broker and bare LDAP calls ask the same servers in turns, over as many connections.
 * The servers do most of the work, so what counts is the rate; best of three passes after the warm-up.
 */
public final class DirectorySignIns {
    private static final int CONNECTIONS = 4;
    private static final int PEOPLE = 200;
    private static final int PASSES = 3;
    private static final List<String> PROGRAMS = List.of("/usr/sbin/samba", "/usr/sbin/slapd");

    private final Path brokerJar;
    private final Path work;
    private final int warming;
    private final int perPass;
    private final PrintStream progress;

    /**
     * @param warming sign-ins before anything counts
     * @param perPass sign-ins of a pass
     */
    public DirectorySignIns(Path brokerJar, Path work, int warming, int perPass, PrintStream progress) {
        this.brokerJar = brokerJar;
        this.work = work;
        this.warming = warming;
        this.perPass = perPass;
        this.progress = progress;
    }

    /** Measures both directories, if Samba and slapd are installed, and adds their rows. */
    public void measure(Report report) throws Exception {
        for (String program : PROGRAMS) {
            if (!Files.isExecutable(Path.of(program))) {
                progress.println("  left out, for " + program + " is missing; `./daypass test` installs it");
                return;
            }
        }
        try (var domain = SambaDomain.start(Files.createDirectories(work.resolve("domain")), PEOPLE);
                var ldap = OpenLdap.start(Files.createDirectories(work.resolve("ldap")), PEOPLE)) {
            int port = PeerProcess.freePort();
            new DirectoryCompany(domain, ldap).settle(work.resolve("directories"), port);
            try (ServerProcess broker = broker(port)) {
                var active = new BareSignIn.Place(
                        domain.ldaps(),
                        domain.authority(),
                        domain.baseDn(),
                        domain.serviceName(),
                        domain.servicePassword(),
                        "sAMAccountName");
                var open = new BareSignIn.Place(
                        ldap.ldaps(),
                        ldap.authority(),
                        ldap.baseDn(),
                        ldap.serviceName(),
                        ldap.servicePassword(),
                        "uid");
                compare(
                        report,
                        broker,
                        port,
                        new Subject("Active Directory (Samba)", "corp-ad", active),
                        domain.userPassword());
                compare(report, broker, port, new Subject("OpenLDAP (slapd)", "corp-ldap", open), ldap.userPassword());
                hits(report, port);
            }
        }
    }

    /**
     * A directory under measurement.
     *
     * @param provider what the broker calls it
     */
    private record Subject(String title, String provider, BareSignIn.Place place) {}

    private void compare(Report report, ServerProcess broker, int port, Subject subject, String password)
            throws Exception {
        progress.println("  " + subject.title());
        try (var bare = new BareSignIn(subject.place(), CONNECTIONS)) {
            through(broker, port, subject, password, warming);
            BareLoad.run(bare, names(warming), password, CONNECTIONS);
            double bareRate = 0;
            Load.Pass best = Load.Pass.worst();
            for (int pass = 0; pass < PASSES; pass++) {
                bareRate = Math.max(bareRate, BareLoad.run(bare, names(perPass), password, CONNECTIONS));
                Load.Pass now = through(broker, port, subject, password, perPass);
                best = now.perSecond() > best.perSecond() ? now : best;
            }
            report.add(Row.told(subject.title() + ": sign-in / bare search and bind", bareRate / best.perSecond())
                    .note("%.0f against %.0f a second, %.0f CPU-us of the broker, p99 %.1f ms"
                            .formatted(best.perSecond(), bareRate, best.cpuMicros(), best.p99Micros() / 1e3)));
        }
    }

    private static Load.Pass through(ServerProcess broker, int port, Subject subject, String password, int count)
            throws IOException, InterruptedException {
        List<byte[]> requests = names(count).stream()
                .map(name -> Connection.post(port, "/", DirectoryCompany.form(subject.provider(), name, password)))
                .toList();
        return Load.run(broker, port, requests, CONNECTIONS);
    }

    private static List<String> names(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> "user%05d".formatted(1 + number % PEOPLE))
                .toList();
    }

    private static void hits(Report report, int port) throws IOException {
        String metrics;
        try (var connection = new Connection(port)) {
            metrics = connection
                    .answer(Connection.request(port, "GET /metrics", "", ""))
                    .body();
        }
        for (String provider : List.of("corp-ad", "corp-ldap")) {
            double hits = figure(metrics, "daypass_directory_group_cache_hits", provider);
            double all = hits + figure(metrics, "daypass_directory_group_cache_misses", provider);
            report.add(Row.told("group cache of " + provider + ", hits of look-ups", hits / all)
                    .note("%.0f of %.0f".formatted(hits, all)));
        }
    }

    private static double figure(String metrics, String name, String provider) {
        String start = name + "{provider=\"" + provider + "\"} ";
        return metrics.lines()
                .filter(line -> line.startsWith(start))
                .mapToDouble(line -> Double.parseDouble(line.substring(start.length())))
                .sum();
    }

    private ServerProcess broker(int port) throws IOException, InterruptedException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-jar",
                brokerJar.toString(),
                "serve",
                "--config",
                work.resolve("directories").toString());
        return ServerProcess.start(command, work, Map.of(), URI.create("http://127.0.0.1:" + port + "/health/ready"));
    }
}
