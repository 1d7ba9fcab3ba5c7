package dev.daypass.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.server.http.HeaderLines;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A browser at a site behind a proxy of nginx's kind, as far as the broker sees it; it keeps the site's cookies. */
final class SiteVisitor {
    static final String SESSION = "__Host-daypass-site";
    static final String STATE = "__Host-daypass-site-state";
    static final String SIGN_IN = "X-Daypass-Sign-In";

    private final AttackedBroker broker;
    private final String host;
    private final Map<String, String> jar = new LinkedHashMap<>();

    SiteVisitor(AttackedBroker broker, String host) {
        this.broker = broker;
        this.host = host;
    }

    Map<String, String> jar() {
        return jar;
    }

    /** Looks at a page. */
    Wire.Reply visit(String uri) {
        return ask("GET", uri, "Accept: text/html,*/*;q=0.8", "X-Forwarded-Proto: https");
    }

    Wire.Reply ask(String method, String uri, String... more) {
        var lines = lines(more);
        lines.add(new HeaderLines.Line("X-Original-Method", method));
        lines.add(new HeaderLines.Line("X-Original-Host", host));
        lines.add(new HeaderLines.Line("X-Original-Uri", uri));
        return keep(Wire.getFrom("127.0.0.2", broker.port(), "/forward-auth", lines));
    }

    /** As Traefik and Caddy tell it. */
    Wire.Reply askForwarded(String uri, String... more) {
        var lines = lines(more);
        lines.add(new HeaderLines.Line("X-Forwarded-Method", "GET"));
        lines.add(new HeaderLines.Line("X-Forwarded-Host", host));
        lines.add(new HeaderLines.Line("X-Forwarded-Uri", uri));
        return keep(Wire.getFrom("127.0.0.2", broker.port(), "/forward-auth", lines));
    }

    private List<HeaderLines.Line> lines(String... more) {
        var lines = new ArrayList<HeaderLines.Line>();
        for (String line : more) {
            lines.add(new HeaderLines.Line(line.split(": ", 2)[0], line.split(": ", 2)[1]));
        }
        if (!jar.isEmpty()) {
            String cookies = jar.entrySet().stream()
                    .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                    .collect(Collectors.joining("; "));
            lines.add(new HeaderLines.Line("Cookie", cookies));
        }
        return lines;
    }

    private Wire.Reply keep(Wire.Reply reply) {
        reply.headers().stream()
                .filter(line -> line.name().equalsIgnoreCase("set-cookie"))
                .map(HeaderLines.Line::value)
                .forEach(line -> {
                    assertTrue(line.contains("; Path=/; Secure; HttpOnly; SameSite=Lax"), line);
                    String name = line.substring(0, line.indexOf('='));
                    if (line.contains("Max-Age=0")) {
                        jar.remove(name);
                    } else {
                        jar.put(name, line.substring(name.length() + 1, line.indexOf(';')));
                    }
                });
        return reply;
    }

    /** Where a refused visit leads at the broker. */
    static String way(Wire.Reply refused) {
        URI address = URI.create(refused.header(SIGN_IN).orElseThrow(() -> new AssertionError(refused.toString())));
        assertTrue(address.toString().startsWith(Browser.ISSUER + "/sign-in/site?visit="), address::toString);
        return address.getRawPath() + "?" + address.getRawQuery();
    }

    /** Goes to sign in with a browser that is signed in at the broker; where it comes back to. */
    String sent(String uri, Browser browser) {
        Wire.Reply reply = browser.visit(way(visit(uri)));
        String back = reply.header("Location").orElseThrow(() -> new AssertionError(reply.toString()));
        String site = "https://" + host;
        assertTrue(back.startsWith(site + "/.daypass/session?code="), back);
        return back.substring(site.length());
    }

    /** The same, as a program would be told it: 200 with a code, 401 for who has to sign in first. */
    Wire.Reply led(String uri, Browser browser) {
        Wire.Reply reply = browser.visit(way(visit(uri)));
        boolean led = reply.header("Location").orElse("").startsWith("https://" + host + "/.daypass/session?code=");
        int status = reply.status() == 303 ? led ? 200 : 401 : reply.status();
        return new Wire.Reply(status, reply.headers(), "", reply.millis());
    }

    /** Comes in honestly. */
    SiteVisitor enter(Browser browser) {
        Wire.Reply entered = visit(sent("/docs/", browser));
        assertEquals(303, entered.status(), entered::toString);
        assertEquals(Optional.of("/docs/"), entered.header("Location"));
        return this;
    }
}
