package dev.daypass.demo.openid;

import dev.daypass.demo.DemoPeople;
import dev.daypass.demo.DemoPerson;
import dev.daypass.demo.http.Document;
import dev.daypass.demo.http.LoopbackServer;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** An OpenID provider that believes whoever asks. Safe for several threads. */
public final class DemoOpenIdProvider {
    private final TokenIssuer issuer;

    /**
     * Makes one with a fresh key.
     *
     * @throws IllegalArgumentException if the issuer is not on this machine
     */
    public DemoOpenIdProvider(URI issuer, Clock clock, SecureRandom random) {
        this.issuer = new TokenIssuer(issuer, clock, random);
    }

    /**
     * Serves discovery and keys, and below the issuer: {@code /authorize} with a page on which one chooses who one is, and
     * {@code /token} for its codes; {@code /sessions} with a page on which one signs people out, {@code /logout} for
     * clients that do; {@code /id-token?person=UID&client=ID} gives an ID token to programs.
     */
    public void serveOn(LoopbackServer server, DemoPeople people) {
        var logouts = new LogoutDesk(issuer);
        var desk = new CodeDesk(issuer, people, this::claims, logouts);
        var endpoints = new LinkedHashMap<>(desk.endpoints());
        endpoints.putAll(logouts.endpoints());
        issuer.serveOn(server, endpoints);
        desk.serveOn(server);
        logouts.serveOn(server);
        server.serve(issuer.issuer().getPath() + "/id-token", query -> page(query, people));
    }

    public URI issuer() {
        return issuer.issuer();
    }

    /** An ID token (OpenID Connect Core 2) for a client, as if the person had just signed in there. */
    public String idToken(DemoPerson person, String clientId) {
        return issuer.sign(subject(person), clientId, claims(person));
    }

    static String subject(DemoPerson person) {
        return "person-" + person.uid();
    }

    private Map<String, Object> claims(DemoPerson person) {
        var claims = new LinkedHashMap<String, Object>();
        claims.put("auth_time", issuer.now());
        claims.put("email", person.email());
        claims.put("email_verified", true);
        claims.put("name", person.displayName());
        claims.put("groups", person.groups());
        claims.put("department", person.department());
        claims.put("employee_type", person.employeeType());
        return claims;
    }

    private Document page(Map<String, String> query, DemoPeople people) {
        Optional<DemoPerson> person = Optional.ofNullable(query.get("person")).flatMap(people::find);
        return person.flatMap(known ->
                        Optional.ofNullable(query.get("client")).map(client -> Document.plain(idToken(known, client))))
                .orElseGet(() -> Document.wrong("ask with person and client"));
    }
}
