package dev.daypass.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.server.http.HeaderLines;
import dev.daypass.testkit.jwt.SigningKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** A browser, as far as cookies and where a request comes from go (RFC 6265bis, Fetch Metadata). */
final class Browser {
    static final String SESSION = "__Host-daypass";
    static final String CSRF = "csrf";
    static final String LOGIN = "__Host-daypass-login-";
    static final String ISSUER = "https://broker.example.com";

    private static final Pattern COOKIE = Pattern.compile("([^=;]+)=([^;]*)(;.*)");

    private final AttackedBroker broker;
    private final Map<String, Cookie> jar = new LinkedHashMap<>();

    Browser(AttackedBroker broker) {
        this.broker = broker;
    }

    private record Cookie(String value, boolean everywhere) {}

    /** A login at a SAML provider that the browser was sent away with. */
    record Sent(String requestId, String relayState) {}

    Optional<String> cookie(String name) {
        return Optional.ofNullable(jar.get(name)).map(Cookie::value);
    }

    List<String> cookies() {
        return List.copyOf(jar.keySet());
    }

    /** Puts a cookie there that no answer has set. */
    void plant(String name, String value) {
        jar.put(name, new Cookie(value, true));
    }

    /** Everything that another browser has. */
    void steal(Browser other) {
        jar.putAll(other.jar);
    }

