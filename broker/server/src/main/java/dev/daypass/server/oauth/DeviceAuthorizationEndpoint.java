package dev.daypass.server.oauth;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.core.terminal.DeviceGrants;
import dev.daypass.core.terminal.TerminalClient;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Endpoint;
import dev.daypass.server.http.Form;
import dev.daypass.server.http.JsonText;
import dev.daypass.server.http.Request;
import dev.daypass.server.http.Route;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Where a program begins a device grant (RFC 8628 sections 3.1 and 3.2). Safe for several threads. */
public final class DeviceAuthorizationEndpoint implements Endpoint {
    /** Where it answers. */
    public static final String PATH = "/oauth/device_authorization";

    /** Where the person goes. */
    public static final String PAGE = "/device";

    private static final int MOST_PARAMETERS = 16;

    private final TerminalGrants.Core core;
    private final OAuthProtocol protocol;
    private final JsonText json;
    private final Supplier<Snapshot> snapshots;

    /**
     * @param snapshots the configuration in force, read once a request
     */
    public DeviceAuthorizationEndpoint(
            TerminalGrants.Core core, OAuthProtocol protocol, JsonText json, Supplier<Snapshot> snapshots) {
        this.core = core;
        this.protocol = protocol;
        this.json = json;
        this.snapshots = snapshots;
    }

    public Route route() {
        return new Route("POST", PATH, protocol, Route.Size.ORDINARY, Route.Access.GUARDED, this);
    }

    @Override
    public Answer answer(Request request) {
        Request.Origin origin = request.origin();
        var context = new RequestContext(origin.correlationId(), origin.client(), origin.instant(), snapshots.get());
        Outcome<Form> form = form(request);
        form.refusal().ifPresent(why -> core.audit()
                .append(context.facts().put("request", "OAUTH").refused(AuditEvent.Kind.CLIENT_GRANT, why)));
        return form.then(read -> client(request, read, context))
                .then(client -> core.devices().start(client, context))
                .fold(started -> told(started, context), why -> protocol.refusal(why, origin.correlationId()));
    }

    /** A scope is ignored: a login is for whatever roles the person has. */
    private static Outcome<Form> form(Request request) {
        String type = request.headers().only("content-type").orElse("").toLowerCase(Locale.ROOT);
        boolean formed = type.split(";", 2)[0].strip().equals("application/x-www-form-urlencoded")
                && request.target().query().isEmpty();
        return formed
                ? Form.read(new String(request.body().bytes(), StandardCharsets.ISO_8859_1), MOST_PARAMETERS)
                : Outcome.refused(
                        Reason.REQUEST_MALFORMED,
                        "parameters belong into the body, as application/x-www-form-urlencoded",
                        "no form, or a query");
    }

    private Outcome<TerminalClient> client(Request request, Form form, RequestContext context) {
        return TerminalGrants.client(core, request, form, context);
    }

    private Answer told(DeviceGrants.Started started, RequestContext context) {
        String page = context.snapshot().issuer() + PAGE;
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("device_code", started.deviceCode().reveal());
        members.put("user_code", started.userCode().shown());
        members.put("verification_uri", page);
        members.put(
                "verification_uri_complete",
                page + "?user_code=" + started.userCode().shown());
        members.put("expires_in", started.life().toSeconds());
        members.put("interval", started.interval().toSeconds());
        return Answer.ok(JsonText.CONTENT_TYPE, json.write(members));
    }
}
