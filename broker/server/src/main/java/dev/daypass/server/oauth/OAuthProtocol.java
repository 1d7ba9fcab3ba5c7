package dev.daypass.server.oauth;

import dev.daypass.core.outcome.Refusal;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Body;
import dev.daypass.server.http.HttpFault;
import dev.daypass.server.http.JsonText;
import dev.daypass.server.http.Protocol;
import java.util.LinkedHashMap;
import java.util.Map;

/** Errors as OAuth clients read them (RFC 6749 section 5.2), with the correlation id beside. */
public final class OAuthProtocol implements Protocol {
    private final JsonText json;

    public OAuthProtocol(JsonText json) {
        this.json = json;
    }

    @Override
    public String correlationHeader() {
        return "Correlation-Id";
    }

    @Override
    public Answer fault(HttpFault fault, String correlationId) {
        OAuthErrors.Code code = OAuthErrors.of(fault);
        var mark = new Answer.Mark(fault.code(), Answer.Attempt.HARMLESS);
        return Answer.refused(code.status(), JsonText.CONTENT_TYPE, body(code, fault.sentence(), correlationId), mark);
    }

    /** A refusal of the core or of the parser. */
    public Answer refusal(Refusal refusal, String correlationId) {
        return refusal(OAuthErrors.of(refusal.reason()), refusal, correlationId);
    }

    /** A refusal of a token exchange (RFC 8693 section 2.2.2). */
    Answer exchangeRefusal(Refusal refusal, String correlationId) {
        return refusal(OAuthErrors.ofExchange(refusal.reason()), refusal, correlationId);
    }

    /** An error that tells a client to wait or to stop, and is nobody's failure (RFC 8628 section 3.5). */
    Answer harmless(String error, String description, String correlationId) {
        var mark = new Answer.Mark("granted", Answer.Attempt.HARMLESS);
        var code = new OAuthErrors.Code(error, 400);
        return Answer.refused(400, JsonText.CONTENT_TYPE, body(code, description, correlationId), mark);
    }

    private Answer refusal(OAuthErrors.Code code, Refusal refusal, String correlationId) {
        var mark = new Answer.Mark(refusal.reason().name(), Answer.Attempt.of(refusal.reason()));
        Answer answer = Answer.refused(
                code.status(), JsonText.CONTENT_TYPE, body(code, refusal.publicMessage(), correlationId), mark);
        // RFC 6749 section 5.2: who tried the header learns which scheme is meant.
        return code.status() == 401 ? answer.with("WWW-Authenticate", "Basic realm=\"daypass\"") : answer;
    }

    private Body body(OAuthErrors.Code code, String message, String correlationId) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("error", code.name());
        error.put("error_description", printable(message));
        error.put("correlation_id", correlationId);
        return json.write(error);
    }

    /** RFC 6749 section 5.2 lets a description have printable ASCII without quotes and backslashes. */
    private static String printable(String message) {
        return message.chars()
                .map(c -> c < ' ' || c > '~' || c == '"' || c == '\\' ? '\'' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
