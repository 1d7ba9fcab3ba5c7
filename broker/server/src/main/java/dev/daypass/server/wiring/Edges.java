package dev.daypass.server.wiring;

import dev.daypass.adapters.saml.SpMetadata;
import dev.daypass.core.administration.AuditReading;
import dev.daypass.core.administration.SessionDirectory;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.login.RoleOffers;
import dev.daypass.server.admin.AdminApi;
import dev.daypass.server.authzen.EvaluationEndpoint;
import dev.daypass.server.forwardauth.ForwardAuthEndpoint;
import dev.daypass.server.http.Endpoint;
import dev.daypass.server.http.FailureThrottle;
import dev.daypass.server.http.HttpServer;
import dev.daypass.server.http.JsonProtocol;
import dev.daypass.server.http.JsonText;
import dev.daypass.server.http.RequestLog;
import dev.daypass.server.http.Route;
import dev.daypass.server.http.Routes;
import dev.daypass.server.oauth.DeviceAuthorizationEndpoint;
import dev.daypass.server.oauth.IntrospectionEndpoint;
import dev.daypass.server.oauth.LoginExchange;
import dev.daypass.server.oauth.OAuthProtocol;
import dev.daypass.server.oauth.RevocationEndpoint;
import dev.daypass.server.oauth.TerminalGrants;
import dev.daypass.server.oauth.TokenEndpoint;
import dev.daypass.server.oauth.published.KeySetEndpoint;
import dev.daypass.server.oauth.published.MetadataEndpoint;
import dev.daypass.server.oauth.published.RevocationsEndpoint;
import dev.daypass.server.ops.AuditedFaults;
import dev.daypass.server.ops.Health;
import dev.daypass.server.portal.AdminCore;
import dev.daypass.server.portal.Entrance;
import dev.daypass.server.portal.Portal;
import dev.daypass.server.signin.Browsers;
import dev.daypass.server.signin.KerberosEndpoint;
import dev.daypass.server.signin.OpenIdLogoutEndpoint;
import dev.daypass.server.signin.SamlMetadataEndpoint;
import dev.daypass.server.signin.SignInEndpoints;
import dev.daypass.server.signin.SiteSignInEndpoint;
import dev.daypass.server.sts.StsEndpoint;
import dev.daypass.server.sts.StsWithTicket;
import dev.daypass.server.terminal.MeEndpoint;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;

/** Which routes are mounted where. */
final class Edges {
    private final JsonText json = new JsonText();
    private final JsonProtocol protocol = new JsonProtocol(json);
    private final OAuthProtocol oauth = new OAuthProtocol(json);
    private final FailureThrottle throttle;
    private final UseCases useCases;
    private final BrowserFaces browsers;
    private final TerminalFaces terminals;
    private final Providers providers;
    private final ServerSettings settings;
    private final CurrentSnapshot current;
    private final Observation observation;
    private final Readiness readiness;
    private final ScheduledExecutorService scheduler;

    /** What stands behind the routes. */
    record Behind(UseCases useCases, BrowserFaces browsers, TerminalFaces terminals, Providers providers) {}

    Edges(
            Behind behind,
            ServerSettings settings,
            CurrentSnapshot current,
            Observation observation,
            Readiness readiness,
            ScheduledExecutorService scheduler) {
        this.useCases = behind.useCases();
        this.browsers = behind.browsers();
        this.terminals = behind.terminals();
        this.providers = behind.providers();
        this.settings = settings;
        this.current = current;
        this.observation = observation;
        this.readiness = readiness;
        this.scheduler = scheduler;
        this.throttle = new FailureThrottle(settings.limits().failuresPerMinute());
    }

    /** The main listener's routes; those of operators too where they have no listener of their own. */
    Routes main(AdminOperations operations) {
        List<Route> routes = new ArrayList<>();
        Portal portal = portal(operations);
        routes.addAll(root(portal));
        routes.addAll(portal.routes());
        routes.addAll(browserLogins(portal));
        routes.addAll(new EvaluationEndpoint(useCases.evaluation(), protocol, current).routes());
        routes.addAll(new SamlMetadataEndpoint(SpMetadata::write, protocol, current).routes());
        routes.add(new ForwardAuthEndpoint(useCases.forwardAuth(), protocol, current).route());
        routes.add(new IntrospectionEndpoint(useCases.introspection(), oauth, json, current).route());
        routes.addAll(published());
        routes.addAll(terminals
                .identityCenter(browsers.taking(), useCases.sts().audit(), current)
                .routes(json, portal.faults(protocol)));
        routes.addAll(terminals(portal));
        if (settings.management().isEmpty()) {
            routes.addAll(operators(operations));
        }
        return new Routes(routes, portal.faults(protocol));
    }

