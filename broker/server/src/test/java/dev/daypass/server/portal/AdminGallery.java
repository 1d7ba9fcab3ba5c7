package dev.daypass.server.portal;

import dev.daypass.core.provider.ProviderSettings;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Body;
import dev.daypass.server.http.Request;
import dev.daypass.server.portal.view.AdminAudit;
import dev.daypass.server.portal.view.AdminPlace;
import dev.daypass.server.portal.view.AdminProviders;
import dev.daypass.server.portal.view.AdminSession;
import dev.daypass.server.portal.view.AdminSessions;
import dev.daypass.server.portal.view.AdminStart;
import dev.daypass.server.portal.view.AdminStory;
import dev.daypass.server.portal.view.Forbidden;
import dev.daypass.server.portal.view.Holdings.Moment;
import dev.daypass.server.portal.view.Shell;
import dev.daypass.server.portal.view.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The pages of the administration, filled. */
final class AdminGallery {
    private static final Shell.Person DORA =
            new Shell.Person("Dora Drake", "corp-saml", "the-csrf-token", List.of(AdminPlace.values()), true);
    private static final String ID = "ASIAEXAMPLE234567AB";
    private static final String LINE = "{\"sequence\":4711,\"node\":\"broker-1\",\"previous\":\"" + "0".repeat(64)
            + "\",\"at\":\"2026-11-30T11:09:31.545Z\",\"kind\":\"ASSUME_ROLE\",\"outcome\":\"GRANTED\"}";

    private final Frame frame;
    private final Instant now;

    AdminGallery(Frame frame, Instant now) {
        this.frame = frame;
        this.now = now;
    }

    Map<String, Function<Request, Answer>> pages() {
        var pages = new LinkedHashMap<String, Function<Request, Answer>>();
        pages.put(
                "admin",
                page("", (shell, words) -> Pages.adminStart(shell, new AdminStart(List.of(AdminPlace.values())))));
        pages.put(
                "admin-sessions",
                page(
                        AdminPlace.SESSIONS.place(),
                        (shell, words) -> Pages.adminSessions(shell, sessions(words, false, 25), DORA.csrf())));
        pages.put(
                "admin-sign-ins",
                page(
                        AdminPlace.SESSIONS.place(),
                        (shell, words) -> Pages.adminSessions(shell, sessions(words, true, 2), DORA.csrf())));
        pages.put(
                "admin-sessions-confined",
                page(
                        AdminPlace.SESSIONS.place(),
                        (shell, words) -> Pages.adminSessions(shell, sessions(words, false, 3), DORA.csrf())));
        pages.put(
                "admin-sessions-none",
                page(
                        AdminPlace.SESSIONS.place(),
                        (shell, words) -> Pages.adminSessions(shell, sessions(words, false, 0), DORA.csrf())));
        pages.put(
                "admin-session",
                page(
                        AdminPlace.SESSIONS.place(),
                        (shell, words) -> Pages.adminSession(shell, session(words), DORA.csrf())));
        pages.put(
                "admin-audit",
                page(AdminPlace.AUDIT.place(), (shell, words) -> Pages.adminAudit(shell, audit(words, "good"))));
        pages.put(
                "admin-audit-broken",
                page(AdminPlace.AUDIT.place(), (shell, words) -> Pages.adminAudit(shell, audit(words, "bad"))));
        pages.put(
                "admin-audit-stopped",
                page(AdminPlace.AUDIT.place(), (shell, words) -> Pages.adminAudit(shell, stopped(words))));
        pages.put(
                "admin-story", page(AdminPlace.AUDIT.place(), (shell, words) -> Pages.adminStory(shell, story(words))));
        pages.put(
                "admin-providers",
                page(
                        AdminPlace.PROVIDERS.place(),
                        (shell, words) -> Pages.adminProviders(shell, new AdminProviders(providers(words)))));
        pages.put("admin-forbidden", this::forbidden);
        return pages;
    }

    private Function<Request, Answer> page(String place, BiFunction<Shell, Words, Body> body) {
        return request -> {
            Words words = frame.words(request.headers());
            String shown = place.isEmpty() ? Shell.ADMINISTRATION : place;
            return Frame.page(body.apply(frame.signedIn(words, words.of("admin.title"), shown, DORA), words), words);
        };
    }

