package dev.daypass.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.server.http.HeaderLines;
import dev.daypass.server.sts.Signed;
import dev.daypass.testkit.peers.Nginx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The README's page behind nginx: an nginx set up by its words lets people with a browser in, and programs too. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class NginxRecipeIT {
    private static final Path README = Path.of("../../README.md");
    private static final String SITE = "wiki.localhost";
    private static final String OTHER = "wiki.example.com";

    private final AttackedBroker broker;
    private final Insider insider;
    private final Nginx nginx;

    NginxRecipeIT(@TempDir Path directory) throws IOException {
        broker = AttackedBroker.start(Files.createDirectory(directory.resolve("broker")));
        insider = new Insider(broker);
        String asking =
                block("# daypass.conf").replace("https://broker.corp.example.com", "http://127.0.0.1:" + broker.port());
        String server = block("server_name docs.example.com");
        nginx = Nginx.follow(
                Files.createDirectory(directory.resolve("nginx")),
                // Where the broker's `trustedProxies` are.
                asking + "proxy_bind 127.0.0.2;\n",
                block("map $http_cookie"),
                List.of(server.replace("docs.example.com", SITE), server.replace("docs.example.com", OTHER)));
    }

    @AfterAll
    void stop() {
        nginx.close();
        insider.close();
        broker.close();
    }

    /** The block of the README that begins so. */
    private static String block(String beginning) throws IOException {
        List<String> lines = Files.readAllLines(README).stream()
                .dropWhile(line -> !line.startsWith(beginning))
                .takeWhile(line -> !line.equals("```"))
                .toList();
        assertFalse(lines.isEmpty(), "the README has no `" + beginning + "`");
        return String.join("\n", lines) + "\n";
    }

    private AtNginx.Page get(String uri, String... more) {
        return getAt(SITE, uri, more);
    }

    /** Any host and any form of request line (RFC 9112 section 3.2). */
    private AtNginx.Page getAt(String host, String uri, String... more) {
        var headers = new ArrayList<HeaderLines.Line>();
        headers.add(new HeaderLines.Line("Host", host));
        for (String line : more) {
            headers.add(new HeaderLines.Line(line.split(": ", 2)[0], line.split(": ", 2)[1]));
        }
        String[] target = uri.split("\\?", 2);
        return AtNginx.visit(
                nginx.port(), new Signed("GET", target[0], target.length > 1 ? target[1] : "", headers, ""));
    }

    private static String cookie(AtNginx.Page page) {
        String line = page.header("Set-Cookie").orElseThrow(() -> new AssertionError(page));
        return line.substring(0, line.indexOf(';'));
    }

    /** Signs in on the way to a page, and comes back to the site. */
    private AtNginx.Page enter(String page) {
        var alice = new Browser(broker);
        alice.signIn();
        AtNginx.Page nobody = get(page, "Accept: text/html");
        assertEquals(302, nobody.status(), nobody::toString);
        assertEquals(Optional.of("no-store"), nobody.header("Cache-Control"), nobody::toString);
        String way = nobody.header("Location").orElseThrow().substring(Browser.ISSUER.length());
        String back = alice.visit(way).header("Location").orElseThrow();
        assertTrue(back.startsWith("http://" + SITE + "/.daypass/session?code="), back);
        AtNginx.Page entered = get(back.substring(("http://" + SITE).length()), "Cookie: " + cookie(nobody));
        assertEquals(303, entered.status(), entered::toString);
        return entered;
    }

    @Test
    void personSignsInAndReadsThePage() {
        AtNginx.Page entered = enter("/docs/start?page=2");
        assertTrue(entered.header("Location").orElse("").endsWith("/docs/start?page=2"), entered::toString);
        AtNginx.Page page = get("/docs/start?page=2", "Cookie: " + cookie(entered), "Remote-User: root");
        assertEquals(200, page.status(), page::toString);
        assertTrue(
                page.text().contains("assumed-role/Federated/") && !page.text().contains("[root]"), page::text);
        assertEquals(
                403,
                get("/admin", "Cookie: " + cookie(entered), "Accept: text/html").status());
    }

    @Test
    void W12cookieOfOneSiteOpensNoOtherWhateverHostTheVisitorWrites() {
        String cookie = "Cookie: " + cookie(enter("/docs/start"));
        assertEquals(200, get("/docs/start", cookie).status());
        assertEquals(200, getAt(OTHER, "http://" + SITE + "/docs/start", cookie).status());
        assertEquals(401, getAt(OTHER, "/docs/start", cookie).status());
        assertEquals(401, getAt(SITE, "http://" + OTHER + "/docs/start", cookie).status());
        assertEquals(421, getAt("docs.example.com", "/docs/start", cookie).status());
        assertEquals(
                421, getAt(SITE, "http://docs.example.com/docs/start", cookie).status());

        String token = "Authorization: Bearer " + insider.siteToken(broker.session());
        assertEquals(200, getAt(OTHER, "/docs/start", token).status());
        assertEquals(401, getAt(OTHER, "http://" + SITE + "/docs/start", token).status());
    }

    @Test
    void O15siteNeverHasThePersonsCookie() {
        String ours = cookie(enter("/docs/start"));
        assertCookies("[]", ours);
        assertCookies("[first=1]", "first=1; " + ours);
        assertCookies("[; last=2]", ours + "; last=2");
        assertCookies("[first=1; last=2]", "first=1; " + ours + "; last=2");
    }

    /** What the site is told of the visitor's cookies. */
    private void assertCookies(String told, String sent) {
        AtNginx.Page page = get("/docs/start", "Cookie: " + sent);
        assertEquals(200, page.status(), page::toString);
        assertTrue(page.text().endsWith(" and " + told + "\n"), page::text);
    }

    @Test
    void programHasATokenOrIsRefused() {
        AtNginx.Page nobody = get("/docs/start", "Accept: application/json");
        assertEquals(401, nobody.status(), nobody::toString);
        assertTrue(nobody.header("WWW-Authenticate").orElse("").startsWith("Bearer"), nobody::toString);
        assertEquals(403, get("/docs/..%2Fadmin", "Accept: text/html").status());
    }
}
