package dev.daypass.server.portal;

import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.login.Departure;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.session.Credentials;
import dev.daypass.core.snapshot.Contact;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.HttpFault;
import dev.daypass.server.http.JsonProtocol;
import dev.daypass.server.http.JsonText;
import dev.daypass.server.http.Request;
import dev.daypass.server.portal.view.Applications;
import dev.daypass.server.portal.view.Chooser;
import dev.daypass.server.portal.view.ConsoleEntry;
import dev.daypass.server.portal.view.Holdings;
import dev.daypass.server.portal.view.Language;
import dev.daypass.server.portal.view.Picker;
import dev.daypass.server.portal.view.Replacement;
import dev.daypass.server.portal.view.Shell;
import dev.daypass.server.portal.view.Taken;
import dev.daypass.server.portal.view.Words;
import dev.daypass.server.signin.SignInPages;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Every page there is, filled with what it is made for, and each state of it that looks different. */
final class Gallery {
    private static final Shell.Person ALICE = new Shell.Person("Alice Example", "corp-saml", "the-csrf-token");

    private static final Picker.Owner PROD = new Picker.Owner("prod", "111122223333", Picker.Environment.PRODUCTION);
    private static final Picker.Owner STAGING = new Picker.Owner("staging", "222233334444", Picker.Environment.STAGING);
    private static final Picker.Owner SANDBOX =
            new Picker.Owner("sandbox", "333344445555", Picker.Environment.DEVELOPMENT);

    private final Map<String, Function<Request, Answer>> pages = new LinkedHashMap<>();
    private final JsonProtocol json = new JsonProtocol(new JsonText());
    private final Assets assets = new Assets(json);
    private final Frame frame = new Frame(
            assets,
            () -> Optional.of(new Contact(
                    "Access desk",
                    Optional.of("access@corp.example.com"),
                    Optional.of(URI.create("https://help.corp.example.com/access")))));
    private final Instant now;

    Gallery(Instant now) {
        this.now = now;
        var signIn = new PortalSignInPages(frame, provider -> "Corp account");
        pages.put("chooser", request -> chooser(request, choices(entrances())));
        pages.put("chooser-empty", request -> chooser(request, choices(List.of())));
        pages.put("chooser-remembered", request -> chooser(request, remembered(false)));
        pages.put("chooser-remembered-open", request -> chooser(request, remembered(true)));
        pages.put("chooser-unknown-domain", request -> chooser(request, unknownDomain()));
        pages.put("chooser-fitting", request -> chooser(request, fitting()));
        pages.put("picker", request -> picker(request, few()));
        pages.put("picker-searched", request -> picker(request, searched()));
        pages.put("picker-not-found", request -> picker(request, new Picker("xyz", 6, List.of(), List.of())));
        pages.put("picker-empty", request -> picker(request, new Picker("", 0, List.of(), List.of())));
        pages.put("taken", this::taken);
        pages.put("console", this::console);
        pages.put("applications", request -> applications(request, tiles()));
        pages.put("applications-empty", request -> applications(request, List.of()));
        pages.put("sessions", request -> holdings(request, roleSessions()));
        pages.put("sessions-empty", request -> holdings(request, List.of()));
        pages.put("password", request -> signIn.passwordForm(request, form(Optional.empty())));
        pages.put(
                "password-wrong",
                request -> signIn.passwordForm(request, form(Optional.of(refusal(Reason.PASSWORD_WRONG)))));
        pages.put("onward", request -> signIn.formPost(request, departure()));
        pages.put("replacement", this::replacement);
        pages.put("signed-out", signIn::signedOut);
        pages.put("signed-out-there", request -> signIn.signedOutAt(request, new ProviderId("corp-saml"), true));
        pages.put("signed-out-here", request -> signIn.signedOutAt(request, new ProviderId("corp-saml"), false));
        pages.put("logout-refused", request -> signIn.logoutRefused(request, refusal(Reason.LOGOUT_UNKNOWN)));
        pages.put("leaving", request -> signIn.signingOut(request, departure()));
        pages.put("ticket", request -> signIn.refused(request, refusal(Reason.TICKET_INVALID)));
        pages.put("denied", request -> signIn.refused(request, refusal(Reason.TRUST_DENIES)));
        pages.putAll(new AdminGallery(frame, now).pages());
        pages.putAll(new TerminalGallery(frame, now).pages());
        pages.put("not-found", request -> new BrowserFaults(json, frame)
                .fault(HttpFault.NOT_FOUND, request.origin().correlationId(), request.headers()));
        pages.putAll(new InsightGallery(frame, ALICE).pages());
        pages.putAll(new CaseGallery(frame, ALICE, now).pages());
    }

    Map<String, Function<Request, Answer>> pages() {
        return pages;
    }

    Assets assets() {
        return assets;
    }

    Frame frame() {
        return frame;
    }

