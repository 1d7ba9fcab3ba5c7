package dev.daypass.adapters.directory.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.unboundid.ldap.listener.InMemoryListenerConfig;
import dev.daypass.adapters.directory.DirectoryOnlineCheck;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.source.Finding;
import dev.daypass.core.source.Source;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** L06: no password travels to a server in wrong hands, by ldaps or StartTLS. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TlsTest {
    private final TestCertificate named;
    private final TestCertificate addressed;
    private final TestCertificate foreign;
    private final TestCertificate expired;

    TlsTest(@TempDir Path directory) throws Exception {
        named = TestCertificate.of(directory, "dns:localhost");
        addressed = TestCertificate.of(directory, "ip:127.0.0.1");
        foreign = TestCertificate.of(directory, "dns:foreign");
        expired = TestCertificate.of(directory, "dns:localhost", "-startdate", "-30d", "-validity", "10");
    }

    /** Both ways to TLS. */
    enum Way {
        LDAPS,
        START_TLS;

        Tree tree(SSLContext context) throws Exception {
            Tree tree = Tree.plant(
                    this == LDAPS
                            ? InMemoryListenerConfig.createLDAPSConfig("tls", context.getServerSocketFactory())
                            : InMemoryListenerConfig.createLDAPConfig(
                                    "starttls", InetAddress.getLoopbackAddress(), 0, context.getSocketFactory()));
            tree.person("alice");
            return tree;
        }

        Settings settings(Tree tree, String host, Optional<String> trusted) {
            Settings settings = Settings.at(
                            (this == LDAPS ? "ldaps://" : "ldap://") + host + ":" + tree.server.getListenPort())
                    .boundAs(Tree.SERVICE, Tree.SERVICE_PASSWORD);
            settings.startTls = this == START_TLS;
            settings.trusted = trusted;
            return settings;
        }
    }

    private static void enters(Settings settings) {
        try (Door door = Door.to(settings)) {
            door.enters("alice", Tree.PASSWORD);
        }
    }

    /** To a tree that nobody else has asked. */
    private static void unreachable(Tree tree, Settings settings) {
        try (Door door = Door.to(settings)) {
            assertEquals(Reason.DIRECTORY_UNREACHABLE, door.refusal("alice", Tree.PASSWORD));
        }
        assertEquals(List.of(), tree.binds, "no password was sent");
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void trustedServerOfTheRightNameIsAsked(Way way) throws Exception {
        try (Tree tree = way.tree(named.context())) {
            String stranger = foreign.pem();
            enters(way.settings(tree, "localhost", Optional.of(named.pem())));
            enters(way.settings(tree, "localhost", Optional.of(stranger + named.pem())));
        }
        try (Tree tree = way.tree(addressed.context())) {
            enters(way.settings(tree, "127.0.0.1", Optional.of(addressed.pem())));
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void L06wrongHostNameIsRefused(Way way) throws Exception {
        try (Tree tree = way.tree(named.context())) {
            enters(way.settings(tree, "localhost", Optional.of(named.pem())));
        }
        try (Tree tree = way.tree(named.context())) {
            unreachable(tree, way.settings(tree, "127.0.0.1", Optional.of(named.pem())));
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void L06foreignCaIsRefused(Way way) throws Exception {
        try (Tree tree = way.tree(named.context())) {
            enters(way.settings(tree, "localhost", Optional.of(named.pem())));
        }
        try (Tree tree = way.tree(named.context())) {
            unreachable(tree, way.settings(tree, "localhost", Optional.of(foreign.pem())));
            unreachable(tree, way.settings(tree, "localhost", Optional.empty()));
        }
    }

    @Test
    void L06oldTlsIsNotSpoken() throws Exception {
        try (SSLSocket socket =
                (SSLSocket) TlsSockets.trusting(Optional.empty()).createSocket()) {
            assertEquals(List.of("TLSv1.3", "TLSv1.2"), List.of(socket.getEnabledProtocols()));
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void L06expiredCertificateIsRefused(Way way) throws Exception {
        try (Tree tree = way.tree(named.context())) {
            enters(way.settings(tree, "localhost", Optional.of(named.pem())));
        }
        try (Tree tree = way.tree(expired.context())) {
            unreachable(tree, way.settings(tree, "localhost", Optional.of(expired.pem())));
        }
    }

    @Test
    void L06startTlsThatIsStrippedIsRefused() throws Exception {
        try (Tree tree = Tree.plant()) {
            tree.person("alice");
            enters(tree.settings());
        }
        try (Tree tree = Tree.plant()) {
            tree.person("alice");
            Settings settings = tree.settings();
            settings.startTls = true;
            unreachable(tree, settings);
        }
    }

    @Test
    void onlineCheckSaysWhatIsWrong() throws Exception {
        try (Tree tree = Way.LDAPS.tree(named.context())) {
            Settings right = Way.LDAPS.settings(tree, "localhost", Optional.of(named.pem()));
            assertEquals(List.of(), codes(right));
            assertEquals(
                    List.of("directory-unreachable"),
                    codes(Way.LDAPS.settings(tree, "127.0.0.1", Optional.of(named.pem()))));
            right.groupsBase = "OU=Nowhere," + Settings.BASE;
            assertEquals(List.of("directory-base"), codes(right));
            right.boundAs(Tree.SERVICE, "wrong");
            assertEquals(List.of("directory-bind"), codes(right));
        }
    }

    private static List<String> codes(Settings settings) {
        return new DirectoryOnlineCheck(Clock.systemUTC())
                .ask(settings.settings(), Source.of("providers.yaml")).stream()
                        .map(Finding::code)
                        .toList();
    }
}