    private Answer forbidden(Request request) {
        Words words = frame.words(request.headers());
        var view = new Forbidden(
                "daypass:ListSessions",
                "arn:daypass:daypass:::admin/sessions",
                List.of(new Forbidden.Role("prod/Administrator", "Administers the broker in the browser.")));
        Shell shell = frame.forbidden(words, words.of("forbidden.title"), DORA, "0b46b551-0c44-4bd4-885e-b49cdbcca379");
        return Frame.page(Pages.forbidden(shell, view, DORA.csrf()), words);
    }

    private AdminSessions sessions(Words words, boolean signIns, int count) {
        var filter = new AdminSessions.Filter("", "", "", "", "", "", List.of("corp-saml", "corp-directory"));
        List<AdminSessions.Row> rows = IntStream.range(0, count)
                .mapToObj(i -> new AdminSessions.Row(
                        signIns ? "bs-" + i : ID,
                        "/admin/sessions/" + ID,
                        i == 1
                                ? "a-person-with-a-rather-long-name@department.corp.example.com"
                                : "alice@corp.example.com",
                        i % 7 == 6 ? "" : "corp-saml",
                        signIns ? "Firefox, Linux" : "prod/ReadOnly",
                        signIns ? "192.0.2.17" : "",
                        i % 3,
                        ago(5 + i, words),
                        ago(-55, words),
                        i != 2))
                .toList();
        return new AdminSessions(
                signIns,
                count == 3,
                filter,
                rows,
                count > 3 ? "/admin/sessions?after=1~a" : "",
                count == 2
                        ? Optional.of(new AdminSessions.EndAll("subject", "alice@corp.example.com", "corp-saml"))
                        : Optional.empty(),
                count == 2 ? ID : "");
    }

    private AdminSession session(Words words) {
        Moment since = ago(5, words);
        return new AdminSession(
                ID,
                "prod/ReadOnly",
                List.of(
                        new AdminSession.Fact("live.subject", "alice@corp.example.com", Optional.empty()),
                        new AdminSession.Fact("live.provider", "corp-saml", Optional.empty()),
                        new AdminSession.Fact(
                                "live.arn",
                                "arn:daypass:sts::111122223333:assumed-role/ReadOnly/alice@corp.example.com",
                                Optional.empty()),
                        new AdminSession.Fact("live.since", since.text(), Optional.of(since))),
                List.of(new AdminSession.Link(words.of("live.signIn"), "bs-1", "/admin/sessions/bs-1")),
                List.of(new AdminSession.Link("prod/Chained", "ASIAEXAMPLE234567AC", "/admin/sessions/x")),
                List.of(
                        new AdminSessions.EndAll("subject", "alice@corp.example.com", "corp-saml"),
                        new AdminSessions.EndAll("role", "prod/ReadOnly", "")),
                "/admin/audit?text=" + ID,
                Optional.of(new AdminSession.Minted(List.of("engineers-read-reports"), "192.0.2.17", "/admin/audit/x")),
                true);
    }

    private AdminAudit audit(Words words, String chain) {
        boolean broken = chain.equals("bad");
        var filter = new AdminAudit.Filter(
                "",
                "",
                "",
                broken ? "" : "alice",
                "",
                "",
                broken ? "" : "2026-11-29T11:09",
                "",
                "",
                List.of("ASSUME_ROLE", "SIGN_IN"),
                List.of("RULE_DENIES"));
        List<AdminAudit.Row> rows = IntStream.range(0, broken ? 7 : 25)
                .mapToObj(i -> row(words, i, i % 4 != 3, broken))
                .toList();
        var span = new AdminAudit.Span(
                words.of("trail.span", words.moment(now.minus(Duration.ofDays(1)))),
                List.of(
                        new AdminAudit.Way(words.of("trail.span.days", 7), "/admin/audit?from=7"),
                        new AdminAudit.Way(words.of("trail.span.days", 30), "/admin/audit?from=30"),
                        new AdminAudit.Way(words.of("trail.span.days", 365), "/admin/audit?from=365")));
        return new AdminAudit(
                filter,
                chain(words, chain),
                broken ? Optional.empty() : Optional.of(span),
                false,
                rows,
                broken ? "" : "/admin/audit?after=1~1~a",
                "/admin/audit-export",
                "/admin/audit-export");
    }

