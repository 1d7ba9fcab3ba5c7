package dev.daypass.server.portal;

import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.login.Departure;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.HttpFault;
import dev.daypass.server.http.JsonProtocol;
import dev.daypass.server.http.JsonText;
import dev.daypass.server.http.Request;
import dev.daypass.server.portal.view.Chooser;
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

    private final Map<String, Function<Request, Answer>> pages = new LinkedHashMap<>();
    private final JsonProtocol json = new JsonProtocol(new JsonText());
    private final Assets assets = new Assets(json);
    private final Frame frame = new Frame(assets);
    private final Instant now;

    Gallery(Instant now) {
        this.now = now;
        var signIn = new PortalSignInPages(frame);
        pages.put("chooser", request -> chooser(request, choices(entrances())));
        pages.put("chooser-empty", request -> chooser(request, choices(List.of())));
        pages.put("chooser-remembered", request -> chooser(request, remembered(false)));
        pages.put("chooser-remembered-open", request -> chooser(request, remembered(true)));
        pages.put("chooser-unknown-domain", request -> chooser(request, unknownDomain()));
        pages.put("chooser-fitting", request -> chooser(request, fitting()));
        pages.put("picker", request -> picker(request, accounts()));
        pages.put("picker-empty", request -> picker(request, List.of()));
        pages.put("taken", this::taken);
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
        pages.put("leaving", request -> signIn.signingOut(request, departure()));
        pages.put("ticket", request -> signIn.refused(request, refusal(Reason.TICKET_INVALID)));
        pages.put("denied", request -> signIn.refused(request, refusal(Reason.TRUST_DENIES)));
        pages.putAll(new AdminGallery(frame, now).pages());
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

    private Answer picker(Request request, List<Picker.AccountGroup> accounts) {
        Words words = frame.words(request.headers());
        Shell shell = frame.signedIn(words, words.of("picker.title"), "roles", ALICE);
        return Frame.page(Pages.picker(shell, new Picker(accounts), ALICE.csrf()), words);
    }

    private List<Picker.AccountGroup> accounts() {
        return List.of(
                new Picker.AccountGroup(
                        "prod",
                        "111122223333",
                        Picker.Environment.PRODUCTION,
                        List.of(
                                card("prod", "Auditor", "Reads logs and settings; sees no customer data", 8),
                                card("prod", "BreakGlass", "Everything, for emergencies; each use is looked at", 1),
                                card("prod", "ReadOnly", "Looks at everything, changes nothing", 12))),
                new Picker.AccountGroup(
                        "staging",
                        "222233334444",
                        Picker.Environment.STAGING,
                        List.of(card("staging", "Deployer", "Rolls releases out and back", 4))),
                new Picker.AccountGroup(
                        "sandbox",
                        "333344445555",
                        Picker.Environment.DEVELOPMENT,
                        List.of(
                                card("sandbox", "Developer", "Builds and breaks things", 12),
                                card("sandbox", "Guest", "", 1))));
    }

    private Picker.RoleCard card(String account, String role, String description, int hours) {
        Words words = new Dictionary().in(Language.ENGLISH);
        List<Picker.Length> lengths = IntStream.of(1, 2, 4, 8, 12)
                .filter(length -> length <= hours)
                .mapToObj(Duration::ofHours)
                .map(length -> new Picker.Length(length.toSeconds(), words.length(length), length.toHours() == 1))
                .toList();
        return new Picker.RoleCard(
                account + "/" + role, role, description, lengths, WhyEndpoint.link(account + "/" + role));
    }

    private Answer taken(Request request) {
        Words words = frame.words(request.headers());
        Instant end = now.plus(Duration.ofHours(1)).plusSeconds(20);
        String secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
        String text = "export AWS_ACCESS_KEY_ID='ASIAEXAMPLE234567AB'\nexport AWS_SECRET_ACCESS_KEY='" + secret
                + "'\nexport AWS_SESSION_TOKEN='" + "x".repeat(700) + "'";
        var forms = IntStream.range(0, 4)
                .mapToObj(i -> new Taken.Snippet(
                        List.of("shell", "powershell", "profile", "json").get(i), text))
                .toList();
        var taken = new Taken(
                "ASIAEXAMPLE234567AB",
                "ReadOnly",
                "prod",
                "prod-ReadOnly",
                words.length(Duration.ofHours(1)),
                end,
                words.moment(end),
                forms);
        Shell shell = frame.signedIn(words, words.of("taken.title", "ReadOnly"), "", ALICE);
        return Frame.page(Pages.taken(shell, taken, ALICE.csrf()), words);
    }

    private Answer holdings(Request request, List<Holdings.RoleSession> roles) {
        Words words = frame.words(request.headers());
        var holdings = new Holdings(
                roles,
                List.of(
                        new Holdings.Browser(
                                "bs-1", "Firefox, Linux", "192.0.2.17", ago(90, words), ago(0, words), true),
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
