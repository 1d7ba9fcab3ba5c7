package dev.daypass.server.portal;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.terminal.Authorization;
import dev.daypass.core.terminal.CodeChallenge;
import dev.daypass.core.terminal.TerminalClient;
import dev.daypass.core.terminal.TerminalClients;
import dev.daypass.server.http.Form;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads an authorization request (RFC 6749 section 4.1.1, RFC 7636 section 4.3). Nothing is told to an address before it
 * is sure whose it is (security O18).
 */
final class AuthorizationRequest {
    private static final int MOST_PARAMETERS = 24;
    private static final Pattern STATE = Pattern.compile("[\\x20-\\x7E]{1,512}");

    private final TerminalClients clients;

    AuthorizationRequest(TerminalClients clients) {
        this.clients = clients;
    }

    /** Where errors may go: the client and its address are sure. */
    record Sure(TerminalClient client, String redirectUri, Optional<String> state, Form query) {}

    /** What is told to the client in its own address (RFC 6749 section 4.1.2.1). */
    record Wrong(String error, Refusal why) {}

    /** Whose request it is and where its answer goes, or what a person is told. */
    Outcome<Sure> sure(String query, Instant now) {
        return Form.read(query, MOST_PARAMETERS)
                .then(form -> clients.find(form.get("client_id").orElse(""), now)
                        .map(client -> sure(form, client))
                        .orElseGet(() -> Outcome.refused(
                                Reason.PARAMETER_INVALID,
                                "The program that sent you here is not known, or registered too long ago",
                                "O18: no terminal client of this client_id")));
    }

    private static Outcome<Sure> sure(Form form, TerminalClient client) {
        String redirectUri = form.get("redirect_uri").orElse("");
        return client.receivesAt(redirectUri)
                ? Outcome.granted(new Sure(client, redirectUri, state(form), form))
                : Outcome.refused(
                        Reason.PARAMETER_INVALID,
                        "The program that sent you here wants the answer where it is not registered",
                        "O17, O18: redirect_uri is not one of client `" + client.key() + "`");
    }

    private static Optional<String> state(Form form) {
        return form.get("state").filter(text -> STATE.matcher(text).matches());
    }

    /** The request, or what is wrong with it. */
    static Outcome<Authorization> read(Sure sure) {
        return problem(sure.query())
                .<Outcome<Authorization>>map(wrong -> Outcome.refused(wrong.why()))
                .orElseGet(() -> Outcome.granted(new Authorization(
                        sure.client(),
                        sure.redirectUri(),
                        CodeChallenge.of(sure.query().get("code_challenge").orElse(""))
                                .orElseThrow(),
                        sure.state())));
    }

    static Optional<Wrong> problem(Form form) {
        if (form.get("request").isPresent()) {
            return wrong("request_not_supported", "request objects are not taken here", "O22: a request object");
        }
        if (form.get("request_uri").isPresent()) {
            return wrong("request_uri_not_supported", "request_uri is not taken here", "O22: a request_uri");
        }
        if (!form.get("response_type").orElse("").equals("code")) {
            return wrong("unsupported_response_type", "response_type is code", "O19: another response_type");
        }
        if (!form.get("response_mode").orElse("query").equals("query")) {
            return wrong("invalid_request", "response_mode is query", "O19: another response_mode");
        }
        if (!form.get("code_challenge_method").orElse("plain").equals("S256")) {
            return wrong("invalid_request", "code_challenge_method is S256", "O16: plain, none or unknown method");
        }
        if (form.get("code_challenge").flatMap(CodeChallenge::of).isEmpty()) {
            return wrong("invalid_request", "code_challenge has 43 characters of base64url", "O16: no code_challenge");
        }
        if (form.get("state").isPresent() && state(form).isEmpty()) {
            return wrong("invalid_request", "state has at most 512 printable characters", "O13: state is odd");
        }
        boolean silent = form.get("prompt").filter("none"::equals).isPresent();
        return silent
                ? wrong("login_required", "a person has to answer", "RFC 9700 4.16: prompt=none of a native client")
                : Optional.empty();
    }

    private static Optional<Wrong> wrong(String error, String message, String detail) {
        return Optional.of(new Wrong(error, new Refusal(Reason.PARAMETER_INVALID, message, detail)));
    }
}
