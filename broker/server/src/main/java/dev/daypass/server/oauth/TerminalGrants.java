package dev.daypass.server.oauth;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.terminal.CodeGrants;
import dev.daypass.core.terminal.DeviceGrants;
import dev.daypass.core.terminal.Polled;
import dev.daypass.core.terminal.TerminalClient;
import dev.daypass.core.terminal.TerminalClients;
import dev.daypass.core.terminal.TerminalLogins;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Form;
import dev.daypass.server.http.JsonText;
import dev.daypass.server.http.Request;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What programs in terminals ask the token endpoint for: a login for a code of the device (RFC 8628 section 3.4) or of the
 * browser (RFC 6749 section 4.1.3, RFC 7636 section 4.5), the next tokens of one, or a role with one (RFC 8693). Safe for
 * several threads.
 */
public final class TerminalGrants {
    /** The grants that configured clients do not have, as {@code grant_type} names them. */
    public static final String CODE = "authorization_code";

    public static final String DEVICE = "urn:ietf:params:oauth:grant-type:device_code";

    private static final String REFRESH = "refresh_token";
    private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";

    private final Core core;
    private final LoginExchange exchange;
    private final OAuthProtocol protocol;
    private final JsonText json;

    /**
     * What stands behind it.
     *
     * @param audit told of calls that never reach a use case
     */
    public record Core(
            TerminalClients clients, TerminalLogins logins, DeviceGrants devices, CodeGrants codes, AuditSink audit) {}

    public TerminalGrants(Core core, LoginExchange exchange, OAuthProtocol protocol, JsonText json) {
        this.core = core;
        this.exchange = exchange;
        this.protocol = protocol;
        this.json = json;
    }

    /** Whether a form says that it comes from a program of these. */
    static boolean isFrom(Form form) {
        return form.get("client_id").filter(TerminalClients::isName).isPresent();
    }

    Answer answer(Request request, Form form, RequestContext context) {
        Outcome<Answer> outcome = client(core, request, form, context).then(client -> granted(form, client, context));
        boolean exchanging = form.get("grant_type").filter(EXCHANGE::equals).isPresent();
        return outcome.fold(
                answer -> answer,
                refusal -> exchanging
                        ? protocol.exchangeRefusal(refusal, context.correlationId())
                        : protocol.refusal(refusal, context.correlationId()));
    }

    /** The program that calls: its secret, if it has one, in the form, and no other way beside (security O20). */
    static Outcome<TerminalClient> client(Core core, Request request, Form form, RequestContext context) {
        boolean otherWay = request.headers().has("authorization")
                || DpopProofs.isPresent(request)
                || form.get("client_assertion").isPresent()
                || form.get("client_assertion_type").isPresent();
        String id = form.get("client_id").orElse("");
        Outcome<TerminalClient> outcome = otherWay
                ? Outcome.refused(
                        Reason.CLIENT_AUTHENTICATION_FAILED,
                        "Client authentication failed",
                        "O20: a terminal client shows its secret in the form alone, and no proof of a key")
                : core.clients().authenticate(id, form.get("client_secret").map(Secret::of), context.instant());
        outcome.refusal().ifPresent(why -> core.audit()
                .append(context.facts().put("client", "terminal").refused(AuditEvent.Kind.CLIENT_AUTHENTICATION, why)));
        return outcome;
    }

    private Outcome<Answer> granted(Form form, TerminalClient client, RequestContext context) {
        Outcome<String> grant = told(required(form, "grant_type"), client, context);
        return grant.then(name -> switch (name) {
            case CODE ->
                parameters(form, client, context, "code", "redirect_uri", "code_verifier")
                        .then(read -> core.codes()
                                .redeem(
                                        Secret.of(read.get("code").orElseThrow()),
                                        client,
                                        read.get("redirect_uri").orElseThrow(),
                                        Secret.of(read.get("code_verifier").orElseThrow()),
                                        context))
                        .map(this::tokens);
            case DEVICE ->
                parameters(form, client, context, "device_code")
                        .then(read -> core.devices()
                                .poll(Secret.of(read.get("device_code").orElseThrow()), client, context))
                        .map(polled -> polled(polled, context));
            case REFRESH ->
                parameters(form, client, context, "refresh_token")
                        .then(read -> core.logins()
                                .refresh(Secret.of(read.get("refresh_token").orElseThrow()), client, context))
                        .map(this::tokens);
            case EXCHANGE ->
                parameters(form, client, context, Set.of(LoginExchange.REASON), "subject_token", "subject_token_type")
                        .then(read -> exchange.taken(read, client, context))
                        .map(members -> Answer.ok(JsonText.CONTENT_TYPE, json.write(members)));
            default ->
                told(
                        Outcome.refused(
                                Reason.GRANT_UNKNOWN,
                                "This grant type is not supported",
                                "a grant type that terminal clients do not have"),
                        client,
                        context);
        });
    }

    /** The form, if it has these and nothing of another grant's. */
    private Outcome<Form> parameters(Form form, TerminalClient client, RequestContext context, String... names) {
        return parameters(form, client, context, Set.of(), names);
    }

    private Outcome<Form> parameters(
            Form form, TerminalClient client, RequestContext context, Set<String> more, String... names) {
        Set<String> own = new HashSet<>(more);
        own.addAll(List.of(names));
        Outcome<Form> outcome = TokenParameters.check(form, own);
        for (String name : names) {
            outcome = outcome.then(read -> required(read, name).map(value -> read));
        }
        return told(outcome, client, context);
    }

    private static Outcome<String> required(Form form, String name) {
        return form.get(name)
                .filter(value -> !value.isEmpty())
                .map(Outcome::granted)
                .orElseGet(() -> Outcome.refused(
                        Reason.PARAMETER_MISSING, "The parameter " + name + " is missing", name + " is missing"));
    }

    private <T> Outcome<T> told(Outcome<T> outcome, TerminalClient client, RequestContext context) {
        outcome.refusal().ifPresent(why -> core.audit()
                .append(context.facts().put("client", client.key()).refused(AuditEvent.Kind.CLIENT_GRANT, why)));
        return outcome;
    }

    private Answer tokens(TerminalLogins.Tokens tokens) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("access_token", tokens.access().reveal());
        members.put("token_type", "Bearer");
        members.put("expires_in", tokens.life().toSeconds());
        members.put("refresh_token", tokens.refresh().reveal());
        return Answer.ok(JsonText.CONTENT_TYPE, json.write(members));
    }

    /** RFC 8628 section 3.5: to wait is no failure, so that nothing is audited or counted. */
    private Answer polled(Polled polled, RequestContext context) {
        if (polled instanceof Polled.Granted granted) {
            return tokens(granted.tokens());
        }
        if (polled instanceof Polled.SlowDown slow) {
            long seconds = slow.interval().toSeconds();
            return notYet("slow_down", "Wait " + seconds + " seconds between two questions", context);
        }
        if (polled instanceof Polled.Denied) {
            return notYet("access_denied", "The person said no", context);
        }
        return polled instanceof Polled.Expired
                ? notYet(
                        "expired_token",
                        "Nobody answered within " + DeviceGrants.LIFE.toMinutes() + " minutes; begin again",
                        context)
                : notYet("authorization_pending", "Nobody has answered yet", context);
    }

    private Answer notYet(String error, String description, RequestContext context) {
        return protocol.harmless(error, description, context.correlationId());
    }
}
