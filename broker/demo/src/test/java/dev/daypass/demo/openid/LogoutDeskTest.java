package dev.daypass.demo.openid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jwt.SignedJWT;
import dev.daypass.demo.DemoPeople;
import dev.daypass.demo.DemoPerson;
import dev.daypass.demo.http.Document;
import dev.daypass.demo.http.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signing out at the demo's OpenID provider, and as its clients ask. */
final class LogoutDeskTest {
    private final LoopbackServer server;
    private final LogoutDesk desk;
    private final DemoPerson alice = DemoPeople.standard().find("alice").orElseThrow();
    private final List<String> told = new ArrayList<>();
    private final String base;

    LogoutDeskTest() throws IOException {
        server = LoopbackServer.open();
        base = server.address() + "/openid";
        desk = new LogoutDesk(new TokenIssuer(URI.create(base), Clock.systemUTC(), new SecureRandom()));
    }

    @BeforeEach
    void serve() {
        desk.serveOn(server);
        server.take("/client/backchannel-logout", form -> {
            told.add(form.getOrDefault("logout_token", ""));
            return Document.plain("");
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void clientIsToldWhoWasSignedOutHere() throws Exception {
        String sid = desk.begin(alice, "daypass-demo", URI.create(server.address() + "/client/callback"));
        assertTrue(get("/sessions").body().contains(alice.displayName()));
        assertTrue(post("/sessions", "sid=" + sid).contains("answered 200"));
        SignedJWT token = SignedJWT.parse(told.get(0));
        assertEquals("logout+jwt", token.getHeader().getType().getType());
        assertEquals(sid, token.getJWTClaimsSet().getStringClaim("sid"));
        assertEquals("person-alice", token.getJWTClaimsSet().getSubject());
        assertEquals(
                Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()),
                token.getJWTClaimsSet().getJSONObjectClaim("events"));
        assertFalse(get("/sessions").body().contains(alice.displayName()));
        assertFalse(post("/sessions", "sid=" + sid).contains("answered"));
    }

    @Test
    void browserThatAClientSendsGoesBackThere() throws Exception {
        desk.begin(alice, "daypass-demo", URI.create(server.address() + "/client/callback"));
        var back = get("/logout?client_id=daypass-demo&logout_hint=person-alice&state=s%261"
                + "&post_logout_redirect_uri=" + server.address() + "/out");
        assertEquals(303, back.statusCode());
        assertEquals(
                server.address() + "/out?state=s%261",
                back.headers().firstValue("Location").orElse(""));
        assertFalse(get("/sessions").body().contains(alice.displayName()));
        assertEquals(
                400,
                get("/logout?post_logout_redirect_uri=https://corp.example.com/")
                        .statusCode());
        assertEquals(200, get("/logout").statusCode());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(base + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private String post(String path, String form) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(base + path))
                                .POST(HttpRequest.BodyPublishers.ofString(form))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
