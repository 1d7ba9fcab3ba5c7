package dev.daypass.server.admin;

import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.exchange.Sessions;
import dev.daypass.core.explain.Explainer;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.session.Revocation;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Body;
import dev.daypass.server.http.Endpoint;
import dev.daypass.server.http.JsonBody;
import dev.daypass.server.http.JsonProtocol;
import dev.daypass.server.http.JsonText;
import dev.daypass.server.http.Request;
import dev.daypass.server.http.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** The routes of the admin API. */
public final class AdminApi {
    private static final String BY = "admin";

    private final Core core;
    private final JsonProtocol protocol;
    private final AdminGate gate;
    private final SessionList sessionList;
    private final AuditQuery auditQuery;
    private final ExplainAnswer explanation;
    private final Body description;

    /** What the API stands on. */
    public record Core(
            Sessions sessions,
            AuditSink audit,
            Operations.Reload reload,
            Operations.RotateKeys rotateKeys,
            Operations.AuditTail auditTail,
            Explainer explainer) {}

    /**
     * @param token the admin's; absent: everybody is refused
     * @param snapshots the configuration in force, read once a request
     */
    public AdminApi(Core core, Optional<Secret> token, JsonProtocol protocol, Supplier<Snapshot> snapshots) {
        this.core = core;
        this.protocol = protocol;
        this.gate = new AdminGate(token, core.audit(), protocol, snapshots);
        this.sessionList = new SessionList(core.sessions());
        this.auditQuery = new AuditQuery(core.auditTail());
        this.explanation = new ExplainAnswer(core.explainer());
        this.description = description();
    }

    /** Its routes. */
    public List<Route> routes() {
        return List.of(
                open("/api/openapi.json", request -> Answer.ok(JsonText.CONTENT_TYPE, description)),
                guarded("GET", "/api/v1/sessions", sessionList::list),
                guarded("POST", "/api/v1/sessions/{id}/revoke", this::revokeSession),
                guarded("POST", "/api/v1/roles/{alias}/{name}/revoke", this::revokeRole),
                guarded("POST", "/api/v1/subjects/revoke", this::revokeSubject),
                guarded("GET", "/api/v1/audit", auditQuery::tail),
                guarded("POST", "/api/v1/reload", json((request, context) -> core.reload()
                        .reload(BY, context))),
                guarded("POST", "/api/v1/keys/rotate", json(this::rotateKeys)),
                guarded("POST", "/api/v1/explain", explanation::explain));
    }

    private Route open(String path, Endpoint endpoint) {
        return new Route("GET", path, protocol, Route.Size.NONE, Route.Access.OPEN, endpoint);
    }

    private Route guarded(String method, String path, BiFunction<Request, RequestContext, Outcome<Object>> operation) {
        Route.Size size = method.equals("GET") ? Route.Size.NONE : Route.Size.ORDINARY;
        return new Route(method, path, protocol, size, Route.Access.GUARDED, gate.guard(operation));
    }

    /** A browser's form or script without leave cannot send JSON across sites (W01), so even an empty order is JSON. */
    private static BiFunction<Request, RequestContext, Outcome<Object>> json(
            BiFunction<Request, RequestContext, Outcome<Object>> operation) {
        return (request, context) -> JsonBody.read(request, Set.of()).then(body -> operation.apply(request, context));
    }

    private Outcome<Object> revokeSession(Request request, RequestContext context) {
        return JsonBody.read(request, Set.of())
                .then(body -> core.sessions().revokeSession(request.variable("id"), BY, context))
                .map(AdminApi::told);
    }

    private Outcome<Object> revokeRole(Request request, RequestContext context) {
        String reference = request.variable("alias") + "/" + request.variable("name");
        return JsonBody.read(request, Set.of())
                .then(body -> core.sessions().revokeRole(reference, BY, context))
                .map(AdminApi::told);
    }

    private Outcome<Object> revokeSubject(Request request, RequestContext context) {
        return JsonBody.read(request, Set.of("provider", "subject"))
                .then(body -> body.optionalText("provider").then(provider -> body.text("subject")
                        .then(subject -> core.sessions().revokeSubject(provider.orElse(""), subject, BY, context))))
                .map(AdminApi::told);
    }

    private Outcome<Object> rotateKeys(Request request, RequestContext context) {
        return core.rotateKeys().rotate(BY, context).map(AdminApi::told);
    }

    private static Object told(Revocation revocation) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("scope", revocation.scope().name());
        told.put("before", revocation.before().toString());
        return told;
    }

    private static Object told(Operations.Rotated rotated) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("version", rotated.version());
        told.put("signingKeys", rotated.signingKeys());
        return told;
    }

    private static Body description() {
        try (InputStream file = AdminApi.class.getResourceAsStream("openapi.json")) {
            if (file == null) {
                throw new IllegalStateException("openapi.json is missing from the jar");
            }
            return Body.of(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
