package dev.daypass.demo.openid;

import dev.daypass.demo.DemoPerson;
import dev.daypass.demo.Loopback;
import dev.daypass.demo.http.Document;
import dev.daypass.demo.http.Html;
import dev.daypass.demo.http.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who has signed in where, and signing them out: as a client asks with the browser (OpenID Connect RP-Initiated Logout
 * 1.0), or here by a button, of which the client is told (Back-Channel Logout 1.0). Safe for several threads.
 */
final class LogoutDesk {
    private static final String TITLE = "Demo company: who is signed in (OpenID)";
    private static final String CALLBACK = "/callback";
    private static final int MOST_SESSIONS = 1_000;

    private final TokenIssuer issuer;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, SignedIn> sessions = new LinkedHashMap<>();

    LogoutDesk(TokenIssuer issuer) {
        this.issuer = issuer;
    }

    /**
     * Somebody at a client.
     *
     * @param told where the client is told of the end, beside its callback
     */
    private record SignedIn(DemoPerson person, String client, Optional<URI> told) {}

    /** What the discovery document says of it. */
    Map<String, Object> endpoints() {
        return Map.of(
                "end_session_endpoint",
                issuer.issuer() + "/logout",
                "backchannel_logout_supported",
                true,
                "backchannel_logout_session_supported",
                true);
    }

    void serveOn(LoopbackServer server) {
        server.serve(issuer.issuer().getPath() + "/logout", this::leave);
        server.serve(issuer.issuer().getPath() + "/sessions", query -> page("Press a name to sign them out."));
        server.take(issuer.issuer().getPath() + "/sessions", this::end);
    }

    /** Notes that somebody has signed in at a client; the name of the session ({@code sid}). */
    synchronized String begin(DemoPerson person, String clientId, URI redirect) {
        if (sessions.size() >= MOST_SESSIONS) {
            sessions.remove(sessions.keySet().iterator().next());
        }
        String address = redirect.toString();
        Optional<URI> told = address.endsWith(CALLBACK)
                ? Optional.of(
                        URI.create(address.substring(0, address.length() - CALLBACK.length()) + "/backchannel-logout"))
                : Optional.empty();
        String sid = issuer.randomHex();
        sessions.put(sid, new SignedIn(person, clientId, told));
        return sid;
    }

    private synchronized Optional<SignedIn> forget(String sid) {
        return Optional.ofNullable(sessions.remove(sid));
    }

    private synchronized void forget(String clientId, String subject) {
        sessions.values()
                .removeIf(session -> session.client().equals(clientId)
                        && DemoOpenIdProvider.subject(session.person()).equals(subject));
    }

    /** Nobody is asked: the demo believes whoever asks. */
    private Document leave(Map<String, String> query) {
        forget(query.getOrDefault("client_id", ""), query.getOrDefault("logout_hint", ""));
        return Optional.ofNullable(query.get("post_logout_redirect_uri"))
                .map(address -> goBack(address, Optional.ofNullable(query.get("state"))))
                .orElseGet(() -> Document.plain("You are signed out at the demo company.\n"));
    }

    private static Document goBack(String address, Optional<String> state) {
        try {
            URI back = Loopback.require(URI.create(address));
            String query = state.map(text -> (back.getRawQuery() == null ? "?" : "&") + "state=" + encoded(text))
                    .orElse("");
            return Document.goTo(URI.create(back + query));
        } catch (IllegalArgumentException elsewhere) {
            return Document.wrong("ask with a post_logout_redirect_uri on this machine");
        }
    }

    private Document end(Map<String, String> form) {
        String sid = form.getOrDefault("sid", "");
        return forget(sid)
                .map(session -> page(
                        session.person().displayName() + " is signed out here; the client was " + told(session, sid)))
                .orElseGet(() -> page("Nobody is signed in by that name any more."));
    }

    private String told(SignedIn session, String sid) {
        if (session.told().isEmpty()) {
            return "not told.";
        }
        String token = issuer.signLogout(DemoOpenIdProvider.subject(session.person()), session.client(), sid);
        var request = HttpRequest.newBuilder(session.told().get())
                .timeout(Duration.ofSeconds(5))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("logout_token=" + encoded(token)))
                .build();
        try {
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return "told, and answered " + status + ".";
        } catch (IOException unreachable) {
            return "not to be reached.";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "not told in time.";
        }
    }

    private synchronized Document page(String note) {
        var choices = new LinkedHashMap<String, String>();
        sessions.forEach(
                (sid, session) -> choices.put(sid, session.person().displayName() + " at " + session.client()));
        return Html.list(TITLE, note, "sid", choices);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
