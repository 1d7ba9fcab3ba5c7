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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** An unmodified nginx in front of a page admits, refuses and forgets as policies and revocations say. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class NginxIT {
    private static final String SITE = "wiki.example.com";

    private final AttackedBroker broker;
    private final Insider insider;
    private final Nginx nginx;

    NginxIT(@TempDir Path directory) throws IOException {
        broker = AttackedBroker.start(Files.createDirectory(directory.resolve("broker")));
        insider = new Insider(broker);
        broker.reconfigure("roles/prod.yaml", SITE + "/*", SITE + "/docs/*");
        nginx = Nginx.start(Files.createDirectory(directory.resolve("nginx")), broker.port(), SITE);
    }

    @AfterAll
    void stop() {
        nginx.close();
        insider.close();
        broker.close();
    }

    private AtNginx.Page visit(String method, String path, HeaderLines.Line... more) {
        var headers = new ArrayList<>(List.of(more));
        headers.add(new HeaderLines.Line("Host", SITE));
        return visit(new Signed(method, path, "", headers, ""));
    }

    private AtNginx.Page visit(Signed request) {
        return AtNginx.visit(nginx.port(), request);
    }

    private static HeaderLines.Line bearing(String token) {
        return new HeaderLines.Line("Authorization", "Bearer " + token);
    }

    @Test
    void tokenHolderIsAdmittedRefusedAndForgotten() {
        Signed.Keys session = broker.session();
        HeaderLines.Line token = bearing(insider.siteToken(session));
        AtNginx.Page page = visit("GET", "/docs/start", token);
        assertEquals(200, page.status(), page::toString);
        assertTrue(page.text().contains("read by [arn:daypass:sts::111122223333:assumed-role/Federated/"), page.text());

        assertEquals(401, visit("GET", "/docs/start").status());
        assertTrue(visit("GET", "/docs/start").text().contains("WWW-Authenticate: Bearer"));
        assertEquals(403, visit("GET", "/admin", token).status());
        assertEquals(403, visit("DELETE", "/docs/start", token).status());

        broker.admin("/api/v1/sessions/" + session.id() + "/revoke", "{}");
        assertEquals(401, visit("GET", "/docs/start", token).status());
    }

    @Test
    void signedRequestIsAdmittedForWhatWasSigned() {
        Signed.Keys session = broker.session().at(broker.clock.instant());
        Signed honest = Signed.get("/docs/start", session, SITE + ":" + nginx.port(), "daypass");
        AtNginx.Page page = visit(honest);
        assertEquals(200, page.status(), page::toString);
        assertEquals(401, visit(honest.withPath("/docs/other")).status());
    }

    @Test
    void visitorsOwnIdentityHeadersEndAtTheProxy() {
        HeaderLines.Line token = bearing(insider.siteToken(broker.session()));
        AtNginx.Page page = visit(
                "GET",
                "/docs/start",
                token,
                new HeaderLines.Line("Remote-User", "root"),
                new HeaderLines.Line("X-Daypass-Identity", "forged"),
                new HeaderLines.Line("X-Original-Uri", "/docs/other"),
                new HeaderLines.Line("X-Forwarded-Uri", "/docs/other"));
        assertEquals(200, page.status(), page::toString);
        assertFalse(page.text().contains("root") || page.text().contains("forged"), page.text());
        assertEquals(
                403,
                visit("GET", "/admin", token, new HeaderLines.Line("X-Original-Uri", "/docs/a"))
                        .status());
        assertEquals(403, visit("GET", "/docs/../admin", token).status());
    }
}
