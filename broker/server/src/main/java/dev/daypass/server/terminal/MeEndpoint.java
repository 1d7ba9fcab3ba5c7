package dev.daypass.server.terminal;

import dev.daypass.core.identity.Identity;
import dev.daypass.core.login.BrowserSession;
import dev.daypass.core.login.RoleOffer;
import dev.daypass.core.login.RoleOffers;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.core.terminal.TerminalClients;
import dev.daypass.core.terminal.TerminalLogins;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.JsonProtocol;
import dev.daypass.server.http.Request;
import dev.daypass.server.http.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a terminal's login stands for, as JSON: {@code GET /api/v1/me} tells who and until when, {@code GET
 * /api/v1/me/roles} which roles. The login's access token comes in the Authorization header alone (RFC 6750 section 2.1).
 * Issues nothing; safe for several threads.
 */
public final class MeEndpoint {
    private static final Pattern BEARER = Pattern.compile("(?i:bearer) ([A-Za-z0-9._~+/-]{1,4096}=*)");
    private static final String CHALLENGE = "Bearer realm=\"daypass\", error=\"invalid_token\"";

    private final TerminalLogins logins;
    private final RoleOffers offers;
    private final JsonProtocol protocol;
    private final Supplier<Snapshot> snapshots;

    /**
     * @param snapshots the configuration in force, read once a request
     */
    public MeEndpoint(TerminalLogins logins, RoleOffers offers, JsonProtocol protocol, Supplier<Snapshot> snapshots) {
        this.logins = logins;
        this.offers = offers;
        this.protocol = protocol;
        this.snapshots = snapshots;
    }

    /** Its routes. */
    public List<Route> routes() {
        return List.of(route("/api/v1/me", MeEndpoint::person), route("/api/v1/me/roles", this::roles));
    }

    private Route route(String path, BiFunction<BrowserSession, RequestContext, Object> telling) {
        return new Route(
                "GET", path, protocol, Route.Size.NONE, Route.Access.GUARDED, request -> answer(request, telling));
    }

    private Answer answer(Request request, BiFunction<BrowserSession, RequestContext, Object> telling) {
        Request.Origin origin = request.origin();
        var context = new RequestContext(origin.correlationId(), origin.client(), origin.instant(), snapshots.get());
        Outcome<BrowserSession> login = logins.find(token(request).orElseGet(() -> Secret.of("")), context);
        return login.fold(
                session -> protocol.granted(telling.apply(session, context)),
                refusal -> protocol.refusal(refusal, origin.correlationId()).with("WWW-Authenticate", CHALLENGE));
    }

    private static Optional<Secret> token(Request request) {
        return request.headers().only("authorization").flatMap(header -> {
            Matcher form = BEARER.matcher(header);
            return form.matches() ? Optional.of(Secret.of(form.group(1))) : Optional.empty();
        });
    }

    private static Object person(BrowserSession login, RequestContext context) {
        Identity identity = login.identity();
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("provider", identity.provider().name());
        told.put("subject", identity.subject().value());
        told.put("login", login.handle());
        told.put("program", login.program().orElse(""));
        told.put(
                "programNamedItself",
                login.program().filter(name -> !TerminalClients.isOurs(name)).isPresent());
        told.put("signedInAt", login.signedInAt().toString());
        told.put("expiresAt", login.expiresAt().toString());
        told.put("issuer", context.snapshot().issuer());
        return told;
    }

    private Object roles(BrowserSession login, RequestContext context) {
        return Map.of(
                "roles",
                offers.of(login.caller(), context).stream()
                        .map(MeEndpoint::role)
                        .toList());
    }

    private static Map<String, Object> role(RoleOffer offer) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("role", offer.role().reference());
        told.put("arn", offer.role().arn().toString());
        told.put("account", offer.account().id());
        told.put("accountAlias", offer.account().alias());
        told.put("name", offer.role().name());
        told.put("description", offer.role().description());
        told.put("longestSeconds", offer.longest().toSeconds());
        told.put("usualSeconds", offer.usual().toSeconds());
        return told;
    }
}