    private static AdminAudit.Chain chain(Words words, String style) {
        return style.equals("good")
                ? new AdminAudit.Chain(style, words.of("trail.chain.holds", 4711, "30 Nov"), List.of())
                : new AdminAudit.Chain(
                        style,
                        words.of("trail.chain.broken", "30 Nov"),
                        List.of("broker-2, table: entry 17 was changed: its content and its hash differ"));
    }

    private AdminAudit stopped(Words words) {
        AdminAudit audit = audit(words, "good");
        return new AdminAudit(
                audit.filter(),
                new AdminAudit.Chain(
                        "",
                        words.of("trail.chain.failed", "30 Nov", "30 Nov"),
                        List.of(words.of("trail.chain.holds", 4711, "30 Nov"))),
                audit.span(),
                true,
                List.of(),
                "",
                audit.jsonLines(),
                audit.csv());
    }

    private AdminAudit.Row row(Words words, int i, boolean granted, boolean doubtful) {
        return new AdminAudit.Row(
                ago(i, words),
                "ASSUME_ROLE",
                granted,
                words.of(
                        "trail.assume_role." + (granted ? "granted" : "refused"),
                        "alice@corp.example.com",
                        "role/ReadOnly",
                        "corp-saml"),
                granted ? "" : "RULE_DENIES",
                i == 5 ? "" : "/admin/audit/0b46b551-0c44-4bd4-885e-b49cdbcca379",
                !doubtful || i == 0 ? "" : words.of(i % 2 == 0 ? "trail.doubt.broken" : "trail.doubt.notVerified"));
    }

    private AdminStory story(Words words) {
        var chapter = new AdminStory.Chapter(
                row(words, 3, true, false),
                "4711 · broker-1",
                List.of(
                        new AdminStory.Fact("subject", "alice@corp.example.com"),
                        new AdminStory.Fact("role", "arn:daypass:iam::111122223333:role/ReadOnly"),
                        new AdminStory.Fact("rules", "engineers-read-reports")),
                LINE,
                List.of(
                        new AdminStory.Related(words.of("trail.toSession"), "/admin/sessions/" + ID),
                        new AdminStory.Related(words.of("trail.samePerson"), "/admin/audit?person=alice")));
        return new AdminStory("0b46b551-0c44-4bd4-885e-b49cdbcca379", chain(words, "good"), List.of(chapter, chapter));
    }

    private List<AdminProviders.Row> providers(Words words) {
        return List.of(
                provider(words, ProviderSettings.Kind.SAML, "corp-saml", 12, Optional.empty()),
                provider(words, ProviderSettings.Kind.OIDC, "partner", 400, Optional.of("the key set answers 503")),
                provider(words, ProviderSettings.Kind.DIRECTORY, "corp-ad", 400, Optional.empty()));
    }

    private AdminProviders.Row provider(
            Words words, ProviderSettings.Kind kind, String name, int days, Optional<String> problem) {
        boolean directory = kind == ProviderSettings.Kind.DIRECTORY;
        var report = new ProviderReport(
                name,
                kind,
                true,
                true,
                directory ? Optional.empty() : Optional.of(now.minus(Duration.ofHours(2))),
                directory ? Optional.empty() : Optional.of(now.plus(Duration.ofDays(7))),
                kind == ProviderSettings.Kind.SAML ? Optional.of(now.plus(Duration.ofDays(days))) : Optional.empty(),
                kind == ProviderSettings.Kind.OIDC ? Optional.of(2) : Optional.empty(),
                directory
                        ? List.of(
                                new ProviderReport.Server(
                                        "ldaps://dc1.corp.example.com", Optional.of(true), now, Optional.empty()),
                                new ProviderReport.Server(
                                        "ldaps://dc2.corp.example.com",
                                        Optional.of(false),
                                        now,
                                        Optional.of("connection refused")))
                        : List.of(),
                problem);
        return AdminProvidersEndpoint.row(report, Optional.of(now.minus(Duration.ofMinutes(3))), now, words);
    }

    private Moment ago(long minutes, Words words) {
        return AdminSessionsEndpoint.moment(now.minus(Duration.ofMinutes(minutes)), words);
    }
}
