package dev.daypass.server.oauth.published;

import dev.daypass.core.keys.SigningKey;
import dev.daypass.core.keys.SigningKeys;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Endpoint;
import dev.daypass.server.http.EntityTag;
import dev.daypass.server.http.JsonText;
import dev.daypass.server.http.Protocol;
import dev.daypass.server.http.Request;
import dev.daypass.server.http.Route;
import java.util.List;
import java.util.Map;

/** The public keys that our tokens are verified with, at {@code /oauth/jwks} (RFC 7517 section 5). */
public final class KeySetEndpoint implements Endpoint {
    /** As long as a key is published before it signs. */
    private static final String CACHING = "public, max-age=300";

    private final SigningKeys keys;
    private final JsonText json;
    private final Protocol protocol;

    public KeySetEndpoint(SigningKeys keys, JsonText json, Protocol protocol) {
        this.keys = keys;
        this.json = json;
        this.protocol = protocol;
    }

    /** Its routes. */
    public List<Route> routes() {
        return List.of(
                new Route("GET", "/oauth/jwks", protocol, Route.Size.NONE, Route.Access.OPEN, this),
                new Route("HEAD", "/oauth/jwks", protocol, Route.Size.NONE, Route.Access.OPEN, this));
    }

    @Override
    public Answer answer(Request request) {
        List<Map<String, String>> published = keys
                .current()
                .published(request.origin().instant())
                .stream()
                .map(SigningKey::jwk)
                .toList();
        var body = json.write(Map.of("keys", published));
        return EntityTag.of(body)
                .answer(request.headers(), Answer.ok(JsonText.CONTENT_TYPE, body))
                .with("Cache-Control", CACHING);
    }
}