    private Answer chooser(Request request, Chooser chooser) {
        Words words = frame.words(request.headers());
        return Frame.page(Pages.chooser(frame.open(words, words.of("chooser.title")), chooser), words);
    }

    /** A list and no more. */
    static Chooser choices(List<Chooser.Entrance> entrances) {
        return new Chooser(Optional.empty(), Optional.empty(), entrances, Optional.empty(), false, Optional.empty());
    }

    private static Chooser remembered(boolean open) {
        return new Chooser(
                Optional.of("Sign in to see your applications."),
                Optional.of(entrances().get(0)),
                entrances(),
                Optional.of(new Chooser.Address("", Map.of("to", "/applications"), false)),
                open,
                Optional.empty());
    }

    private static Chooser unknownDomain() {
        return new Chooser(
                Optional.empty(),
                Optional.empty(),
                entrances(),
                Optional.of(new Chooser.Address("alice@nowhere.example", Map.of(), true)),
                false,
                Optional.empty());
    }

    private static Chooser fitting() {
        return new Chooser(
                Optional.empty(),
                Optional.empty(),
                entrances().subList(2, 4),
                Optional.empty(),
                false,
                Optional.of("/login?choose=1"));
    }

    private static List<Chooser.Entrance> entrances() {
        return List.of(
                new Chooser.Entrance("Corp account", "CA", Chooser.Way.COMPANY_PAGE, "/saml/corp-saml/login"),
                new Chooser.Entrance("Partner network", "PN", Chooser.Way.COMPANY_PAGE, "/oidc/partner/login"),
                new Chooser.Entrance("Corp network", "CN", Chooser.Way.TICKET, "/kerberos/corp-ad/login"),
                new Chooser.Entrance("Corp network", "CN", Chooser.Way.PASSWORD, "/directory/corp-ad/login"));
    }

    Answer manyRoles(Request request) {
        return picker(request, many());
    }

    private Answer picker(Request request, Picker picker) {
        Words words = frame.words(request.headers());
        Shell shell = frame.signedIn(words, words.of("picker.title"), "roles", ALICE);
        return Frame.page(Pages.picker(shell, picker, ALICE.csrf()), words);
    }

    private Picker few() {
        return new Picker(
                "",
                6,
                List.of(
                        card(PROD, "ReadOnly", "Looks at everything, changes nothing", 12, true),
                        card(SANDBOX, "Developer", "Builds and breaks things", 12, false)),
                List.of(
                        new Picker.AccountGroup(
                                PROD,
                                List.of(
                                        card(
                                                PROD,
                                                "Auditor",
                                                "Reads logs and settings; sees no customer data",
                                                8,
                                                false),
                                        card(PROD, "BreakGlass", "For emergencies; each use is looked at", 1, false))),
                        new Picker.AccountGroup(
                                STAGING, List.of(card(STAGING, "Deployer", "Rolls releases out and back", 4, false))),
                        new Picker.AccountGroup(SANDBOX, List.of(card(SANDBOX, "Guest", "", 1, false)))));
    }

    private Picker searched() {
        return new Picker(
                "deploy",
                6,
                List.of(),
                List.of(new Picker.AccountGroup(
                        STAGING, List.of(card(STAGING, "Deployer", "Rolls releases out and back", 4, false)))));
    }

    /** As many as a large company gives one person. */
    private Picker many() {
        List<Picker.AccountGroup> accounts = IntStream.range(0, 25)
                .mapToObj(i -> new Picker.Owner("team-" + i, "1000000000" + (10 + i), Picker.Environment.PRODUCTION))
                .map(owner -> new Picker.AccountGroup(
                        owner,
                        IntStream.range(0, 20)
                                .mapToObj(i -> card(owner, "Role" + i, "Works on part " + i, 8, i == 7))
                                .toList()))
                .toList();
        return new Picker("", 500, List.of(), accounts);
    }

    private Picker.RoleCard card(Picker.Owner owner, String role, String description, int hours, boolean favourite) {
        Words words = new Dictionary().in(Language.ENGLISH);
        List<Picker.Length> lengths = IntStream.of(1, 2, 4, 8, 12)
                .filter(length -> length <= hours)
                .mapToObj(Duration::ofHours)
                .map(length -> new Picker.Length(length.toSeconds(), words.length(length), length.toHours() == 1))
                .toList();
        boolean breakGlass = role.equals("BreakGlass");
        boolean narrow = List.of("Developer", "Deployer", "BreakGlass").contains(role);
        return new Picker.RoleCard(
                owner.name() + "/" + role,
                role,
                owner,
                description,
                breakGlass
                        ? "May do everything."
                        : narrow ? "Works with builds, releases, reads logs." : "Reads everything.",
                new Picker.Choices(
                        lengths,
                        narrow ? List.of(new Picker.Narrowing("read-only", "Read only")) : List.of(),
                        breakGlass ? Picker.Reason.REQUIRED : Picker.Reason.NOT_ASKED),
                WhyEndpoint.link(owner.name() + "/" + role),
                new Picker.Habit(favourite, favourite ? Optional.of(ago(3_000, words)) : Optional.empty()));
    }

