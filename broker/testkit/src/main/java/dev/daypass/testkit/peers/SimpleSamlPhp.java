package dev.daypass.testkit.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * SimpleSAMLphp (Debian's package) as a real SAML 2.0 identity provider with two people, alice and bob. It signs
 * Responses and assertions, and starts sign-in itself (IdP-initiated), as company portals do.
 */
public final class SimpleSamlPhp implements AutoCloseable {
    private final PeerProcess process;
    private final String url;
    private final String spEntityId;

    private SimpleSamlPhp(PeerProcess process, String url, String spEntityId) {
        this.process = process;
        this.url = url;
        this.spEntityId = spEntityId;
    }

    /**
     * Starts the provider for one service provider.
     *
     * @param directory an empty directory for its configuration, keys and sessions
     * @param spEntityId the broker's entity id for this provider
     * @param acs the broker's assertion consumer service
     */
    public static SimpleSamlPhp start(Path directory, String spEntityId, String acs) {
        return start(directory, spEntityId, acs, Map.of());
    }

    /**
     * As {@link #start(Path, String, String)}, for a service provider that takes part in single logout.
     *
     * @param slo its logout service, by redirect
     * @param certificate what its logout messages are signed with, in base64; unsigned ones are refused
     */
    public static SimpleSamlPhp start(Path directory, String spEntityId, String acs, String slo, String certificate) {
        return start(directory, spEntityId, acs, Map.of("DAYPASS_SP_SLO", slo, "DAYPASS_SP_SIGNING", certificate));
    }

    private static SimpleSamlPhp start(Path directory, String spEntityId, String acs, Map<String, String> more) {
        try {
            for (String folder : List.of("cert", "log", "data", "tmp")) {
                Files.createDirectories(directory.resolve(folder));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        PeerProcess.unpack(
                "simplesamlphp",
                directory,
                "config.php",
                "authsources.php",
                "router.php",
                "metadata/saml20-idp-hosted.php",
                "metadata/saml20-sp-remote.php");
        PeerProcess.run(
                directory.resolve("cert"),
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "90",
                "-subj",
                "/CN=peer",
                "-keyout",
                "idp.key",
                "-out",
                "idp.crt");
        int port = PeerProcess.freePort();
        String url = "http://127.0.0.1:" + port;
        var environment = new HashMap<>(more);
        environment.put("DAYPASS_PEER_DIR", directory.toString());
        environment.put("DAYPASS_PEER_URL", url);
        environment.put("DAYPASS_SP_ENTITY_ID", spEntityId);
        environment.put("DAYPASS_SP_ACS", acs);
        environment.put("SIMPLESAMLPHP_CONFIG_DIR", directory.toString());
        var process = PeerProcess.start(
                List.of("php", "-S", "127.0.0.1:" + port, "-t", "/usr/share/simplesamlphp/www", "router.php"),
                directory,
                environment,
                URI.create(url + "/saml2/idp/metadata.php"));
        return new SimpleSamlPhp(process, url, spEntityId);
    }

    /** Where its metadata is served. */
    public URI metadata() {
        return URI.create(url + "/saml2/idp/metadata.php");
    }

    /** Where signing in begins at the provider itself (SAML Profiles 4.1.5), as a company portal's tile does. */
    public URI start() {
        return URI.create(
                url + "/saml2/idp/SSOService.php?spentityid=" + URLEncoder.encode(spEntityId, StandardCharsets.UTF_8));
    }

    /** Where signing out begins at the provider itself: it asks every service provider that the person is signed in to. */
    public URI logout() {
        return URI.create(url + "/saml2/idp/initSLO.php?RelayState="
                + URLEncoder.encode(url + "/logout.php", StandardCharsets.UTF_8));
    }

    /** Signs somebody in and returns the Response, in base64, that the browser would post to the broker. */
    public String response(String user, String password) {
        var browser = new FormBrowser();
        URI nowhere = URI.create("urn:nowhere");
        FormBrowser.Page login = browser.follow(browser.get(start()), nowhere);
        Map<String, String> fields = new LinkedHashMap<>(login.fields());
        fields.put("username", user);
        fields.put("password", password);
        FormBrowser.Page answer = browser.follow(browser.post(login.action(), fields), nowhere);
        String response = answer.fields().get("SAMLResponse");
        if (response == null) {
            throw new IllegalStateException("the peer gave no Response: " + answer.body());
        }
        return response;
    }

    @Override
    public void close() {
        process.close();
    }
}
