package dev.daypass.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A terminal's login that somebody has approved in their browser, and an access token of a role that was taken with it.
 *
 * @param login the login's own token
 * @param role the access token (RFC 9068)
 */
record TerminalLogin(URI broker, String login, String role) {
    private static final String CLIENT = "daypass-cli";
    private static final String QUESTION =
            "{\"action\":{\"name\":\"reports:Get\"},\"resource\":{\"type\":\"arn\",\"id\":\"*\"}}";

    /** Begins a login by device code (RFC 8628) and has whoever is signed in at a page say yes. */
    static TerminalLogin approvedBy(Page page, URI broker) {
        JsonNode started = posted(broker.resolve("/oauth/device_authorization"), Map.of("client_id", CLIENT));
        page.navigate(started.get("verification_uri_complete").stringValue());
        if (page.locator("button[value=allow]").count() == 0) {
            page.click("main button.primary");
        }
        page.click("button[value=allow]");
        page.waitForSelector("h1");
        URI token = broker.resolve("/oauth/token");
        String login = posted(
                        token,
                        Map.of(
                                "client_id",
                                CLIENT,
                                "grant_type",
                                "urn:ietf:params:oauth:grant-type:device_code",
                                "device_code",
                                started.get("device_code").stringValue()))
                .get("access_token")
                .stringValue();
        String role = posted(
                        token,
                        Map.of(
                                "client_id", CLIENT,
                                "grant_type", "urn:ietf:params:oauth:grant-type:token-exchange",
                                "subject_token_type", "urn:daypass:token-type:login",
                                "subject_token", login,
                                "resource", "prod/ReadOnly",
                                "requested_token_type", "urn:ietf:params:oauth:token-type:access_token"))
                .get("access_token")
                .stringValue();
        return new TerminalLogin(broker, login, role);
    }

    /** What the broker answers to each token where it counts: 200 while it does. */
    List<Integer> statuses() {
        var me = HttpRequest.newBuilder(broker.resolve("/api/v1/me")).header("Authorization", "Bearer " + login);
        var decision = HttpRequest.newBuilder(broker.resolve("/access/v1/evaluation"))
                .header("Authorization", "Bearer " + role)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(QUESTION));
        return List.of(sent(me).statusCode(), sent(decision).statusCode());
    }

    private static JsonNode posted(URI where, Map<String, String> fields) {
        String form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpResponse<String> answer = sent(HttpRequest.newBuilder(where)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
        assertEquals(200, answer.statusCode(), answer.body());
        return JsonMapper.shared().readTree(answer.body());
    }

    private static HttpResponse<String> sent(HttpRequest.Builder request) {
        try {
            return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public String toString() {
        return "TerminalLogin[" + broker + "]";
    }
}