    /** What configured clients and programs in terminals call alike, and the pages of the latter. */
    private List<Route> terminals(Portal portal) {
        AuditSink audit = useCases.sts().audit();
        TerminalGrants.Core grants = terminals.grants(audit);
        var exchange = new LoginExchange(
                terminals.logins(), browsers.taking(), useCases.tokens().access(), audit);
        var programs = new TerminalGrants(grants, exchange, oauth, json);
        List<Route> routes = new ArrayList<>(portal.terminals(terminals.pages(audit)));
        routes.add(new RevocationEndpoint(useCases.revocation(), grants, oauth, current).route());
        routes.add(new DeviceAuthorizationEndpoint(grants, oauth, json, current).route());
        routes.add(new TokenEndpoint(useCases.clients().token(), programs, oauth, json, current).route());
        routes.addAll(new MeEndpoint(terminals.logins(), new RoleOffers(), protocol, current).routes());
        return routes;
    }

    private Portal portal(AdminOperations operations) {
        var core = new Portal.Core(
                new RoleOffers(),
                browsers.taking(),
                browsers.habits(),
                useCases.clients().consoles(),
                browsers.own(),
                admin(operations),
                browsers.insight());
        return new Portal(protocol, new Browsers(browsers.browsers(), current), core, EnumSet.allOf(Entrance.class));
    }

    private AdminCore admin(AdminOperations operations) {
        return new AdminCore(
                browsers.administration(),
                new SessionDirectory(useCases.sessions(), browsers.signIn().sessions()),
                new AuditReading(operations.archive()),
                operations.chain(),
                providers::reports);
    }

    /** The STS's routes; browsers that come to its root get the portal. */
    private List<Route> root(Portal portal) {
        return new StsEndpoint(useCases.sts(), current, settings.limits().parameters())
                .routes().stream()
                        .map(route ->
                                route.template().equals("/") && route.method().equals("GET")
                                        ? portal.start(route)
                                        : route)
                        .toList();
    }

    private SignInEndpoints signIn(Portal portal) {
        return new SignInEndpoints(
                browsers.signIn(),
                new Browsers(browsers.browsers(), current),
                portal.signInPages(),
                portal.faults(protocol),
                providers.logouts());
    }

    /** The ways in for browsers, and out again. */
    private List<Route> browserLogins(Portal portal) {
        SignInEndpoints endpoints = signIn(portal);
        List<Route> routes = new ArrayList<>();
        routes.addAll(endpoints.saml(providers.samlLogin()));
        routes.addAll(endpoints.samlLogout(providers.samlLogouts()));
        routes.addAll(endpoints.openId(providers.openIdLogin(), providers.openIdLogin()));
        routes.addAll(endpoints.passwords());
        routes.addAll(kerberos(endpoints.tickets()).routes());
        routes.addAll(endpoints.afterwards());
        routes.add(site(portal).route(portal.faults(protocol)));
        routes.addAll(new OpenIdLogoutEndpoint(browsers.openIdLogouts(), json, protocol, current).routes());
        return routes;
    }

    private SiteSignInEndpoint site(Portal portal) {
        return new SiteSignInEndpoint(
                useCases.forwardAuth().passages(),
                browsers.taking(),
                new Browsers(browsers.browsers(), current),
                portal.signInPages());
    }

    private KerberosEndpoint kerberos(Endpoint forBrowsers) {
        var core = new KerberosEndpoint.Core(
                new StsWithTicket(useCases.sts(), current, settings.limits().parameters()),
                useCases.sts().signIn(),
                useCases.sts().audit());
        return new KerberosEndpoint(core, protocol, current, forBrowsers);
    }

    /** What the authorization server publishes to everybody. */
    private List<Route> published() {
        List<Route> routes = new ArrayList<>();
        routes.addAll(new KeySetEndpoint(useCases.tokens().signingKeys(), json, protocol).routes());
        routes.addAll(new MetadataEndpoint(json, protocol, current).routes());
        routes.add(new RevocationsEndpoint(useCases.revocations(), json, protocol, scheduler).route());
        return routes;
    }

    /** The management listener's routes. */
    Routes management(AdminOperations operations) {
        return new Routes(operators(operations), protocol);
    }

    private List<Route> operators(AdminOperations operations) {
        List<Route> routes = new ArrayList<>();
        routes.addAll(new Health(protocol, json, readiness).routes());
        routes.add(observation.meters().route(protocol));
        routes.addAll(new AdminApi(
                        new AdminApi.Core(
                                useCases.sessions(),
                                observation.audit(),
                                operations::reload,
                                operations::rotateKeys,
                                operations::auditTail,
                                operations.explainer()),
                        settings.adminToken(),
                        protocol,
                        current)
                .routes());
        return routes;
    }

    /** What all listeners share, the throttle above all: guesses count wherever they are made. */
    HttpServer.Setup setup(Surroundings surroundings) {
        return new HttpServer.Setup(
                settings.limits(),
                settings.trustedProxies(),
                throttle,
                surroundings.clock(),
                surroundings.ticks(),
                () -> correlationId(surroundings.random()),
                List.of(new RequestLog(), observation.meters()),
                new AuditedFaults(observation.audit(), current));
    }

    /** A random UUID (RFC 9562 version 4), the form of AWS request ids. */
    private static String correlationId(SecureRandom random) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        var words = ByteBuffer.wrap(bytes);
        long high = (words.getLong() & ~0xF000L) | 0x4000L;
        long low = (words.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }
}
