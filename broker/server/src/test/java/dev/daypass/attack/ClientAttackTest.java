package dev.daypass.attack;

import static dev.daypass.attack.TokenTalk.exchange;
import static dev.daypass.attack.TokenTalk.granted;
import static dev.daypass.attack.TokenTalk.with;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.daypass.core.outcome.Reason;
import dev.daypass.server.http.HeaderLines;
import dev.daypass.testkit.jwt.SigningKey;
import dev.daypass.testkit.jwt.TokenDraft;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Attacks on client authentication (security 1.4): O20, O21, O27. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ClientAttackTest {
    private final AttackedBroker broker;
    private final TokenTalk talk;

    ClientAttackTest(@TempDir Path directory) {
        broker = AttackedBroker.start(directory);
        talk = new TokenTalk(broker);
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    private Map<String, String> honest() {
        return exchange("id_token", broker.token());
    }

    private void notAuthenticated(Reason reason, Map<String, String> form, List<HeaderLines.Line> headers) {
        talk.refused(reason, "invalid_client", () -> talk.send(form, headers));
    }

    @Test
    void O20secretNoneWrongOrOfAnother() {
        granted(talk.as("shop", honest()));
        notAuthenticated(Reason.CLIENT_AUTHENTICATION_FAILED, honest(), List.of());
        notAuthenticated(Reason.CLIENT_AUTHENTICATION_FAILED, honest(), List.of(Clients.basic("shop", "wrong")));
        notAuthenticated(Reason.CLIENT_AUTHENTICATION_FAILED, honest(), List.of(Clients.basic("shop", "")));
        notAuthenticated(Reason.CLIENT_AUTHENTICATION_FAILED, honest(), List.of(TokenTalk.basic("shop", "NARROW")));
        notAuthenticated(Reason.CLIENT_UNKNOWN, honest(), List.of(TokenTalk.basic("shopp", "SHOP")));
        notAuthenticated(Reason.CLIENT_AUTHENTICATION_FAILED, with(honest(), "client_id", "shop"), List.of());
    }

    @Test
    void O20twoMethodsAtOnceOrTheOtherMethod() {
        granted(talk.as("post", honest()));
        String secret = Clients.secret("POST").orElseThrow();
        var posted = with(with(honest(), "client_id", "post"), "client_secret", secret);
        notAuthenticated(Reason.CLIENT_AUTHENTICATION_FAILED, posted, List.of(Clients.basic("post", secret)));
        notAuthenticated(Reason.CLIENT_AUTHENTICATION_FAILED, honest(), List.of(Clients.basic("post", secret)));
        notAuthenticated(Reason.CLIENT_AUTHENTICATION_FAILED, with(posted, "client_assertion", "a.b.c"), List.of());
        notAuthenticated(
                Reason.CLIENT_AUTHENTICATION_FAILED,
                with(honest(), "client_id", "post"),
                List.of(TokenTalk.basic("shop", "SHOP")));
        notAuthenticated(
                Reason.CLIENT_AUTHENTICATION_FAILED,
                honest(),
                List.of(TokenTalk.basic("shop", "SHOP"), TokenTalk.basic("shop", "SHOP")));
    }

    @Test
    void O20secretInTheUrl() {
        String query = "client_id=post&client_secret="
                + Wire.encode(Clients.secret("POST").orElseThrow());
        talk.refused(
                Reason.REQUEST_MALFORMED,
                "invalid_request",
                () -> Wire.post(broker.port(), "/oauth/token?" + query, Wire.FORM, List.of(), Wire.form(honest())));
    }

    @Test
    void O20disabledClientIsAnsweredLikeNone() {
        granted(talk.as("shop", honest()));
        broker.reconfigure("apps/clients.yaml", "enabled: true", "enabled: false");
        try {
            talk.refused(Reason.CLIENT_UNKNOWN, "invalid_client", () -> talk.as("shop", honest()));
        } finally {
            broker.restoreConfiguration();
        }
    }

    @Test
    void O20unknownAndWrongAnswerAlike() {
        Wire.Reply unknown = talk.send(honest(), List.of(Clients.basic("nobody", "x")));
        Wire.Reply wrong = talk.send(honest(), List.of(Clients.basic("shop", "x")));
        assertEquals(TokenTalk.member(unknown, "error_description"), TokenTalk.member(wrong, "error_description"));
        assertEquals(unknown.status(), wrong.status());
        assertEquals(unknown.header("WWW-Authenticate"), wrong.header("WWW-Authenticate"));
    }

    private Wire.Reply asserting(UnaryOperator<TokenDraft> change, SigningKey key) {
        return asserting(change.apply(Clients.assertion(broker.clock.instant())).signedBy(key));
    }

    private Wire.Reply asserting(String assertion) {
        Map<String, String> form = new LinkedHashMap<>(honest());
        form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        form.put("client_assertion", assertion);
        return talk.send(form, List.of());
    }

    @Test
    void O21audienceIsExactlyOurIssuer() {
        granted(asserting(honest -> honest, Clients.KEY));
        for (Object audience : List.of(
                Clients.TOKEN_URI,
                Clients.BROKER + "/",
                "https://other.example.com",
                List.of(Clients.BROKER),
                List.of(Clients.BROKER, "https://other.example.com"))) {
            talk.refused(
                    Reason.CLIENT_AUTHENTICATION_FAILED,
                    "invalid_client",
                    () -> asserting(draft -> draft.claim("aud", audience), Clients.KEY));
        }
        talk.refused(
                Reason.CLIENT_AUTHENTICATION_FAILED,
                "invalid_client",
                () -> asserting(draft -> draft.without("aud"), Clients.KEY));
    }

    @Test
    void O21assertionServesOnce() {
        String assertion = Clients.assertion(broker.clock.instant()).signedBy(Clients.KEY);
        granted(asserting(assertion));
        talk.refused(Reason.CLIENT_AUTHENTICATION_FAILED, "invalid_client", () -> asserting(assertion));
    }

    @Test
    void O21timesIdsAndNames() {
        long now = broker.clock.instant().getEpochSecond();
        List<UnaryOperator<TokenDraft>> attacks = List.of(
                draft -> draft.without("exp"),
                draft -> draft.claim("exp", now - 120),
                draft -> draft.claim("exp", now + 86_400),
                draft -> draft.claim("exp", String.valueOf(now + 60)),
                draft -> draft.claim("iat", now + 600),
                draft -> draft.claim("nbf", now + 600),
                draft -> draft.without("jti"),
                draft -> draft.claim("jti", ""),
                draft -> draft.claim("iss", "shop"),
                draft -> draft.without("iss"),
                draft -> draft.header("typ", "dpop+jwt"),
                draft -> draft.header("crit", List.of("exp")),
                draft -> draft.header("jku", "https://evil.example.com/keys"));
        for (UnaryOperator<TokenDraft> attack : attacks) {
            talk.refused(Reason.CLIENT_AUTHENTICATION_FAILED, "invalid_client", () -> asserting(attack, Clients.KEY));
        }
    }

    @Test
    void O21signedByAStrangerByNoneOrUnderAnotherAlgorithm() {
        for (SigningKey stranger : List.of(SigningKey.ec("client-1"), SigningKey.rsa("client-1"))) {
            talk.refused(
                    Reason.CLIENT_AUTHENTICATION_FAILED, "invalid_client", () -> asserting(draft -> draft, stranger));
        }
        String honest = Clients.assertion(broker.clock.instant()).signedBy(Clients.KEY);
        for (String forged : List.of(
                "eyJhbGciOiJub25lIn0." + honest.split("\\.", -1)[1] + ".",
                honest.substring(0, honest.lastIndexOf('.')) + ".",
                honest + "=",
                honest + ".x",
                "eyJhbGciOiJIUzI1NiJ9" + honest.substring(honest.indexOf('.')))) {
            talk.refused(Reason.CLIENT_AUTHENTICATION_FAILED, "invalid_client", () -> asserting(forged));
        }
        granted(asserting(honest));
    }

    private Wire.Reply certified(String from, List<HeaderLines.Line> headers) {
        return Wire.postFrom(
                from, broker.port(), "/oauth/token", headers, Wire.form(with(honest(), "client_id", "certified")));
    }

    @Test
    void O27certificateCountsFromTheTrustedProxyOnly() {
        var own = Clients.forwarded(Clients.CERTIFICATE);
        granted(certified("127.0.0.2", List.of(own)));
        talk.refused(Reason.CLIENT_AUTHENTICATION_FAILED, "invalid_client", () -> certified("127.0.0.1", List.of(own)));
        talk.refused(Reason.CLIENT_AUTHENTICATION_FAILED, "invalid_client", () -> certified("127.0.0.2", List.of()));
    }

    @Test
    void O27certificateOfAnotherDoubledOrBroken() {
        var own = Clients.forwarded(Clients.CERTIFICATE);
        var strangers = Clients.forwarded(Clients.STRANGERS_CERTIFICATE);
        var broken = new HeaderLines.Line("Client-Cert", ":AAAA:");
        var other =
                new HeaderLines.Line("X-SSL-Client-Cert", Wire.encode(Clients.STRANGERS_CERTIFICATE.certificatePem()));
        for (List<HeaderLines.Line> headers :
                List.of(List.of(strangers), List.of(own, own), List.of(own, other), List.of(broken))) {
            talk.refused(Reason.CLIENT_AUTHENTICATION_FAILED, "invalid_client", () -> certified("127.0.0.2", headers));
        }
        var escaped = new HeaderLines.Line("X-SSL-Client-Cert", Wire.encode(Clients.CERTIFICATE.certificatePem()));
        granted(certified("127.0.0.2", List.of(escaped)));
    }

    @Test
    void O27tokenBoundToACertificateNeedsIt() {
        var own = Clients.forwarded(Clients.CERTIFICATE);
        String token = granted(certified("127.0.0.2", List.of(own)));
        String form = Wire.form(with(exchange("access_token", token), "client_id", "certified"));
        granted(Wire.postFrom("127.0.0.2", broker.port(), "/oauth/token", List.of(own), form));
        talk.refused(
                Reason.POSSESSION_NOT_PROVEN,
                "invalid_request",
                () -> talk.as("shop", exchange("access_token", token)));
    }
}
