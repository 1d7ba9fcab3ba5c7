package dev.daypass.interop;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import dev.daypass.testkit.peers.OpenIdPeer;
import dev.daypass.testkit.peers.PeerProcess;
import dev.daypass.testkit.peers.SimpleSamlPhp;
import dev.daypass.testkit.saml.SamlKeys;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * All that the tests of this package talk to: a real SAML identity provider, a real OpenID provider, a broker between
 * them, and the keys of those who have no program of their own. Started once, for all of them.
 */
final class Peers implements AutoCloseable {
    private final Path directory;
    private final List<Runnable> running = new ArrayList<>();
    private final ECKey clientKey;
    private final BuildServer builds;
    private final SimpleSamlPhp saml;
    private final OpenIdPeer openId;
    private final ServedBroker broker;

    private Peers(Path directory) throws IOException, JOSEException {
        this.directory = directory;
        int port = PeerProcess.freePort();
        String base = "http://127.0.0.1:" + port + "/saml/corp";
        Path config = Files.createDirectories(directory.resolve("broker/config"));
        clientKey = key(config.resolve("client.jwks.json"));
        builds = new BuildServer(key(config.resolve("ci.jwks.json")));
        var signing = SamlKeys.rsa();
        Files.writeString(config.resolve("saml-signing.pem"), signing.privateKeyPem() + signing.certificatePem());
        saml = SimpleSamlPhp.start(
                Files.createDirectory(directory.resolve("saml")),
                base + "/metadata",
                base + "/acs",
                base + "/slo",
                signing.certificateText());
        running.add(saml::close);
        openId = OpenIdPeer.start(
                Files.createDirectory(directory.resolve("openid")),
                URI.create("http://127.0.0.1:" + port + "/oidc/corp-oidc/callback"));
        running.add(openId::close);
        broker = ServedBroker.start(
                directory.resolve("broker"),
                port,
                Map.of(
                        "SAML_METADATA", saml.metadata().toString(),
                        "OPENID_ISSUER", openId.issuer(),
                        "OPENID_HOST", openId.issuer().substring("http://".length()),
                        "OPENID_CLIENT", OpenIdPeer.CLIENT_ID));
        running.add(broker::close);
    }

    static Peers start() {
        try {
            return new Peers(Files.createTempDirectory("daypass-interop"));
        } catch (IOException | JOSEException e) {
            throw new IllegalStateException("the peers do not start", e);
        }
    }

    /** A new key, its public half in a key set for the broker to know. */
    static ECKey key(Path keySet) throws IOException, JOSEException {
        ECKey key = new ECKeyGenerator(Curve.P_256).keyID("one").generate();
        Files.writeString(keySet, new JWKSet(key.toPublicJWK()).toString());
        return key;
    }

    SimpleSamlPhp saml() {
        return saml;
    }

    OpenIdPeer openId() {
        return openId;
    }

    ServedBroker broker() {
        return broker;
    }

    /** With which the client {@code signing} authenticates. */
    ECKey clientKey() {
        return clientKey;
    }

    /** What a build server, provider {@code ci}, signs for one of its jobs. */
    SignedJWT jobToken(String repository) {
        return builds.jobToken(broker.endpoint(), repository);
    }

    /** A new SAML Response of alice's, base64 as the browser posts it. */
    String response() {
        return saml.response("alice", "correct-horse");
    }

    /** An empty directory for a client. */
    Path workplace(String name) throws IOException {
        return Files.createTempDirectory(directory, name);
    }

    @Override
    public void close() throws IOException {
        running.forEach(Runnable::run);
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
