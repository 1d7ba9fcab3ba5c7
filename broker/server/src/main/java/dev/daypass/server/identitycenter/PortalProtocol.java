package dev.daypass.server.identitycenter;

import dev.daypass.core.outcome.Refusal;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.HttpFault;
import dev.daypass.server.http.JsonText;
import dev.daypass.server.http.Protocol;
import dev.daypass.server.oauth.OAuthErrors;
import java.util.Map;

/** Errors as the portal tells them: a message, and an exception's name for SDKs in a header. */
final class PortalProtocol implements Protocol {
    private final JsonText json;

    PortalProtocol(JsonText json) {
        this.json = json;
    }

    @Override
    public String correlationHeader() {
        return "x-amzn-RequestId";
    }

    @Override
    public Answer fault(HttpFault fault, String correlationId) {
        Named named = of(OAuthErrors.of(fault));
        int status = named == Named.INVALID_REQUEST ? fault.status() : named.status;
        return answer(
                named, status, fault.sentence(), correlationId, new Answer.Mark(fault.code(), Answer.Attempt.HARMLESS));
    }

    Answer refusal(Refusal refusal, String correlationId) {
        Named named = of(OAuthErrors.of(refusal.reason()));
        var mark = new Answer.Mark(refusal.reason().name(), Answer.Attempt.of(refusal.reason()));
        return answer(named, named.status, refusal.publicMessage(), correlationId, mark);
    }

    Answer granted(Map<String, Object> members) {
        return Answer.ok(JsonText.CONTENT_TYPE, json.write(members));
    }

    private enum Named {
        INVALID_REQUEST("InvalidRequestException", 400),
        UNAUTHORIZED("UnauthorizedException", 401),
        NOT_FOUND("ResourceNotFoundException", 404),
        TOO_MANY("TooManyRequestsException", 429),
        INTERNAL("InternalServerException", 500),
        UNAVAILABLE("ServiceUnavailableException", 503);

        private final String type;
        private final int status;

        Named(String type, int status) {
            this.type = type;
            this.status = status;
        }
    }

    /** What is wrong with the login makes tools say that one has to sign in again; a role that is not there does not. */
    private static Named of(OAuthErrors.Code code) {
        return switch (code.name()) {
            case "invalid_grant", "invalid_client", "unauthorized_client" -> Named.UNAUTHORIZED;
            case "invalid_target" -> Named.NOT_FOUND;
            case "temporarily_unavailable" -> code.status() == 429 ? Named.TOO_MANY : Named.UNAVAILABLE;
            case "server_error" -> Named.INTERNAL;
            default -> Named.INVALID_REQUEST;
        };
    }

    private Answer answer(Named named, int status, String sentence, String correlationId, Answer.Mark mark) {
        String message = sentence + " (correlation id " + correlationId + ")";
        return Answer.refused(status, JsonText.CONTENT_TYPE, json.write(Map.of("message", message)), mark)
                .with("x-amzn-ErrorType", named.type);
    }
}
