package dev.daypass.server.portal;

import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Body;
import dev.daypass.server.http.Endpoint;
import dev.daypass.server.http.Form;
import dev.daypass.server.http.Protocol;
import dev.daypass.server.http.Request;
import dev.daypass.server.http.Route;
import dev.daypass.server.portal.view.Language;
import java.util.Map;
import java.util.Optional;

/** Remembers a language at {@code GET /language?to=de} and goes back to the start page. Safe for several threads. */
final class LanguageEndpoint implements Endpoint {
    private static final int MOST_PARAMETERS = 1;
    private static final String YEAR = "31536000";

    private final Protocol protocol;

    LanguageEndpoint(Protocol protocol) {
        this.protocol = protocol;
    }

    Route route() {
        return new Route("GET", "/language", protocol, Route.Size.NONE, Route.Access.OPEN, this);
    }

    @Override
    public Answer answer(Request request) {
        Optional<Language> chosen = Form.read(request.target().query(), MOST_PARAMETERS)
                .fold(form -> form.get("to").flatMap(Language::of), refusal -> Optional.empty());
        var mark = new Answer.Mark("granted", Answer.Attempt.HARMLESS);
        Answer back = new Answer(303, Pages.CONTENT_TYPE, Body.none(), Map.of("Location", "/"), mark);
        return chosen.map(language -> back.with("Set-Cookie", cookie(language, request)))
                .orElse(back);
    }

    private static String cookie(Language language, Request request) {
        String secure = request.origin().client().secure() ? "; Secure" : "";
        return Dictionary.COOKIE + "=" + language.tag() + "; Path=/; Max-Age=" + YEAR + "; SameSite=Lax; HttpOnly"
                + secure;
    }
}
