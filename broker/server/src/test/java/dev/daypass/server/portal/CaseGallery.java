package dev.daypass.server.portal;

import dev.daypass.core.config.Configuration;
import dev.daypass.core.config.ConfigurationReader;
import dev.daypass.core.config.form.Reading.Strictness;
import dev.daypass.core.explain.Explainer;
import dev.daypass.core.explain.Explanation;
import dev.daypass.core.explain.Imagined;
import dev.daypass.core.identity.Attributes;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.insight.AccessCase;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.policy.ConditionContext;
import dev.daypass.core.policy.Decision;
import dev.daypass.core.principal.ProvisionalIds;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.signin.ProofInspection.Check;
import dev.daypass.core.signin.ProofInspection.Stage;
import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.server.configfile.ConfigDirectory;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Request;
import dev.daypass.server.portal.view.AdminPlace;
import dev.daypass.server.portal.view.Inquiry;
import dev.daypass.server.portal.view.Inquiry.Choice;
import dev.daypass.server.portal.view.Shell;
import dev.daypass.server.portal.view.Trial;
import dev.daypass.server.portal.view.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The explainer and the rule tester, with what the sample configuration makes of Alice. */
final class CaseGallery {
    private static final String CLAIMS = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/";
    private static final String GROUPS = "http://schemas.microsoft.com/ws/2008/06/identity/claims/groups";

    private final Frame frame;
    private final Shell.Person person;
    private final Explainer explainer;
    private final Snapshot snapshot = sample();

    CaseGallery(Frame frame, Shell.Person person, Instant now) {
        this.frame = frame;
        this.person = new Shell.Person(person.name(), person.provider(), person.csrf(), List.of(AdminPlace.values()));
        this.explainer = new Explainer(Clock.fixed(now, ZoneOffset.UTC));
    }

