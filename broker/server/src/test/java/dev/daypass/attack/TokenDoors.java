package dev.daypass.attack;

import static dev.daypass.attack.TokenTalk.exchange;
import static dev.daypass.attack.TokenTalk.granted;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.outcome.Reason;
import dev.daypass.server.http.HeaderLines;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The doors at which access tokens are used, and what an attacker tries them with. */
final class TokenDoors {
    static final String QUESTION =
            "{\"action\":{\"name\":\"reports:Get\"},\"resource\":{\"type\":\"report\",\"id\":\"arn:daypass:reports:::1\"}}";

    private final AttackedBroker broker;
    private final TokenTalk talk;

    TokenDoors(AttackedBroker broker, TokenTalk talk) {
        this.broker = broker;
        this.talk = talk;
    }

    String token(String client) {
        return granted(talk.as(client, exchange("id_token", broker.token())));
    }

    Wire.Reply at(String endpoint, String token, HeaderLines.Line... headers) {
        return Wire.post(
                broker.port(), "/oauth/" + endpoint, Wire.FORM, List.of(headers), Wire.form(Map.of("token", token)));
    }

    static HeaderLines.Line shop() {
        return TokenTalk.basic("shop", "SHOP");
    }

    /** For a token that the site takes. */
    Map<String, String> forSite() {
        return TokenTalk.with(exchange("id_token", broker.token()), "audience", "https://wiki.example.com");
    }

    static HeaderLines.Line bearer(String token) {
        return new HeaderLines.Line("Authorization", "Bearer " + token);
    }

    Wire.Reply evaluate(HeaderLines.Line... headers) {
        return Wire.post(broker.port(), "/access/v1/evaluation", "application/json", List.of(headers), QUESTION);
    }

    /** A proxy asks for a visitor who comes over TLS. */
    Wire.Reply visit(HeaderLines.Line... headers) {
        var lines = new ArrayList<>(List.of(headers));
        lines.add(new HeaderLines.Line("X-Forwarded-Proto", "https"));
        lines.add(new HeaderLines.Line("X-Original-Method", "GET"));
        lines.add(new HeaderLines.Line("X-Original-Host", "wiki.example.com"));
        lines.add(new HeaderLines.Line("X-Original-Uri", "/docs?page=1"));
        return Wire.getFrom("127.0.0.2", broker.port(), "/forward-auth", lines);
    }

    static List<Boolean> decisions(Wire.Reply reply) {
        return Pattern.compile("\"decision\":(true|false)")
                .matcher(reply.body())
                .results()
                .map(found -> Boolean.parseBoolean(found.group(1)))
                .toList();
    }

    void refused(Reason reason, Wire.Reply reply) {
        assertEquals(401, reply.status(), reply::toString);
        assertTrue(reply.header("WWW-Authenticate").isPresent());
        assertTrue(
                broker.audit.of(reply).stream().anyMatch(entry -> entry.told().endsWith("REFUSED " + reason)),
                () -> reason + " is not among " + broker.audit.of(reply));
    }
}
