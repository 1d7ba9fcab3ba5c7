package dev.daypass.server.demo;

import dev.daypass.core.audit.AuditVerification;
import dev.daypass.demo.DemoCompany;
import dev.daypass.demo.DemoPeople;
import dev.daypass.demo.saml.DemoSigningKey;
import dev.daypass.server.client.Http;
import dev.daypass.server.wiring.Broker;
import dev.daypass.server.wiring.BrokerRefused;
import dev.daypass.server.wiring.DirectoryConfiguration;
import dev.daypass.server.wiring.Surroundings;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The whole demo, from a company and a broker that come up to both going down. Leaves its directory behind: its
 * configuration is there to be read.
 */
public final class Demo implements AutoCloseable {
    private final Paper paper;
    private final Path directory;
    private final DemoCompany company;
    private final Broker broker;
    private final Keys keys;
    private final URI address;
    private final Surroundings surroundings;

    private Demo(Paper paper, Path directory, DemoCompany company, Keys keys, Running running) {
        this.paper = paper;
        this.directory = directory;
        this.company = company;
        this.keys = keys;
        this.broker = running.broker();
        this.address = running.address();
        this.surroundings = running.surroundings();
    }

    private record Running(Broker broker, URI address, Surroundings surroundings) {}

    /**
     * What somebody wants to see.
     *
     * @param port of the broker; 0 takes any free one
     * @param colour whether the terminal understands colours, and they are wanted
     * @param unicode whether it shows more than ASCII
     */
    public record Wishes(int port, boolean colour, boolean unicode) {}

    /**
     * Starts company and broker.
     *
     * @param directory a new, empty one
     * @throws IOException if a port cannot be had or a file not be written
     * @throws BrokerRefused if the broker does not start
     */
    public static Demo start(Wishes wishes, Path directory, PrintWriter out) throws IOException, BrokerRefused {
        var paper = new Paper(out, new Paper.Look(wishes.colour(), wishes.unicode()));
        var surroundings = Surroundings.ofProcess();
        DemoCompany company = DemoCompany.open(DemoPeople.standard(), surroundings.clock(), surroundings.random());
        try {
            URI address = URI.create("http://127.0.0.1:" + (wishes.port() == 0 ? freePort() : wishes.port()));
            company.trust(address);
            Path config = directory.resolve("config");
            tellBeginning(paper, address, config);
            Keys keys = new DemoDirectory(config, surroundings.random())
                    .write(
                            words(address, company, directory),
                            Map.of(
                                    "directory",
                                    company.directory().password(),
                                    "saml-signing",
                                    DemoSigningKey.pem(surroundings.clock(), surroundings.random())));
            var source = new DirectoryConfiguration(config, name -> Optional.empty());
            Broker broker = Broker.start(source, surroundings);
            return new Demo(paper, directory, company, keys, new Running(broker, address, surroundings));
        } catch (IOException | BrokerRefused | RuntimeException e) {
            company.close();
            throw e;
        }
    }

    private static Map<String, String> words(URI address, DemoCompany whole, Path directory) {
        URI saml = whole.saml().entityId();
        String company = saml.resolve("/").toString();
        var words = new LinkedHashMap<String, String>();
        words.put("issuer", address.toString());
        words.put("port", Integer.toString(address.getPort()));
        words.put("company", company.substring(0, company.length() - 1));
        words.put("companyHost", saml.getAuthority());
        words.put("directory", whole.directory().address().toString());
        words.put("directoryAccount", whole.directory().account());
        words.put("data", directory.resolve("data").toString());
        return words;
    }

    /** The issuer's address is part of the configuration, so the port is chosen before the broker takes it. */
    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /**
     * Walks through every kind of role.
     *
     * @return whether everything went as the text says
     */
    public boolean walk() {
        var visitor = new Visitor(address, Http.standard(), surroundings.clock(), keys.secret("admin-token"));
        var stage = new Stage(visitor, paper);
        var people = new People(company, address, keys);
        var programs = new Programs(company, keys);
        List<Chapter> chapters = List.of(
                people::federatedBySaml,
                people::federatedByOpenId,
                people::federatedByDirectory,
                people::temporaryElevation,
                programs::service,
                programs::partner,
                programs::application);
        for (Chapter chapter : chapters) {
            play(chapter, stage);
        }
        audit(stage);
        tellEnd(stage);
        return stage.surprises() == 0;
    }

    /** What is told and done about one kind of role. */
    @FunctionalInterface
    private interface Chapter {
        void play(Stage stage) throws IOException, Stage.Stuck;
    }

    private static void play(Chapter chapter, Stage stage) {
        try {
            chapter.play(stage);
        } catch (Stage.Stuck counted) {
            return;
        } catch (IOException problem) {
            stage.expect(
                    "the next request",
                    Paper.Verdict.DONE,
                    new Seen(Paper.Verdict.FAULT, String.valueOf(problem.getMessage())),
                    "");
        }
    }

    private static void tellBeginning(Paper paper, URI address, Path config) {
        paper.text(
                "Daypass trades a proof from an identity provider for a short-lived session of a role. Here come a broker at "
                        + address
                        + " and a small company around it: a SAML identity provider, an OpenID provider, an LDAP"
                        + " directory and a CI system. Everything below is a real request over HTTP; a tick in front of a step says that it went as the"
                        + " text claims. The broker's configuration, to read:");
        paper.code(List.of(config.toString()));
    }

    private void audit(Stage stage) {
        stage.tell(
                "8  The audit",
                "Each of these steps left an entry, written before its answer, each carrying the hash of the one before. So"
                        + " nobody can change or take one away unseen.");
        Map<String, AuditVerification.Report> reports = broker.verifyAudit();
        reports.forEach((place, report) -> stage.expect(
                "the audit in the " + (place.equals("table") ? "database" : place),
                Paper.Verdict.DONE,
                report.holds()
                        ? new Seen(Paper.Verdict.DONE, report.entries() + " entries, verified")
                        : new Seen(
                                Paper.Verdict.FAULT,
                                report.fault().map(fault -> fault.message()).orElse("")),
                "verified"));
    }

    private void tellEnd(Stage stage) {
        paper.blank();
        paper.text(
                stage.surprises() == 0
                        ? "All " + stage.steps() + " steps went as the text says."
                        : stage.surprises() + " of " + stage.steps() + " steps did NOT go as the text says.");
    }

    /** Says how to go on by hand, and keeps what that needs fresh until the process ends. */
    public void invite(String command) throws IOException {
        new Invitation(paper, directory, company, address).print(command);
    }

    @Override
    public void close() {
        broker.close();
        company.close();
    }
}
