package dev.daypass.server.http;

import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Errors as JSON: {@code {"error":{"code","message","correlationId"}}}; codes are stable. */
public final class JsonProtocol implements Protocol {
    private final JsonText json;

    public JsonProtocol(JsonText json) {
        this.json = json;
    }

    @Override
    public String correlationHeader() {
        return "Correlation-Id";
    }

    @Override
    public Answer fault(HttpFault fault, String correlationId) {
        var mark = new Answer.Mark(fault.code(), Answer.Attempt.HARMLESS);
        Body body = body(fault.code(), fault.sentence(), correlationId);
        return Answer.refused(fault.status(), JsonText.CONTENT_TYPE, body, mark);
    }

    /** A refusal: its reason is the code. */
    public Answer refusal(Refusal refusal, String correlationId) {
        Reason reason = refusal.reason();
        Body body = body(reason.name().toLowerCase(Locale.ROOT), refusal.publicMessage(), correlationId);
        var mark = new Answer.Mark(reason.name(), Answer.Attempt.of(reason));
        return Answer.refused(ReasonStatus.of(reason), JsonText.CONTENT_TYPE, body, mark);
    }

    /** Something granted. */
    public Answer granted(Object value) {
        return Answer.ok(JsonText.CONTENT_TYPE, json.write(value));
    }

    private Body body(String code, String message, String correlationId) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", code);
        error.put("message", message);
        error.put("correlationId", correlationId);
        return json.write(Map.of("error", error));
    }
}