    private Answer taken(Request request) {
        Words words = frame.words(request.headers());
        Instant end = now.plus(Duration.ofHours(1)).plusSeconds(20);
        var credentials = new Credentials(
                "ASIAEXAMPLE234567AB",
                Secret.of("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
                Secret.of("x".repeat(700)),
                end);
        var taken = new Taken(
                "ASIAEXAMPLE234567AB",
                "ReadOnly",
                "prod",
                "prod-ReadOnly",
                new Taken.Time(words.length(Duration.ofHours(1)), end, words.moment(end)),
                new Taken.Terms(Optional.of("Reports only"), List.of("engineers-read-prod", "on-call")),
                new Snippets(credentials, "https://broker.corp.example.com")
                        .of(new Snippets.Place("111122223333", "ReadOnly", "prod-ReadOnly")),
                List.of(new Taken.Console("Build console", "/aws/federation?Action=login")));
        Shell shell = frame.signedIn(words, words.of("taken.title", "ReadOnly"), "", ALICE);
        return Frame.page(Pages.taken(shell, taken, ALICE.csrf()), words);
    }

    private Answer console(Request request) {
        Words words = frame.words(request.headers());
        var entry = new ConsoleEntry(
                "Build console",
                "console.corp.example.com",
                "prod/ReadOnly",
                "alice@corp.example.com",
                "https://console.corp.example.com/signin",
                "the-token");
        return Frame.page(Pages.console(frame.open(words, words.of("console.title")), entry), words);
    }

    private Answer applications(Request request, List<Applications.Tile> tiles) {
        Words words = frame.words(request.headers());
        var person = new Shell.Person(ALICE.name(), ALICE.provider(), ALICE.csrf(), ALICE.administers(), true);
        Shell shell = frame.signedIn(words, words.of("applications.title"), "applications", person);
        return Frame.page(Pages.applications(shell, new Applications(tiles)), words);
    }

    private static List<Applications.Tile> tiles() {
        return List.of(
                new Applications.Tile(
                        "Grafana", "G", "Boards and alerts", "/applications/grafana", "grafana.corp.example.com"),
                new Applications.Tile("Reports", "R", "", "/applications/reports", "reports.corp.example.com"),
                new Applications.Tile(
                        "Team wiki", "TW", "Notes of all teams", "/applications/wiki", "wiki.corp.example.com"));
    }

    private Answer holdings(Request request, List<Holdings.RoleSession> roles) {
        Words words = frame.words(request.headers());
        var holdings = new Holdings(
                roles,
                List.of(
                        new Holdings.Browser(
                                "bs-1", "Firefox, Linux", "192.0.2.17", ago(90, words), ago(0, words), true),
                        new Holdings.Browser(
                                "bs-3", "Terminal: daypass-cli", "192.0.2.17", ago(80, words), ago(2, words), false),
                        new Holdings.Browser("bs-2", "", "2001:db8::17", ago(500, words), ago(30, words), false)),
                !roles.isEmpty());
        Shell shell = frame.signedIn(words, words.of("sessions.title"), "sessions", ALICE);
        return Frame.page(Pages.holdings(shell, holdings, ALICE.csrf()), words);
    }

    private List<Holdings.RoleSession> roleSessions() {
        Words words = new Dictionary().in(Language.ENGLISH);
        return List.of(
                new Holdings.RoleSession("ASIAEXAMPLE234567AB", "prod/ReadOnly", ago(5, words), ago(-55, words)),
                new Holdings.RoleSession("ASIAEXAMPLE234567AC", "sandbox/Developer", ago(70, words), ago(-290, words)));
    }

    private Holdings.Moment ago(long minutes, Words words) {
        Instant instant = now.minus(Duration.ofMinutes(minutes));
        return new Holdings.Moment(instant, words.moment(instant));
    }

    private Answer replacement(Request request) {
        Words words = frame.words(request.headers());
        var question = new Replacement(
                "Alice Example", "corp-saml", "mallory@evil.example", "/login/switch", "sealed-arrival");
        return Frame.page(Pages.replacement(frame.open(words, words.of("replace.title")), question), words);
    }

    private static SignInPages.PasswordForm form(Optional<Refusal> refusal) {
        return new SignInPages.PasswordForm(
                new ProviderId("corp-ad"), "Corp network", "the-login", refusal.map(reason -> "alice"), refusal);
    }

    private static Departure.FormPost departure() {
        return new Departure.FormPost(
                URI.create("http://idp.example.com/sso"),
                Map.of("SAMLRequest", "PHNhbWxwOkF1dGhu", "RelayState", "the-login"));
    }

    private static Refusal refusal(Reason reason) {
        return new Refusal(reason, "the public sentence", "the audit's detail");
    }
}
