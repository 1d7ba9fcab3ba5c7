package dev.daypass.server.identitycenter;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.exchange.IssuedSession;
import dev.daypass.core.login.BrowserSession;
import dev.daypass.core.login.RoleOffer;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.principal.Account;
import dev.daypass.core.role.Role;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.session.Credentials;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.core.terminal.TerminalLogins;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Form;
import dev.daypass.server.http.Request;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The portal's calls: whoever holds a login's access token sees and takes its roles, and ends it. */
final class PortalCalls {
    private static final String BEARER = "x-amz-sso_bearer_token";
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

    /** A name, or a name with its path. */
    private static final Pattern ROLE = Pattern.compile("[\\w+=,.@/-]{1,576}");

    private static final int MOST_PARAMETERS = 8;

    private final TerminalLogins logins;
    private final IdentityCenter.Core core;
    private final Calls calls;
    private final PortalProtocol protocol;

    PortalCalls(IdentityCenter.Core core, Calls calls, PortalProtocol protocol) {
        this.logins = core.logins();
        this.core = core;
        this.calls = calls;
        this.protocol = protocol;
    }

    /** {@code GetRoleCredentials}: a session of a role, which ends with the login. */
    Answer roleCredentials(Request request) {
        return signedIn(request, (session, query, context) -> audited(wanted(query, context.snapshot()), context)
                .then(role -> core.taking().take(session, role, Optional.empty(), context))
                .map(PortalCalls::members));
    }

    /** {@code ListAccounts}. */
    Answer accounts(Request request) {
        return signedIn(request, (session, query, context) -> {
            Map<String, Map<String, Object>> accounts = new TreeMap<>();
            offers(session, context)
                    .forEach(offer -> accounts.put(offer.account().id(), account(offer.account())));
            return audited(Page.of(accounts, query), context).map(page -> page.members("accountList"));
        });
    }

    /** {@code ListAccountRoles}. */
    Answer roles(Request request) {
        return signedIn(request, (session, query, context) -> audited(accountId(query), context)
                .then(account -> {
                    Map<String, Map<String, Object>> roles = new TreeMap<>();
                    offers(session, context)
                            .filter(offer -> offer.account().id().equals(account))
                            .forEach(offer -> roles.put(offer.role().name(), role(offer)));
                    return audited(held(roles).then(some -> Page.of(some, query)), context);
                })
                .map(page -> page.members("roleList")));
    }

    /** {@code Logout}: ends the login, and all that was taken with it. */
    Answer logout(Request request) {
        return signedIn(request, (session, query, context) -> {
            logins.end(session, "sso logout", context);
            return Outcome.granted(Map.of());
        });
    }

    /** A call of somebody who is signed in. */
    private interface Call {
        Outcome<Map<String, Object>> of(BrowserSession session, Form query, RequestContext context);
    }

    private Answer signedIn(Request request, Call call) {
        RequestContext context = calls.context(request);
        Outcome<Map<String, Object>> outcome = bearer(request, context)
                .then(session -> audited(Form.read(request.target().query(), MOST_PARAMETERS), context)
                        .then(query -> call.of(session, query, context)));
        return outcome.fold(protocol::granted, refusal -> protocol.refusal(refusal, context.correlationId()));
    }

    private Outcome<BrowserSession> bearer(Request request, RequestContext context) {
        return request.headers()
                .only(BEARER)
                .map(token -> logins.find(Secret.of(token), context))
                .orElseGet(() -> audited(
                        Outcome.refused(
                                Reason.NOT_SIGNED_IN,
                                "You are not signed in; sign in first",
                                "no " + BEARER + " header, or several"),
                        context));
    }

    private <T> Outcome<T> audited(Outcome<T> outcome, RequestContext context) {
        return calls.audited(outcome, AuditEvent.Kind.REQUEST_AUTHENTICATION, context);
    }

    private Stream<RoleOffer> offers(BrowserSession session, RequestContext context) {
        return core.offers().of(session.caller(), context).stream();
    }

    /** The role of an account and a name; one that is not there is asked for too, and refused like one not granted. */
    private static Outcome<String> wanted(Form query, Snapshot snapshot) {
        return accountId(query).then(account -> query.get("role_name")
                .filter(name -> ROLE.matcher(name).matches())
                .map(name -> Outcome.granted(reference(account, name, snapshot)))
                .orElseGet(() -> invalid("`role_name` must be a role's name")));
    }

    private static String reference(String account, String name, Snapshot snapshot) {
        String plain = name.startsWith("/") ? name.substring(1) : name;
        return snapshot.roles().stream()
                .filter(role -> role.account().equals(account))
                .filter(role ->
                        role.name().equals(plain) || role.arn().resource().equals("role/" + plain))
                .map(Role::reference)
                .findFirst()
                .orElseGet(() -> snapshot.partition().role(account, "/", plain).toString());
    }

    private static Outcome<String> accountId(Form query) {
        return query.get("account_id")
                .filter(id -> ACCOUNT.matcher(id).matches())
                .map(Outcome::granted)
                .orElseGet(() -> invalid("`account_id` must be the twelve digits of an account"));
    }

    private static <T> Outcome<T> invalid(String message) {
        return Outcome.refused(Reason.PARAMETER_INVALID, message, message);
    }

    private static Outcome<Map<String, Map<String, Object>>> held(Map<String, Map<String, Object>> roles) {
        return roles.isEmpty()
                ? Outcome.refused(
                        Reason.NO_RULE_GRANTS, "You may take no role there", "no role of the account is granted")
                : Outcome.granted(roles);
    }

    private static Map<String, Object> account(Account account) {
        return Map.of("accountId", account.id(), "accountName", account.alias());
    }

    private static Map<String, Object> role(RoleOffer offer) {
        return Map.of(
                "roleName", offer.role().name(), "accountId", offer.account().id());
    }

    private static Map<String, Object> members(IssuedSession issued) {
        Credentials credentials = issued.credentials();
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("accessKeyId", credentials.accessKeyId());
        told.put("secretAccessKey", credentials.secretAccessKey().reveal());
        told.put("sessionToken", credentials.sessionToken().reveal());
        told.put("expiration", credentials.expiresAt().toEpochMilli());
        return Map.of("roleCredentials", told);
    }
}
