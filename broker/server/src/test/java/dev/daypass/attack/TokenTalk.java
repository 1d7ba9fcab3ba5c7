package dev.daypass.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.outcome.Reason;
import dev.daypass.server.http.HeaderLines;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Talks to the token endpoint of an attacked broker, and checks what every answer must look like. */
final class TokenTalk {
    static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
    static final String TYPE = "urn:ietf:params:oauth:token-type:";
    static final String FEDERATED = AttackedBroker.ACCOUNT + "role/Federated";

    private final AttackedBroker broker;

    TokenTalk(AttackedBroker broker) {
        this.broker = broker;
    }

    /** Sends a form as a client that authenticates in its own, honest way. */
    Wire.Reply as(String client, Map<String, String> form) {
        return as(client, form, List.of());
    }

    Wire.Reply as(String client, Map<String, String> form, List<HeaderLines.Line> more) {
        var headers = new ArrayList<>(more);
        var all = new LinkedHashMap<>(form);
        switch (client) {
            case "shop" -> headers.add(basic("shop", "SHOP"));
            case "narrow" -> headers.add(basic("narrow", "NARROW"));
            case "desk" -> headers.add(basic("desk", "DESK"));
            case "kiosk" -> headers.add(basic("kiosk", "KIOSK"));
            case "plain" -> headers.add(basic("plain", "PLAIN"));
            case "reports" -> headers.add(basic("reports", "SERVICE"));
            case "post" -> {
                all.put("client_id", "post");
                all.put("client_secret", Clients.secret("POST").orElseThrow());
            }
            case "signing" -> {
                all.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
                all.put(
                        "client_assertion",
                        Clients.assertion(broker.clock.instant()).signedBy(Clients.KEY));
            }
            default -> all.put("client_id", client);
        }
        return send(all, headers);
    }

    static HeaderLines.Line basic(String client, String secret) {
        return Clients.basic(client, Clients.secret(secret).orElseThrow());
    }

    Wire.Reply send(Map<String, String> form, List<HeaderLines.Line> headers) {
        return Wire.post(broker.port(), "/oauth/token", Wire.FORM, headers, Wire.form(form));
    }

    /** The exchange of a token for a session of the role {@code Federated}. */
    static Map<String, String> exchange(String type, String token) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", EXCHANGE);
        form.put("subject_token_type", TYPE + type);
        form.put("subject_token", token);
        form.put("resource", FEDERATED);
        return form;
    }

    /** A password for a session of the role {@code Federated}. */
    static Map<String, String> password(String name, String password) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "urn:daypass:grant:directory");
        form.put("username", name);
        form.put("password", password);
        form.put("resource", FEDERATED);
        return form;
    }

    static Map<String, String> with(Map<String, String> form, String name, String value) {
        var changed = new LinkedHashMap<>(form);
        changed.put(name, value);
        return changed;
    }

    static Map<String, String> without(Map<String, String> form, String name) {
        var changed = new LinkedHashMap<>(form);
        changed.remove(name);
        return changed;
    }

    static Map<String, String> refresh(String token) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", token);
        return form;
    }

    /** A text or number of the answer. */
    static String member(Wire.Reply reply, String name) {
        var found = Pattern.compile("\"" + name + "\":\"?([^\",}]*)").matcher(reply.body());
        return found.find() ? found.group(1) : "";
    }

    /** Granted, and told so that nothing keeps it; the access token. */
    static String granted(Wire.Reply reply) {
        assertEquals(200, reply.status(), reply::toString);
        assertEquals("no-store", reply.header("Cache-Control").orElse(""));
        assertFalse(member(reply, "access_token").isEmpty(), reply::toString);
        return member(reply, "access_token");
    }

    /** Refused in OAuth's form, for this reason, with a correlation id, and nothing issued. */
    void refused(Reason reason, String error, Supplier<Wire.Reply> attack) {
        long before = broker.holdings().sessions();
        Wire.Reply reply = attack.get();
        assertEquals(error, member(reply, "error"), () -> reply + " audited as " + broker.audit.of(reply));
        assertTrue(reply.status() == 400 || reply.status() == 401, reply::toString);
        assertEquals(error.equals("invalid_client") ? 401 : 400, reply.status(), reply::toString);
        assertFalse(reply.requestId().isEmpty());
        assertEquals(reply.requestId(), member(reply, "correlation_id"));
        assertFalse(reply.body().contains("access_token"));
        assertFalse(reply.body().contains(AttackedBroker.MARK));
        assertTrue(
                broker.audit.of(reply).stream()
                        .anyMatch(entry -> entry.outcome().equals("REFUSED")
                                && entry.reason().equals(reason.name())),
                () -> reason + " is not among " + broker.audit.of(reply));
        assertEquals(before, broker.holdings().sessions(), "a session was issued");
    }

    /** What a token says, unverified. */
    static String payload(String token) {
        return new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
    }
}