    private static Snapshot sample() {
        try {
            var directory = new ConfigDirectory(Path.of("../../config"), name -> Optional.empty());
            Configuration read = ConfigurationReader.read(directory.read(), Strictness.CHECK);
            return read.snapshot(new ProvisionalIds()).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, Function<Request, Answer>> pages() {
        Map<String, Function<Request, Answer>> pages = new LinkedHashMap<>();
        pages.put("explainer", request -> explainer(request, Optional.empty(), Optional.of(alice())));
        pages.put("explainer-ask", request -> explainer(request, Optional.empty(), Optional.empty()));
        pages.put(
                "explainer-problem",
                request -> explainer(request, Optional.of("This cannot be explained: no JSON"), Optional.empty()));
        pages.put("explainer-refused", request -> explainer(request, Optional.empty(), Optional.of(refused())));
        pages.put("rules", request -> rules(request, changes(), List.of()));
        pages.put("rules-mistakes", request -> rules(request, Optional.empty(), mistakes()));
        return pages;
    }

    private Answer explainer(Request request, Optional<String> problem, Optional<AccessCase> about) {
        Words words = frame.words(request.headers());
        Shell shell = frame.signedIn(words, words.of("explain.title"), AdminPlace.EXPLAIN.place(), person);
        var ask = new Inquiry.Ask(
                List.of(
                        new Choice("1", "Alice Example · corp-saml · 30 Nov 2026, 11:58 UTC", about.isPresent()),
                        new Choice("2", "Bob Builder · corp-oidc · 30 Nov 2026, 11:40 UTC", false)),
                true,
                List.of(new Choice("corp-saml", "corp-saml", false), new Choice("corp-oidc", "corp-oidc", false)),
                "",
                "",
                about.isPresent() ? "reports:Get" : "",
                about.isPresent() ? "arn:daypass:reports:::board/q3" : "");
        var inquiry = new Inquiry(
                ask, problem, about.map(one -> new CaseWords(words).of(one, words.of("explain.source.recorded"))));
        return Frame.page(Pages.explain(shell, inquiry, person.csrf()), words);
    }

    private AccessCase alice() {
        Map<String, List<String>> sent = new LinkedHashMap<>();
        sent.put(CLAIMS + "emailaddress", List.of("alice@corp.example.com"));
        sent.put(GROUPS, List.of("Engineers", "data", "On call"));
        sent.put("department", List.of("Research and Development"));
        Provider provider = snapshot.provider(new ProviderId("corp-saml")).orElseThrow();
        var somebody = new Imagined(provider, "alice@corp.example.com", Attributes.ofTexts(sent));
        Explanation explanation = explainer.explain(somebody, snapshot);
        Map<String, Decision> decisions = new LinkedHashMap<>();
        explanation.roles().forEach(report -> report.session()
                .ifPresent(session -> decisions.put(
                        report.role(),
                        explainer.decide(
                                session,
                                "reports:Get",
                                "arn:daypass:reports:::board/q3",
                                ConditionContext.empty(),
                                snapshot))));
        return new AccessCase(
                provider.id(),
                somebody.subject(),
                List.of(
                        new Check(Stage.PROVIDER, Optional.empty()),
                        new Check(Stage.SUBJECT, Optional.empty()),
                        new Check(Stage.ATTRIBUTES, Optional.empty()),
                        new Check(Stage.REQUIREMENT, Optional.empty())),
                somebody.attributes(),
                explanation.user().names().stream()
                        .collect(Collectors.toMap(
                                name -> name,
                                name -> new AccessCase.Origin(provider.mapping().origins(name), Optional.empty()))),
                Optional.of(new Explanation(
                        List.of(), Optional.empty(), explanation.user(), explanation.rules(), explanation.roles())),
                decisions);
    }

    private static AccessCase refused() {
        var refusal = new Refusal(Reason.SIGNATURE_INVALID, "no", "S20: the signature is not of this provider's keys");
        return new AccessCase(
                new ProviderId("corp-saml"),
                "",
                List.of(
                        new Check(Stage.FORM, Optional.empty()),
                        new Check(Stage.PROVIDER, Optional.empty()),
                        new Check(Stage.CONTENT, Optional.of(refusal))),
                Attributes.none(),
                Map.of(),
                Optional.empty(),
                Map.of());
    }

    private Answer rules(Request request, Optional<Trial.Comparison> comparison, List<Trial.Mistake> mistakes) {
        Words words = frame.words(request.headers());
        Shell shell = frame.signedIn(words, words.of("trial.title"), AdminPlace.RULES.place(), person);
        String text = """
                # ==== rules/engineering.yaml ====
                - name: engineers-read-prod
                  providers: [corp-saml, corp-oidc, corp-ad]
                  when: '"Engineers" in user.groups'
                  roles: [prod/ReadOnly]
                """;
        Optional<String> problem = mistakes.isEmpty() ? Optional.empty() : Optional.of(words.of("trial.mistakes"));
        return Frame.page(
                Pages.rules(shell, new Trial(text, 412, problem, mistakes, comparison), person.csrf()), words);
    }

    private static Optional<Trial.Comparison> changes() {
        return Optional.of(new Trial.Comparison(
                "2 people gain, 1 person loses, of 412 people.",
                "",
                List.of(new Trial.Role(
                        "prod/ReadOnly",
                        "+2 −1",
                        List.of(
                                new Trial.Change(true, "Bob Builder", "corp-oidc", "by engineers-read-prod", "/x"),
                                new Trial.Change(true, "Dana Developer", "corp-saml", "by engineers-read-prod", "/x"),
                                new Trial.Change(
                                        false,
                                        "Carl Contractor",
                                        "corp-saml",
                                        "taken away by contractors-stay-out",
                                        "/x")),
                        0)),
                false));
    }

    private static List<Trial.Mistake> mistakes() {
        return List.of(
                new Trial.Mistake(
                        "rules/engineering.yaml:4:14", true, "unknown attribute `group`", "did you mean `groups`?"),
                new Trial.Mistake("rules/engineering.yaml:2:9", false, "the rule `engineers` is never met", "drop it"));
    }
}
