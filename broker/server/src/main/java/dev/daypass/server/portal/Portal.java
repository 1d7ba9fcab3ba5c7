package dev.daypass.server.portal;

import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.grant.ConsoleSignIn;
import dev.daypass.core.insight.AccessExplainer;
import dev.daypass.core.insight.OwnAccess;
import dev.daypass.core.insight.RecordedSignIns;
import dev.daypass.core.insight.RuleTrial;
import dev.daypass.core.login.OwnSessions;
import dev.daypass.core.login.RoleHabits;
import dev.daypass.core.login.RoleOffers;
import dev.daypass.core.login.RoleTaking;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.terminal.CodeGrants;
import dev.daypass.core.terminal.DeviceGrants;
import dev.daypass.core.terminal.PendingAuthorizations;
import dev.daypass.core.terminal.TerminalClients;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Endpoint;
import dev.daypass.server.http.Protocol;
import dev.daypass.server.http.Request;
import dev.daypass.server.http.Route;
import dev.daypass.server.signin.Browsers;
import dev.daypass.server.signin.SignInPages;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** All pages and what they load; the one class of this package that wiring makes. Safe for several threads. */
public final class Portal {
    /** What a call of the STS has in its query: presigned calls come by GET. */
    private static final Pattern CALL = Pattern.compile("(?:^|&)(?:Action|Version|X-Amz-[^=&]*)(?:=|&|$)");

    private final Protocol programs;
    private final Browsers browsers;
    private final Core core;
    private final Assets assets;
    private final Frame frame;
    private final ChooserPage chooser;
    private final PickerPage picker;

    /** What explains decisions to people and administrators. */
    public record Insight(
            OwnAccess own,
            AccessExplainer explainer,
            RecordedSignIns signIns,
            RuleTrial trial,
            RuleDrafts drafts,
            AuditSink audit) {}

    /** The use cases behind the pages. */
    public record Core(
            RoleOffers offers,
            RoleTaking taking,
            RoleHabits habits,
            ConsoleSignIn consoles,
            OwnSessions own,
            AdminCore admin,
            Insight insight) {}

    /**
     * @param programs tells faults to programs
     * @param browsers who sits there
     * @param mounted the ways in for which there are routes
     */
    public Portal(Protocol programs, Browsers browsers, Core core, Set<Entrance> mounted) {
        this.programs = programs;
        this.browsers = browsers;
        this.core = core;
        this.assets = new Assets(programs);
        this.frame = new Frame(assets, browsers::contact);
        this.chooser = new ChooserPage(frame, mounted);
        this.picker = new PickerPage(frame, core.offers(), core.habits());
    }

    /** Its routes but the start page. */
    public List<Route> routes() {
        Protocol faults = faults(programs);
        List<Route> routes = new ArrayList<>(assets.routes());
        routes.add(new LanguageEndpoint(faults).route());
        routes.add(new Route("GET", "/login", faults, Route.Size.NONE, Route.Access.OPEN, this::login));
        routes.add(new RolesEndpoint(core, browsers, frame).route(faults));
        routes.add(new FavouriteEndpoint(core.habits(), browsers, frame).route(faults));
        routes.addAll(new FederationEndpoint(core.consoles(), browsers, frame).routes(faults));
        routes.addAll(new ApplicationsEndpoint(core.offers(), browsers, frame).routes(faults));
        routes.addAll(new SessionsEndpoint(core.own(), browsers, frame).routes(faults));
        routes.addAll(administration(faults));
        routes.add(new WhyEndpoint(core.insight().own(), browsers, frame).route(faults));
        return routes;
    }

    private List<Route> administration(Protocol faults) {
        var gate = new AdministrationGate(browsers, core.admin().administration(), frame);
        List<Route> routes = new ArrayList<>();
        routes.add(new AdminStartPage(gate, frame).route(faults));
        routes.addAll(new AdminSessionsEndpoint(core.admin(), gate, frame).routes(faults));
        routes.addAll(new AdminAuditEndpoint(core.admin(), gate, frame).routes(faults));
        routes.add(new AdminProvidersEndpoint(core.admin(), gate, frame).route(faults));
        routes.addAll(insight(gate, faults));
        return routes;
    }

    private List<Route> insight(AdministrationGate gate, Protocol faults) {
        Insight insight = core.insight();
        var trying = new RulesPage.Core(insight.drafts(), insight.trial(), insight.signIns(), insight.audit());
        List<Route> routes = new ArrayList<>();
        routes.addAll(new ExplainPage(gate, insight.explainer(), insight.signIns(), frame).routes(faults));
        routes.addAll(new RulesPage(gate, trying, frame).routes(faults));
        return routes;
    }

    /** Where people answer programs in terminals. */
    public List<Route> terminals(Terminals terminals) {
        Protocol faults = faults(programs);
        List<Route> routes = new ArrayList<>();
        routes.addAll(new DeviceEndpoint(terminals.devices(), browsers, frame).routes(faults));
        var authorizing = new AuthorizeEndpoint.Core(
                terminals.clients(), terminals.codes(), terminals.pending(), terminals.audit());
        routes.addAll(new AuthorizeEndpoint(authorizing, browsers, frame).routes(faults));
        return routes;
    }

    /** The use cases behind their questions. */
    public record Terminals(
            TerminalClients clients,
            DeviceGrants devices,
            CodeGrants codes,
            PendingAuthorizations pending,
            AuditSink audit) {}

    /** What sign-in endpoints answer with. */
    public SignInPages signInPages() {
        return new PortalSignInPages(frame, browsers::label);
    }

    /**
     * The start page, at a path that programs use too.
     *
     * @param calls the program's route at the same path, which keeps all that is a call
     */
    public Route start(Route calls) {
        Endpoint endpoint = request -> isCall(request) ? calls.endpoint().answer(request) : start(request);
        return new Route(
                calls.method(), calls.template(), faults(calls.protocol()), calls.size(), calls.access(), endpoint);
    }

    /** Faults as pages for browsers, and as before for programs. */
    public Protocol faults(Protocol others) {
        return new BrowserFaults(others, frame);
    }

    /** Whoever is signed in picks a role; everybody else, a way to sign in. */
    private Answer start(Request request) {
        RequestContext context = browsers.context(request);
        return browsers.signedIn(request, context)
                .fold(who -> picker.answer(who, request, context), refusal -> choose(request, context));
    }

    /** Where one comes to sign in; whoever is signed in goes on, unless they want to be somebody else. */
    private Answer login(Request request) {
        RequestContext context = browsers.context(request);
        SignInQuery asked = SignInQuery.of(request);
        return browsers.signedIn(request, context)
                .fold(
                        who -> asked.choose()
                                ? choose(request, context)
                                : Answer.seeOther(asked.to().path()),
                        refusal -> choose(request, context));
    }

    private Answer choose(Request request, RequestContext context) {
        return chooser.answer(request, browsers.lastProvider(request, context), context.snapshot());
    }

    private static boolean isCall(Request request) {
        return CALL.matcher(request.target().query()).find();
    }
}
