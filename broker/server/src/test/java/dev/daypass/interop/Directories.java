package dev.daypass.interop;

import com.nimbusds.jose.JOSEException;
import dev.daypass.testkit.peers.OpenLdap;
import dev.daypass.testkit.peers.PeerProcess;
import dev.daypass.testkit.peers.SambaDomain;
import dev.daypass.testkit.peers.TcpRelay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A real Active Directory domain, another maker's directory, wires to the domain that can be cut, and a broker that asks
 * them. Started once, for all tests about directories.
 */
final class Directories implements AutoCloseable {
    private static final int LDAPS = 636;

    private final Path directory;
    private final List<AutoCloseable> running = new ArrayList<>();
    private final SambaDomain domain;
    private final OpenLdap ldap;
    private final TcpRelay wire;
    private final TcpRelay first;
    private final TcpRelay second;
    private final TcpRelay plainFirst;
    private final TcpRelay plainSecond;
    private final BuildServer builds;
    private final ServedBroker broker;

    private Directories(Path directory) throws IOException, JOSEException {
        this.directory = directory;
        domain = kept(SambaDomain.start(Files.createDirectory(directory.resolve("domain"))));
        ldap = kept(OpenLdap.start(Files.createDirectory(directory.resolve("ldap"))));
        wire = toTheDomain();
        first = toTheDomain();
        second = toTheDomain();
        plainFirst = toTheOther();
        plainSecond = toTheOther();
        Path config = Files.createDirectories(directory.resolve("broker/config"));
        builds = new BuildServer(Peers.key(config.resolve("ci.jwks.json")));
        settle(config);
        broker = kept(
                ServedBroker.startForDirectories(directory.resolve("broker"), PeerProcess.freePort(), addresses()));
    }

    static Directories start() {
        try {
            return new Directories(Files.createTempDirectory("daypass-directories"));
        } catch (IOException | JOSEException e) {
            throw new IllegalStateException("the directories do not start", e);
        }
    }

    private <T extends AutoCloseable> T kept(T peer) {
        running.add(0, peer);
        return peer;
    }

    private TcpRelay toTheDomain() {
        return kept(TcpRelay.to(domain.ldaps().getHost(), LDAPS));
    }

    private TcpRelay toTheOther() {
        return kept(TcpRelay.to(ldap.ldap().getHost(), ldap.ldap().getPort()));
    }

    /** The files that the broker's configuration names. */
    private void settle(Path config) throws IOException {
        Files.copy(domain.authority(), config.resolve("ad-ca.pem"));
        Files.copy(ldap.authority(), config.resolve("ldap-ca.pem"));
        Files.copy(domain.keytab(), config.resolve("http.keytab"));
        Workstation.keytab(domain, workplace("keytab"), config.resolve("other.keytab"));
        secret(config.resolve("ad.secret"), domain.servicePassword());
        secret(config.resolve("ldap.secret"), ldap.servicePassword());
    }

    private static void secret(Path file, String text) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }

    private Map<String, String> addresses() {
        var values = new HashMap<String, String>();
        values.put("AD", domain.ldaps().toString());
        values.put("AD_BASE", domain.baseDn());
        values.put("AD_SERVICE", domain.serviceName());
        values.put("AD_SPN", domain.principal());
        values.put("WIRE", Integer.toString(wire.port()));
        values.put("FIRST", Integer.toString(first.port()));
        values.put("SECOND", Integer.toString(second.port()));
        values.put("PLAIN_FIRST", Integer.toString(plainFirst.port()));
        values.put("PLAIN_SECOND", Integer.toString(plainSecond.port()));
        values.put("LDAP", ldap.ldap().toString());
        values.put("LDAP_BASE", ldap.baseDn());
        values.put("LDAP_SERVICE", ldap.serviceName());
        return values;
    }

    SambaDomain domain() {
        return domain;
    }

    OpenLdap ldap() {
        return ldap;
    }

    /** To the only server of {@code ad-wire}. */
    TcpRelay wire() {
        return wire;
    }

    /** To the first server of {@code ad-two}. */
    TcpRelay first() {
        return first;
    }

    /** To the second server of {@code ad-two}. */
    TcpRelay second() {
        return second;
    }

    /** To the first server of {@code ldap-two}. */
    TcpRelay plainFirst() {
        return plainFirst;
    }

    /** To the second server of {@code ldap-two}. */
    TcpRelay plainSecond() {
        return plainSecond;
    }

    ServedBroker broker() {
        return broker;
    }

    /** A token of provider {@code ci}, which is no directory. */
    String jobToken() {
        return builds.jobToken(broker.endpoint(), "corp/webshop").serialize();
    }

    /** What people do with passwords. */
    DirectorySignIn signIn() {
        return new DirectorySignIn(broker.endpoint());
    }

    /** An empty directory for a client. */
    Path workplace(String name) throws IOException {
        return Files.createTempDirectory(directory, name);
    }

    @Override
    public void close() throws IOException {
        running.forEach(Directories::stop);
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static void stop(AutoCloseable peer) {
        try {
            peer.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a peer stopped", e);
        } catch (Exception e) {
            throw new IllegalStateException("a peer does not stop", e);
        }
    }
}
