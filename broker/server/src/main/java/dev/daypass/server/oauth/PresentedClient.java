package dev.daypass.server.oauth;

import dev.daypass.core.application.ClientAuthentication.Method;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.secret.Secret;
import dev.daypass.server.http.Form;
import dev.daypass.server.http.HeaderLines;
import dev.daypass.server.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who a request says it comes from, and what it shows for it.
 *
 * @param method the way shown; {@code NONE} where there is a {@code client_id} only, which TLS may prove
 * @param secret of the header or the form
 * @param assertion a signed JWT
 */
record PresentedClient(String id, Method method, Optional<Secret> secret, Optional<ClientJws> assertion) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    private static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /** Reads what is shown; more than one way at once is refused (RFC 6749 section 2.3). */
    static Outcome<PresentedClient> of(Request request, Form form) {
        HeaderLines headers = request.headers();
        boolean header = headers.has("authorization");
        boolean secret = form.get("client_secret").isPresent();
        boolean assertion = form.get("client_assertion").isPresent()
                || form.get("client_assertion_type").isPresent();
        if ((header && secret) || (header && assertion) || (secret && assertion)) {
            return failed("O20: more than one way of authentication at once");
        }
        Optional<PresentedClient> shown = header
                ? headers.only("authorization").flatMap(PresentedClient::basic)
                : assertion ? asserted(form) : plain(form);
        return shown.filter(client -> ID.matcher(client.id()).matches())
                .filter(client -> form.get("client_id").map(client.id()::equals).orElse(true))
                .map(Outcome::granted)
                .orElseGet(() -> failed("O20: no client is named, two are, or the credentials are not of their form"));
    }

    /** Whether what is shown can be a client's own way. */
    boolean canBe(Method configured) {
        return switch (configured) {
            case CLIENT_SECRET_BASIC, CLIENT_SECRET_POST, PRIVATE_KEY_JWT -> method == configured;
            case TLS_CLIENT_AUTH, SELF_SIGNED_TLS_CLIENT_AUTH, NONE -> method == Method.NONE;
        };
    }

    /** RFC 6749 section 2.3.1: id and secret are form-encoded, then joined. */
    private static Optional<PresentedClient> basic(String header) {
        if (!header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return Optional.empty();
        }
        Optional<String> text = decoded(header.substring(6).strip());
        int colon = text.map(pair -> pair.indexOf(':')).orElse(-1);
        if (colon < 0) {
            return Optional.empty();
        }
        String pair = text.orElseThrow();
        return Form.decode(pair.substring(0, colon)).flatMap(id -> Form.decode(pair.substring(colon + 1))
                .map(secret -> new PresentedClient(
                        id, Method.CLIENT_SECRET_BASIC, Optional.of(Secret.of(secret)), Optional.empty())));
    }

    private static Optional<String> decoded(String base64) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The client is whom the assertion names; {@code iss} and {@code sub} are compared with it later. */
    private static Optional<PresentedClient> asserted(Form form) {
        return form.get("client_assertion_type")
                .filter(ASSERTION_TYPE::equals)
                .flatMap(type -> form.get("client_assertion"))
                .flatMap(ClientJws::parse)
                .flatMap(jws -> jws.text("sub")
                        .map(id ->
                                new PresentedClient(id, Method.PRIVATE_KEY_JWT, Optional.empty(), Optional.of(jws))));
    }

    private static Optional<PresentedClient> plain(Form form) {
        Optional<Secret> secret = form.get("client_secret").map(Secret::of);
        Method method = secret.isPresent() ? Method.CLIENT_SECRET_POST : Method.NONE;
        return form.get("client_id").map(id -> new PresentedClient(id, method, secret, Optional.empty()));
    }

    private static Outcome<PresentedClient> failed(String detail) {
        return Outcome.refused(Reason.CLIENT_AUTHENTICATION_FAILED, "Client authentication failed", detail);
    }

    /** The parameters that are a client's, whatever the endpoint. */
    static List<String> parameters() {
        return List.of("client_id", "client_secret", "client_assertion", "client_assertion_type");
    }
}
