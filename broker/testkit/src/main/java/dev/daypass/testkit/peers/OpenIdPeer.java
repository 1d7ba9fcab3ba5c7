package dev.daypass.testkit.peers;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The certified OpenID provider {@code oidc-provider} (npm) with two people, alice and bob, and the broker as its
 * client.
 */
public final class OpenIdPeer implements AutoCloseable {
    public static final String CLIENT_ID = "broker";
    public static final String CLIENT_SECRET = "the-peer-knows-the-broker-by-this";

    private static final URI CALLBACK = URI.create("http://127.0.0.1:1/callback");
    private static final Pattern ID_TOKEN = Pattern.compile("\"id_token\"\\s*:\\s*\"([^\"]+)\"");

    private final PeerProcess process;
    private final String issuer;

    private OpenIdPeer(PeerProcess process, String issuer) {
        this.process = process;
        this.issuer = issuer;
    }

    /**
     * Installs the provider with npm and starts it.
     *
     * @param directory an empty directory
     */
    public static OpenIdPeer start(Path directory) {
        return start(directory, CALLBACK);
    }

    /**
     * The same, for a broker that browsers come back to.
     *
     * @param callback its redirect URI
     */
    public static OpenIdPeer start(Path directory, URI callback) {
        PeerProcess.unpack("openid", directory, "package.json", "server.mjs");
        PeerProcess.run(directory, "npm", "install", "--no-audit", "--no-fund", "--silent");
        int port = PeerProcess.freePort();
        String issuer = "http://127.0.0.1:" + port;
        var process = PeerProcess.start(
                List.of("node", "server.mjs", Integer.toString(port), callback.toString()),
                directory,
                Map.of(),
                URI.create(issuer + "/.well-known/openid-configuration"));
        return new OpenIdPeer(process, issuer);
    }

    public String issuer() {
        return issuer;
    }

    /** Signs somebody in by the authorization code flow and returns the ID token. */
    public String idToken(String user) {
        var browser = new FormBrowser();
        var request = new LinkedHashMap<String, String>();
        request.put("client_id", CLIENT_ID);
        request.put("redirect_uri", CALLBACK.toString());
        request.put("response_type", "code");
        request.put("scope", "openid email corp");
        FormBrowser.Page page =
                browser.follow(browser.get(URI.create(issuer + "/auth?" + FormBrowser.encode(request))), CALLBACK);
        while (page.location().isEmpty()) {
            Map<String, String> fields = new LinkedHashMap<>(page.fields());
            fields.computeIfPresent("login", (name, empty) -> user);
            fields.computeIfPresent("password", (name, empty) -> "any");
            page = browser.follow(browser.post(page.action(), fields), CALLBACK);
        }
        return redeem(browser, page.location().orElseThrow());
    }

    private String redeem(FormBrowser browser, URI callback) {
        Matcher code = Pattern.compile("[?&]code=([^&]+)").matcher(callback.toString());
        if (!code.find()) {
            throw new IllegalStateException("the peer gave no code: " + callback);
        }
        var redeem = new LinkedHashMap<String, String>();
        redeem.put("grant_type", "authorization_code");
        redeem.put("code", code.group(1));
        redeem.put("redirect_uri", CALLBACK.toString());
        redeem.put("client_id", CLIENT_ID);
        redeem.put("client_secret", CLIENT_SECRET);
        FormBrowser.Page answer = browser.post(URI.create(issuer + "/token"), redeem);
        Matcher token = ID_TOKEN.matcher(answer.body());
        if (!token.find()) {
            throw new IllegalStateException("the peer gave no ID token: " + answer.body());
        }
        return token.group(1);
    }

    @Override
    public void close() {
        process.close();
    }
}
