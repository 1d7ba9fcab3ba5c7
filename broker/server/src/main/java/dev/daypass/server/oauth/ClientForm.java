package dev.daypass.server.oauth;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.server.http.Form;
import dev.daypass.server.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The form of an endpoint that takes one token of a client: introspection and revocation. */
final class ClientForm {
    private static final int MOST_PARAMETERS = 16;
    private static final Set<String> KNOWN = Set.of(
            "token", "token_type_hint", "client_id", "client_secret", "client_assertion", "client_assertion_type");

    private ClientForm() {}

    /** Reads it; RFC 6749 section 2.3.1: nothing of a client's stands in the URL. */
    static Outcome<Form> read(Request request) {
        String type = request.headers().only("content-type").orElse("").toLowerCase(Locale.ROOT);
        if (!request.target().query().isEmpty()) {
            return malformed("parameters belong into the body");
        }
        if (!type.split(";", 2)[0].strip().equals("application/x-www-form-urlencoded")) {
            return malformed("the Content-Type must be application/x-www-form-urlencoded");
        }
        return Form.read(new String(request.body().bytes(), StandardCharsets.ISO_8859_1), MOST_PARAMETERS)
                .then(ClientForm::known);
    }

    /** The token; what {@code token_type_hint} says of it changes nothing. */
    static Outcome<String> token(Form form) {
        return form.get("token")
                .filter(token -> !token.isEmpty())
                .map(Outcome::granted)
                .orElseGet(() -> Outcome.refused(
                        Reason.PARAMETER_MISSING, "The parameter token is missing", "no parameter `token`"));
    }

    private static Outcome<Form> known(Form form) {
        var unknown = new TreeSet<>(form.names());
        unknown.removeAll(KNOWN);
        return unknown.isEmpty() ? Outcome.granted(form) : malformed("a parameter is not known here");
    }

    private static Outcome<Form> malformed(String message) {
        return Outcome.refused(Reason.REQUEST_MALFORMED, message, message);
    }
}
