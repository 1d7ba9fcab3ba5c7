package dev.daypass.resourceserver;

import dev.daypass.resourceserver.jose.JwsAlgorithm;
import dev.daypass.resourceserver.json.JsonWriter;
import dev.daypass.resourceserver.outcome.Refusal;
import dev.daypass.resourceserver.proof.DpopProofs;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The answer to who is not let in (RFC 6750 section 3, RFC 9449 section 7.1): tells the kind of refusal, never which
 * check failed.
 *
 * @param status 400, 401, 403 or 503
 * @param headers {@code WWW-Authenticate}, {@code Retry-After}, {@code Cache-Control}, {@code Content-Type}; each value
 *     a header line of its own
 * @param body JSON
 */
public record Challenge(int status, Map<String, List<String>> headers, String body) {
    private static final String BEARER = "Bearer";
    private static final String DPOP = "DPoP algs=\""
            + DpopProofs.ALGORITHMS.stream()
                    .map(JwsAlgorithm::joseName)
                    .sorted()
                    .collect(Collectors.joining(" "))
            + "\"";

    /** The answer to a refusal. */
    public static Challenge of(Refusal refusal) {
        return switch (refusal.reason().kind()) {
            // RFC 6750 section 3.1: who brought no token learns no error.
            case CREDENTIALS_MISSING ->
                challenge(401, List.of(BEARER, DPOP), "unauthorized", "an access token is needed");
            case REQUEST_INVALID -> failed(400, "invalid_request", "the request brings no single token");
            case TOKEN_INVALID -> failed(401, "invalid_token", "the access token is not accepted");
            case PROOF_INVALID -> {
                String error = "error=\"invalid_dpop_proof\", error_description=\"the proof is not accepted\"";
                yield challenge(401, List.of(DPOP + ", " + error), "invalid_dpop_proof", "the proof is not accepted");
            }
            case DENIED -> failed(403, "insufficient_scope", "the session may not do this");
            case UNAVAILABLE -> unavailable();
        };
    }

    private static Challenge failed(int status, String error, String description) {
        String parameters = "error=\"" + error + "\", error_description=\"" + description + "\"";
        return challenge(status, List.of(BEARER + " " + parameters, DPOP + ", " + parameters), error, description);
    }

    private static Challenge challenge(int status, List<String> challenges, String error, String description) {
        Map<String, List<String>> headers = plain();
        headers.put("WWW-Authenticate", challenges);
        return new Challenge(status, headers, body(error, description));
    }

    /** No fault of the caller's: the broker cannot be heard, so nobody is let in. */
    private static Challenge unavailable() {
        Map<String, List<String>> headers = plain();
        headers.put("Retry-After", List.of("2"));
        return new Challenge(503, headers, body("temporarily_unavailable", "sessions cannot be checked at the moment"));
    }

    private static Map<String, List<String>> plain() {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("Content-Type", List.of("application/json"));
        headers.put("Cache-Control", List.of("no-store"));
        return headers;
    }

    private static String body(String error, String description) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("error", error);
        body.put("error_description", description);
        return JsonWriter.write(body);
    }
}
