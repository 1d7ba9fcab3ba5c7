package dev.daypass.server.identitycenter;

import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.login.RoleOffers;
import dev.daypass.core.login.RoleTaking;
import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.core.terminal.CodeGrants;
import dev.daypass.core.terminal.DeviceGrants;
import dev.daypass.core.terminal.TerminalClients;
import dev.daypass.core.terminal.TerminalLogins;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Endpoint;
import dev.daypass.server.http.JsonText;
import dev.daypass.server.http.Protocol;
import dev.daypass.server.http.Request;
import dev.daypass.server.http.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** All its routes; the one class of this package that wiring makes. Safe for several threads. */
public final class IdentityCenter {
    private static final String OIDC = "/aws/oidc";
    private static final String PORTAL = "/aws/sso";

    private final Core core;
    private final Supplier<Snapshot> snapshots;

    /**
     * The use cases behind it.
     *
     * @param audit told of calls that never reach one
     */
    public record Core(Grants grants, TerminalLogins logins, RoleOffers offers, RoleTaking taking, AuditSink audit) {}

    /** How programs get logins. */
    public record Grants(TerminalClients clients, DeviceGrants devices, CodeGrants codes) {}

    /**
     * @param snapshots the configuration in force, read once a request
     */
    public IdentityCenter(Core core, Supplier<Snapshot> snapshots) {
        this.core = core;
        this.snapshots = snapshots;
    }

    /**
     * The routes.
     *
     * @param pages tells faults where browsers come
     */
    public List<Route> routes(JsonText json, Protocol pages) {
        var calls = new Calls(snapshots, core.audit());
        var oidc = new OidcProtocol(json);
        var portal = new PortalProtocol(json);
        List<Route> routes = new ArrayList<>();
        routes.add(post(
                OIDC + "/client/register", oidc, new Registration(core.grants().clients(), calls, oidc)::answer));
        routes.add(post(OIDC + "/device_authorization", oidc, new DeviceStart(core.grants(), calls, oidc)::answer));
        routes.add(post(OIDC + "/token", oidc, new TokenCall(core.grants(), core.logins(), calls, oidc)::answer));
        routes.add(get(OIDC + "/authorize", pages, IdentityCenter::authorize));
        routes.addAll(portal(portal, new PortalCalls(core, calls, portal)));
        routes.add(get("/start", pages, request -> Answer.seeOther("/")));
        return routes;
    }

    private static List<Route> portal(PortalProtocol protocol, PortalCalls calls) {
        return List.of(
                get(PORTAL + "/federation/credentials", protocol, calls::roleCredentials),
                get(PORTAL + "/assignment/accounts", protocol, calls::accounts),
                get(PORTAL + "/assignment/roles", protocol, calls::roles),
                post(PORTAL + "/logout", protocol, calls::logout));
    }

    /** Command lines open this address in a browser; what is asked there is an authorization request like any other. */
    private static Answer authorize(Request request) {
        String query = request.target().query();
        return Answer.seeOther("/oauth/authorize" + (query.isEmpty() ? "" : "?" + query));
    }

    private static Route get(String path, Protocol protocol, Endpoint endpoint) {
        return new Route("GET", path, protocol, Route.Size.NONE, Route.Access.GUARDED, endpoint);
    }

    private static Route post(String path, Protocol protocol, Endpoint endpoint) {
        return new Route("POST", path, protocol, Route.Size.ORDINARY, Route.Access.GUARDED, endpoint);
    }
}
