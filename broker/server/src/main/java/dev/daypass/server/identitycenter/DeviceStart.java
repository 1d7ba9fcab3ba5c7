package dev.daypass.server.identitycenter;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.terminal.DeviceGrants;
import dev.daypass.core.terminal.TerminalClient;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.JsonBody;
import dev.daypass.server.http.Request;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** {@code StartDeviceAuthorization} (RFC 8628 section 3.1). */
final class DeviceStart {
    private static final Set<String> MEMBERS = Set.of("clientId", "clientSecret", "startUrl");

    private final IdentityCenter.Grants grants;
    private final Calls calls;
    private final OidcProtocol protocol;

    DeviceStart(IdentityCenter.Grants grants, Calls calls, OidcProtocol protocol) {
        this.grants = grants;
        this.calls = calls;
        this.protocol = protocol;
    }

    Answer answer(Request request) {
        RequestContext context = calls.context(request);
        Outcome<DeviceGrants.Started> outcome = calls.audited(
                        JsonBody.read(request, MEMBERS), AuditEvent.Kind.CLIENT_GRANT, context)
                .then(body ->
                        calls.client(body, grants.clients(), context).then(client -> started(body, client, context)));
        return outcome.fold(
                started -> protocol.granted(members(started, context)),
                refusal -> protocol.refusal(refusal, context.correlationId()));
    }

    private Outcome<DeviceGrants.Started> started(JsonBody body, TerminalClient client, RequestContext context) {
        return calls.audited(
                        body.text("startUrl")
                                .then(url -> here(url, context.snapshot().issuer())),
                        AuditEvent.Kind.CLIENT_GRANT,
                        context)
                .then(url -> grants.devices().start(client, context));
    }

    /** Whoever wants to sign in elsewhere has come to the wrong broker, and should learn so now. */
    private static Outcome<String> here(String startUrl, String issuer) {
        return startUrl.equals(issuer) || startUrl.startsWith(issuer + "/")
                ? Outcome.granted(startUrl)
                : Outcome.refused(
                        Reason.PARAMETER_INVALID,
                        "The start URL of this broker is " + issuer + "/start",
                        "the startUrl is another site's");
    }

    private static Map<String, Object> members(DeviceGrants.Started started, RequestContext context) {
        String page = context.snapshot().issuer() + "/device";
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("deviceCode", started.deviceCode().reveal());
        members.put("userCode", started.userCode().shown());
        members.put("verificationUri", page);
        members.put(
                "verificationUriComplete",
                page + "?user_code=" + started.userCode().shown());
        members.put("expiresIn", started.life().toSeconds());
        members.put("interval", started.interval().toSeconds());
        return members;
    }
}
