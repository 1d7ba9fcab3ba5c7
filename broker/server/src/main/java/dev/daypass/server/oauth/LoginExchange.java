package dev.daypass.server.oauth;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.exchange.IssuedSession;
import dev.daypass.core.keys.SigningAlgorithm;
import dev.daypass.core.login.BrowserSession;
import dev.daypass.core.login.RoleTaking;
import dev.daypass.core.login.RoleWish;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.terminal.LoginAudience;
import dev.daypass.core.terminal.TerminalClient;
import dev.daypass.core.terminal.TerminalLogins;
import dev.daypass.core.token.AccessTokens;
import dev.daypass.core.token.TokenContext;
import dev.daypass.core.token.TokenIssue;
import dev.daypass.server.http.Form;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A role for a terminal's login (RFC 8693): what a person would pick in the portal, a program names by {@code resource}. It
 * gets an access key, or an access token: for this broker, or for a service that {@code audience} names and that may have
 * sessions of the role ({@link LoginAudience}). Safe for several threads.
 */
public final class LoginExchange {
    /** The {@code subject_token_type} of a login's access token. */
    public static final String LOGIN = "urn:daypass:token-type:login";

    /** What somebody says that they need the role for; a parameter of ours. */
    static final String REASON = "reason";

    private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,5}");

    private final TerminalLogins logins;
    private final RoleTaking taking;
    private final AccessTokens accessTokens;
    private final AuditSink audit;

    public LoginExchange(TerminalLogins logins, RoleTaking taking, AccessTokens accessTokens, AuditSink audit) {
        this.logins = logins;
        this.taking = taking;
        this.accessTokens = accessTokens;
        this.audit = audit;
    }

    private record Asked(String role, TokenRequest.Form form, RoleWish wish, Optional<String> audience) {}

    /** What a program gets for its login, as JSON has it; audited either way. */
    Outcome<Map<String, Object>> taken(Form form, TerminalClient client, RequestContext context) {
        Outcome<Asked> asked = asked(form);
        asked.refusal()
                .ifPresent(why -> audit.append(
                        context.facts().put("client", client.key()).refused(AuditEvent.Kind.CLIENT_GRANT, why)));
        return asked.then(
                wish -> logins.find(Secret.of(form.get("subject_token").orElse("")), client, context)
                        .then(login -> taken(wish, login, client, context)));
    }

    /** For whom a token is is asked first: what is refused for that is not taken. */
    private Outcome<Map<String, Object>> taken(
            Asked asked, BrowserSession login, TerminalClient client, RequestContext context) {
        Outcome<List<String>> audiences = LoginAudience.of(asked.audience(), asked.role(), login, context);
        audiences
                .refusal()
                .ifPresent(why -> audit.append(context.facts()
                        .put("client", client.key())
                        .put("browserSession", login.handle())
                        .put("role", asked.role())
                        .refused(AuditEvent.Kind.CLIENT_GRANT, why)));
        return audiences.then(served -> taking.take(login, asked.role(), asked.wish(), context)
                .then(issued -> members(asked, new For(login, client, served), issued, context)));
    }

    /** Who gets it, and where it serves. */
    private record For(BrowserSession login, TerminalClient client, List<String> audiences) {}

    private static Outcome<Asked> asked(Form form) {
        if (!form.get("subject_token_type").orElse("").equals(LOGIN)) {
            return invalid("This client exchanges logins only: subject_token_type is " + LOGIN);
        }
        for (String narrowing : List.of("authorization_details", "session_name")) {
            if (form.get(narrowing).isPresent()) {
                return invalid(narrowing + " has no meaning for a login");
            }
        }
        List<String> roles = form.all("resource");
        if (roles.size() != 1 || roles.get(0).isEmpty()) {
            return Outcome.refused(
                    Reason.TARGET_NOT_ALLOWED,
                    "resource names one role, by ARN or as ALIAS/NAME",
                    roles.size() + " resources, or an empty one");
        }
        Optional<String> seconds = form.get("session_duration");
        if (seconds.isPresent() && !SECONDS.matcher(seconds.get()).matches()) {
            return invalid("session_duration is a number of seconds");
        }
        List<String> audiences = form.all("audience");
        if (audiences.size() > 1) {
            return invalid("a login's token has one audience");
        }
        Optional<Duration> duration = seconds.map(text -> Duration.ofSeconds(Long.parseLong(text)));
        var wish = new RoleWish(duration, Optional.empty(), form.get(REASON));
        return requested(form)
                .then(wanted -> wanted == TokenRequest.Form.ACCESS_KEY && !audiences.isEmpty()
                        ? invalid("an access key has no audience; ask for an access token")
                        : Outcome.granted(new Asked(
                                roles.get(0), wanted, wish, audiences.stream().findFirst())));
    }

    private static Outcome<TokenRequest.Form> requested(Form form) {
        return TokenRequestParser.requestedForm(form);
    }

    private Outcome<Map<String, Object>> members(Asked asked, For whom, IssuedSession issued, RequestContext context) {
        Outcome<Map<String, Object>> first =
                switch (asked.form()) {
                    case ACCESS_KEY -> Outcome.granted(TokenAnswer.accessKey(issued.credentials()));
                    case ACCESS_TOKEN -> token(whom, issued, context);
                };
        // The session was issued and told; that nobody gets it is told too.
        first.refusal()
                .ifPresent(why -> audit.append(context.facts()
                        .put("client", whom.client().key())
                        .put("session", issued.session().id())
                        .refused(AuditEvent.Kind.CLIENT_GRANT, why)));
        return first.map(members -> {
            members.put("issued_token_type", asked.form().uri());
            members.put(
                    "expires_in",
                    Math.max(
                            0,
                            Duration.between(context.instant(), issued.session().expiresAt())
                                    .toSeconds()));
            return members;
        });
    }

    private Outcome<Map<String, Object>> token(For whom, IssuedSession issued, RequestContext context) {
        var issue = new TokenIssue(
                whom.client().key(),
                whom.audiences(),
                List.of(),
                SigningAlgorithm.ES256,
                TokenContext.of(whom.login().identity().authentication()));
        return accessTokens
                .mint(issued.session(), issued.credentials().sessionToken(), issue, context)
                .map(token -> {
                    Map<String, Object> members = new LinkedHashMap<>();
                    members.put("access_token", token.compact().reveal());
                    members.put("token_type", "Bearer");
                    return members;
                });
    }

    private static Outcome<Asked> invalid(String message) {
        return Outcome.refused(Reason.PARAMETER_INVALID, message, message);
    }
}
