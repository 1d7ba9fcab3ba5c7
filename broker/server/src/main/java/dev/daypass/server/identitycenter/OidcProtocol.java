package dev.daypass.server.identitycenter;

import dev.daypass.core.outcome.Refusal;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.HttpFault;
import dev.daypass.server.http.JsonText;
import dev.daypass.server.http.Protocol;
import dev.daypass.server.oauth.OAuthErrors;
import java.util.LinkedHashMap;
import java.util.Map;

/** Errors as SSO-OIDC tells them: OAuth's codes, and an exception's name for SDKs in a header. */
final class OidcProtocol implements Protocol {
    private static final String TYPE = "x-amzn-ErrorType";

    private final JsonText json;

    OidcProtocol(JsonText json) {
        this.json = json;
    }

    @Override
    public String correlationHeader() {
        return "x-amzn-RequestId";
    }

    @Override
    public Answer fault(HttpFault fault, String correlationId) {
        OAuthErrors.Code code = OAuthErrors.of(fault);
        var told = new Told(code.name(), fault.sentence(), correlationId);
        return answer(code.status(), told, new Answer.Mark(fault.code(), Answer.Attempt.HARMLESS));
    }

    Answer refusal(Refusal refusal, String correlationId) {
        OAuthErrors.Code code = OAuthErrors.of(refusal.reason());
        var told = new Told(code.name(), refusal.publicMessage(), correlationId);
        var mark = new Answer.Mark(refusal.reason().name(), Answer.Attempt.of(refusal.reason()));
        return answer(code.status(), told, mark);
    }

    /** What is no refusal, yet no token either: somebody has to wait, or has said no (RFC 8628 section 3.5). */
    Answer notYet(String code, String sentence, String correlationId) {
        return answer(400, new Told(code, sentence, correlationId), new Answer.Mark(code, Answer.Attempt.HARMLESS));
    }

    Answer granted(Map<String, Object> members) {
        return Answer.ok(JsonText.CONTENT_TYPE, json.write(members));
    }

    private record Told(String code, String sentence, String correlationId) {}

    private Answer answer(int status, Told told, Answer.Mark mark) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("error", told.code());
        // botocore makes a sentence of these two; people find the audit entry by it.
        members.put("error_description", told.sentence() + " (correlation id " + told.correlationId() + ")");
        return Answer.refused(status, JsonText.CONTENT_TYPE, json.write(members), mark)
                .with(TYPE, exception(told.code()));
    }

    private static String exception(String code) {
        return switch (code) {
            case "authorization_pending" -> "AuthorizationPendingException";
            case "slow_down" -> "SlowDownException";
            case "expired_token" -> "ExpiredTokenException";
            case "access_denied" -> "AccessDeniedException";
            case "invalid_client" -> "InvalidClientException";
            case "invalid_grant" -> "InvalidGrantException";
            case "invalid_scope" -> "InvalidScopeException";
            case "unauthorized_client" -> "UnauthorizedClientException";
            case "unsupported_grant_type" -> "UnsupportedGrantTypeException";
            case "temporarily_unavailable", "server_error" -> "InternalServerException";
            default -> "InvalidRequestException";
        };
    }
}
