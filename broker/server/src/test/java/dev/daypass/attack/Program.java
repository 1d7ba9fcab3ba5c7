package dev.daypass.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.daypass.server.http.HeaderLines;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A program in a terminal, honest where a test does not make it otherwise. */
final class Program {
    static final String CLIENT = "daypass-cli";
    static final String CALLBACK = "http://127.0.0.1:8400/callback";
    static final String DEVICE = "urn:ietf:params:oauth:grant-type:device_code";
    static final String LOGIN = "urn:daypass:token-type:login";

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final AttackedBroker broker;

    Program(AttackedBroker broker) {
        this.broker = broker;
    }

    /** What it holds of a login. */
    record Login(String access, String refresh) {
        static Login of(Wire.Reply reply) {
            return new Login(TokenTalk.granted(reply), TokenTalk.member(reply, "refresh_token"));
        }
    }

    /** A code that came back through the browser, and what belongs to it. */
    record Code(String code, String verifier) {}

    Wire.Reply token(Map<String, String> form) {
        var all = new LinkedHashMap<>(form);
        all.putIfAbsent("client_id", CLIENT);
        return Wire.post(broker.port(), "/oauth/token", Wire.FORM, List.of(), Wire.form(all));
    }

    Wire.Reply startDevice() {
        return Wire.post(broker.port(), "/oauth/device_authorization", Wire.FORM, List.of(), "client_id=" + CLIENT);
    }

    Wire.Reply poll(String deviceCode) {
        return token(Map.of("grant_type", DEVICE, "device_code", deviceCode));
    }

    static Wire.Reply answerDevice(Browser browser, String userCode, String answer) {
        String csrf = browser.visit("/").body().contains("name=\"csrf\"") ? browser.csrf() : "";
        return browser.postOurs("/device/answer", Map.of("csrf", csrf, "user_code", userCode, "answer", answer));
    }

    /** A login by a code that the person types. */
    Login byDevice(Browser browser) {
        Wire.Reply started = startDevice();
        Wire.Reply said = answerDevice(browser, TokenTalk.member(started, "user_code"), "allow");
        assertEquals(200, said.status(), said::toString);
        return Login.of(poll(TokenTalk.member(started, "device_code")));
    }

    static String newVerifier() {
        return "a-verifier-that-nobody-guesses-with-43-letters-" + COUNT.incrementAndGet();
    }

    static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static Map<String, String> asking(String verifier) {
        var query = new LinkedHashMap<String, String>();
        query.put("response_type", "code");
        query.put("client_id", CLIENT);
        query.put("redirect_uri", CALLBACK);
        query.put("code_challenge", challenge(verifier));
        query.put("code_challenge_method", "S256");
        query.put("state", "the-state");
        return query;
    }

    static Wire.Reply authorize(Browser browser, Map<String, String> query) {
        return browser.visit("/oauth/authorize?" + Wire.form(query));
    }

    /** The page that asks the person. */
    static Wire.Reply question(Browser browser, Map<String, String> query) {
        Wire.Reply reply = authorize(browser, query);
        assertEquals(303, reply.status(), reply::toString);
        return browser.visit(reply.header("Location").orElseThrow());
    }

    static Wire.Reply answer(Browser browser, Wire.Reply page, String answer) {
        return browser.postOurs(
                "/oauth/authorize/answer",
                Map.of(
                        "csrf", Fields.hidden(page, Browser.CSRF),
                        "request", Fields.hidden(page, "request"),
                        "answer", answer));
    }

    Code code(Browser browser) {
        String verifier = newVerifier();
        Wire.Reply back = answer(browser, question(browser, asking(verifier)), "allow");
        Map<String, String> told = Browser.query(back.header("Location").orElseThrow());
        return new Code(told.getOrDefault("code", ""), verifier);
    }

    static Map<String, String> spending(Code code) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "authorization_code");
        form.put("code", code.code());
        form.put("redirect_uri", CALLBACK);
        form.put("code_verifier", code.verifier());
        return form;
    }

    /** A login by the browser coming back. */
    Login byCode(Browser browser) {
        return Login.of(token(spending(code(browser))));
    }

    Wire.Reply refresh(String refresh) {
        return token(TokenTalk.refresh(refresh));
    }

    Wire.Reply take(String access, String role) {
        return token(taking(access, role));
    }

    static Map<String, String> taking(String access, String role) {
        return Map.of(
                "grant_type",
                TokenTalk.EXCHANGE,
                "subject_token_type",
                LOGIN,
                "subject_token",
                access,
                "resource",
                role,
                "requested_token_type",
                "urn:daypass:token-type:access-key");
    }

    Wire.Reply me(String access, String path) {
        return Wire.get(
                broker.port(), "/api/v1/me" + path, List.of(new HeaderLines.Line("Authorization", "Bearer " + access)));
    }
}