    /** Somebody types an address or follows a link. */
    Wire.Reply visit(String target) {
        return keep(Wire.get(
                broker.port(),
                target,
                headers(jar.keySet(), "Sec-Fetch-Site: none", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document")));
    }

    /** A page for people who are signed in: whoever is sent to sign in first is not. */
    Wire.Reply look(String target) {
        Wire.Reply page = visit(target);
        int status = page.status() == 303 ? 401 : page.status();
        return new Wire.Reply(status, page.headers(), page.body(), page.millis());
    }

    /** A page of ours sends a form. */
    Wire.Reply postOurs(String path, Map<String, String> form) {
        return post(path, form, jar.keySet(), "Sec-Fetch-Site: same-origin", "Origin: " + ISSUER);
    }

    /** Another site's page sends a form: what is meant for our pages alone stays at home. */
    Wire.Reply postElsewhere(String path, Map<String, String> form) {
        List<String> sent = jar.entrySet().stream()
                .filter(entry -> entry.getValue().everywhere())
                .map(Map.Entry::getKey)
                .toList();
        return post(path, form, sent, "Sec-Fetch-Site: cross-site", "Origin: https://idp.example.com");
    }

    private Wire.Reply post(String path, Map<String, String> form, Iterable<String> names, String... more) {
        List<HeaderLines.Line> headers = headers(names, more);
        headers.add(new HeaderLines.Line("Sec-Fetch-Mode", "navigate"));
        headers.add(new HeaderLines.Line("Sec-Fetch-Dest", "document"));
        return keep(Wire.post(broker.port(), path, Wire.FORM, headers, Wire.form(form)));
    }

    private List<HeaderLines.Line> headers(Iterable<String> names, String... more) {
        var pairs = new ArrayList<String>();
        names.forEach(name -> cookie(name).ifPresent(value -> pairs.add(name + "=" + value)));
        var headers = new ArrayList<HeaderLines.Line>();
        if (!pairs.isEmpty()) {
            headers.add(new HeaderLines.Line("Cookie", String.join("; ", pairs)));
        }
        for (String line : more) {
            headers.add(new HeaderLines.Line(line.split(": ", 2)[0], line.split(": ", 2)[1]));
        }
        return headers;
    }

    /** Keeps what an answer sets; each must be as careful as all. */
    private Wire.Reply keep(Wire.Reply reply) {
        reply.headers().stream()
                .filter(line -> line.name().equalsIgnoreCase("set-cookie"))
                .map(HeaderLines.Line::value)
                .forEach(this::keep);
        return reply;
    }

    private void keep(String line) {
        Matcher cookie = COOKIE.matcher(line);
        assertTrue(cookie.matches(), line);
        String attributes = cookie.group(3);
        if (cookie.group(1).startsWith("__Host-")) {
            assertTrue(attributes.contains("; Path=/; Secure; HttpOnly; SameSite="), line);
            assertTrue(!attributes.contains("Domain"), line);
        }
        boolean gone = attributes.contains("Max-Age=0");
        if (gone) {
            jar.remove(cookie.group(1));
        } else {
            jar.put(cookie.group(1), new Cookie(cookie.group(2), attributes.contains("SameSite=None")));
        }
    }

    /** Begins a login at the SAML provider. */
    Sent leave(String to) {
        Wire.Reply reply = visit("/saml/corp/login?to=" + Wire.encode(to));
        assertEquals(303, reply.status(), reply::toString);
        Map<String, String> query = query(reply.header("Location").orElseThrow());
        String request = inflate(query.getOrDefault("SAMLRequest", ""));
        Matcher id = Pattern.compile(" ID=\"([^\"]+)\"").matcher(request);
        assertTrue(id.find(), request);
        return new Sent(id.group(1), query.getOrDefault("RelayState", ""));
    }

    /** Comes back from the SAML provider with a Response. */
    Wire.Reply comeBack(String response, String relayState) {
        var form = new LinkedHashMap<String, String>();
        form.put("SAMLResponse", response);
        form.put("RelayState", relayState);
        return postElsewhere("/saml/corp/acs", form);
    }

    /** Brings word from the SAML provider that it has signed somebody out. */
    Wire.Reply bringLogout(String subject) {
        String request = broker.desk.request(ISSUER + "/saml/corp/slo", subject, List.of());
        return visit("/saml/corp/slo?" + broker.desk.query(request, Optional.empty()));
    }

    /** The OpenID provider itself says that it has ended a session of somebody who is not here, without a browser. */
    Wire.Reply backLogout() {
        String token = broker.issuer.logoutToken().subject("nemo").signedBy(SigningKeys.RSA);
        String form = Wire.form(Map.of("logout_token", token));
        return Wire.post(broker.port(), "/oidc/corp-oidc/backchannel-logout", Wire.FORM, List.of(), form);
    }

    /** Brings word from the OpenID provider that it has ended a session. */
    Wire.Reply frontLogout() {
        return visit("/oidc/corp-oidc/frontchannel-logout?sid=s1&iss=" + Wire.encode(broker.issuer.issuer()));
    }

    /** Signs in honestly. */
    Wire.Reply signIn() {
        Sent sent = leave("/");
        Wire.Reply reply =
                comeBack(broker.idp.response(broker.spec().inResponseTo(sent.requestId())), sent.relayState());
        assertEquals(303, reply.status(), reply::toString);
        return reply;
    }

    /** Signs in at the OpenID provider, as far as one gets. */
    Wire.Reply signInAtOpenId() {
        Wire.Reply reply = visit("/oidc/corp-oidc/login");
        if (reply.status() != 303) {
            return reply;
        }
        URI location = URI.create(reply.header("Location").orElseThrow());
        String state = broker.flow.asked(location).getOrDefault("state", "");
        return visit("/oidc/corp-oidc/callback?code=" + broker.flow.authorize(location) + "&state=" + state);
    }

    /** Signs in with the password of alice, as far as one gets. */
    Wire.Reply signInWithPassword() {
        Wire.Reply page = visit("/directory/corp-ldap/login");
        if (page.status() != 200) {
            return page;
        }
        var form = new LinkedHashMap<String, String>();
        form.put("login", Fields.hidden(page, "login"));
        form.put("username", "alice");
        form.put("password", CorpDirectory.ALICE_PASSWORD);
        return postOurs("/directory/corp-ldap/login", form);
    }

    /** Signs in with a ticket of alice. */
    Wire.Reply signInWithTicket() {
        return show("/", broker.ticket().negotiate());
    }

    /** A workstation shows a ticket, or none yet. */
    Wire.Reply show(String to, String ticket) {
        var shown = new ArrayList<>(List.of("Accept: text/html,application/xhtml+xml"));
        if (!ticket.isEmpty()) {
            shown.add("Authorization: Negotiate " + ticket);
        }
        return keep(Wire.get(
                broker.port(),
                "/kerberos/corp-ldap/login?to=" + Wire.encode(to),
                headers(jar.keySet(), shown.toArray(String[]::new))));
    }

    Wire.Reply visitAsPage(String target) {
        return keep(Wire.get(broker.port(), target, headers(jar.keySet(), "Accept: text/html")));
    }

    /** The token for forms on the page that somebody who is signed in sees first. */
    String csrf() {
        Wire.Reply page = visit("/");
        assertEquals(200, page.status(), page::toString);
        return Fields.hidden(page, CSRF);
    }

    /** Picks a role, with the token that is on the page, if there is one. */
    Wire.Reply take(String role) {
        var form = new LinkedHashMap<String, String>();
        form.put(CSRF, visit("/").body().contains("name=\"csrf\"") ? csrf() : "");
        form.put("role", role);
        return postOurs("/roles/take", form);
    }

    /** Whether somebody is signed in: signing out without proof of the form is refused then, and needless else. */
    boolean isSignedIn() {
        Wire.Reply reply = postOurs("/logout", Map.of("csrf", ""));
        return reply.status() == 403;
    }

    static Map<String, String> query(String location) {
        return List.of(URI.create(location).getRawQuery().split("&")).stream()
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    static String inflate(String base64) {
        byte[] bytes = Base64.getDecoder().decode(base64);
        try (var in = new InflaterInputStream(new java.io.ByteArrayInputStream(bytes), new Inflater(true))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
