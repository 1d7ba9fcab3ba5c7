package dev.daypass.demo.sites;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.daypass.demo.Loopback;
import dev.daypass.demo.http.Document;
import dev.daypass.demo.http.Html;
import dev.daypass.demo.http.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A console: it takes the access token of a role session and shows what that session may read. Whether the token counts and
 * what it may do, the broker says (OpenID AuthZEN 1.0); the desk itself decides nothing.
 */
public final class ReportsDesk {
    private static final String TITLE = "Demo company: reports desk";
    private static final List<String> REPORTS = List.of("finance/q3", "finance/q4", "board/minutes");
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int GRANTED = 200;
    private static final int UNKNOWN = 401;

    private final URI evaluations;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /**
     * @param broker on this machine
     */
    public ReportsDesk(URI broker) {
        this.evaluations = Loopback.require(broker).resolve("/access/v1/evaluations");
    }

    /** Puts it at {@code /reports}. */
    public void serveOn(LoopbackServer server) {
        server.serve("/reports", query -> Html.message(TITLE, "Come in from the session of a role in the portal."));
        server.take("/reports", this::enter);
    }

    private Document enter(Map<String, String> form) {
        Optional<String> token = Optional.ofNullable(form.get("access_token"));
        if (token.isEmpty()) {
            return Document.wrong("no access token came");
        }
        try {
            HttpResponse<String> answer = http.send(question(token.get()), HttpResponse.BodyHandlers.ofString());
            return switch (answer.statusCode()) {
                case GRANTED -> desk(SignedJWT.parse(token.get()).getJWTClaimsSet(), decisions(answer.body()));
                case UNKNOWN -> Html.message(TITLE, "The broker does not know this session, or it has ended.");
                default -> Html.message(TITLE, "The broker does not answer now: status " + answer.statusCode() + ".");
            };
        } catch (IllegalArgumentException e) {
            return Document.wrong("what came is no access token");
        } catch (ParseException | IOException e) {
            return Html.message(TITLE, "The broker cannot be asked: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Html.message(TITLE, "The desk is closing.");
        }
    }

    private HttpRequest question(String token) {
        List<Map<String, Object>> asked = REPORTS.stream()
                .map(report -> Map.<String, Object>of(
                        "resource", Map.of("type", "report", "id", "arn:daypass:reports:::" + report)))
                .toList();
        return HttpRequest.newBuilder(evaluations)
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSONObjectUtils.toJSONString(
                        Map.of("action", Map.of("name", "reports:Get"), "evaluations", asked))))
                .build();
    }

    private static List<Boolean> decisions(String body) throws ParseException {
        Map<String, Object>[] answers = JSONObjectUtils.getJSONObjectArray(JSONObjectUtils.parse(body), "evaluations");
        return List.of(answers).stream()
                .map(answer -> Boolean.TRUE.equals(answer.get("decision")))
                .toList();
    }

    /** Reads the claims only for what it shows: the broker has taken the token already. */
    private static Document desk(JWTClaimsSet claims, List<Boolean> allowed) {
        Map<String, String> rows = new LinkedHashMap<>();
        for (int report = 0; report < REPORTS.size(); report++) {
            rows.put(REPORTS.get(report), allowed.get(report) ? "open to this session" : "closed to this session");
        }
        return Html.table(
                TITLE,
                "You came with " + claims.getSubject() + ", which is good until "
                        + claims.getExpirationTime().toInstant() + ".",
                rows);
    }
}
