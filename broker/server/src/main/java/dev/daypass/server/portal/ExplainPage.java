package dev.daypass.server.portal;

import dev.daypass.core.administration.AdminAction;
import dev.daypass.core.explain.Imagined;
import dev.daypass.core.identity.Attributes;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.insight.AccessCase;
import dev.daypass.core.insight.AccessExplainer;
import dev.daypass.core.insight.RecordedSignIn;
import dev.daypass.core.insight.RecordedSignIns;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Body;
import dev.daypass.server.http.Form;
import dev.daypass.server.http.Protocol;
import dev.daypass.server.http.ReasonStatus;
import dev.daypass.server.http.Route;
import dev.daypass.server.portal.AdministrationGate.Visit;
import dev.daypass.server.portal.view.AdminPlace;
import dev.daypass.server.portal.view.Inquiry;
import dev.daypass.server.portal.view.Inquiry.Choice;
import dev.daypass.server.portal.view.Shell;
import dev.daypass.server.portal.view.Words;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The access explainer at {@code /admin/explain}: of a recorded sign-in, of a Response or token that is pasted, or of
 * attributes. Nothing is issued and nothing is spent. Safe for several threads.
 */
final class ExplainPage {
    private static final int MOST_RECENT = 100;
    private static final int MOST_PARAMETERS = 1;

    private final AdministrationGate gate;
    private final AccessExplainer explainer;
    private final RecordedSignIns signIns;
    private final Frame frame;

    ExplainPage(AdministrationGate gate, AccessExplainer explainer, RecordedSignIns signIns, Frame frame) {
        this.gate = gate;
        this.explainer = explainer;
        this.signIns = signIns;
        this.frame = frame;
    }

    List<Route> routes(Protocol protocol) {
        return List.of(
                gate.page("/admin/explain", AdminAction.EXPLAIN, protocol, this::ask),
                gate.question("/admin/explain", AdminAction.EXPLAIN, protocol, this::explain));
    }

    /** What stands in the form. */
    private record Sent(String recent, String provider, String text, String subject, String action, String resource) {
        static Sent nothing(String recent) {
            return new Sent(recent, "", "", "", "", "");
        }

        static Sent of(Form form) {
            return new Sent(
                    field("recent", form),
                    field("provider", form),
                    field("text", form),
                    field("subject", form),
                    field("action", form),
                    field("resource", form));
        }

        private static String field(String name, Form form) {
            return form.get(name).map(String::strip).orElse("");
        }

        AccessExplainer.Question question(Visit visit) {
            Optional<String> asked = Optional.of(action).filter(text -> !text.isEmpty());
            return new AccessExplainer.Question(visit.administrator().by(), asked, resource.isEmpty() ? "*" : resource);
        }

        @Override
        public String toString() {
            return "Sent[***]";
        }
    }

    private Outcome<Answer> ask(Visit visit) {
        String recent = Form.read(visit.request().target().query(), MOST_PARAMETERS)
                .fold(form -> form.get("recent").orElse(""), refusal -> "");
        return Outcome.granted(
                Frame.page(page(Sent.nothing(recent), Optional.empty(), Optional.empty(), visit), words(visit)));
    }

    private Outcome<Answer> explain(Visit visit, Form form) {
        Sent sent = Sent.of(form);
        Words words = words(visit);
        Outcome<Inquiry.Finding> finding = sent.text().isEmpty()
                ? recorded(sent, visit, words)
                : Pasted.of(sent.text()).then(pasted -> pasted(pasted, sent, visit, words));
        return Outcome.granted(finding.fold(
                found -> Frame.page(page(sent, Optional.empty(), Optional.of(found), visit), words), refusal -> {
                    explainer.refused(refusal, sent.question(visit), visit.context());
                    String problem = words.of("explain.problem", refusal.publicMessage());
                    return Frame.refused(
                            ReasonStatus.of(refusal.reason()),
                            page(sent, Optional.of(problem), Optional.empty(), visit),
                            words,
                            RefusalPages.mark(refusal));
                }));
    }

    private Outcome<Inquiry.Finding> recorded(Sent sent, Visit visit, Words words) {
        if (sent.recent().isEmpty()) {
            return unasked(words.of("explain.problem.nothing"));
        }
        return explainer
                .recorded(sent.recent(), sent.question(visit), visit.context())
                .map(about -> new CaseWords(words).of(about, words.of("explain.source.recorded")));
    }

    private Outcome<Inquiry.Finding> pasted(Pasted pasted, Sent sent, Visit visit, Words words) {
        Optional<ProviderId> named =
                Optional.of(sent.provider()).filter(name -> !name.isEmpty()).map(ProviderId::new);
        if (pasted.proof().isPresent()) {
            AccessCase about = explainer.pasted(pasted.proof().get(), named, sent.question(visit), visit.context());
            return Outcome.granted(new CaseWords(words).of(about, words.of("explain.source.pasted")));
        }
        Optional<Provider> provider = named.flatMap(visit.context().snapshot()::provider);
        if (provider.isEmpty()) {
            return unasked(words.of("explain.problem.provider"));
        }
        Imagined somebody = somebody(provider.get(), pasted.attributes().orElseGet(Attributes::none), sent.subject());
        return Outcome.granted(new CaseWords(words)
                .of(
                        explainer.imagined(somebody, sent.question(visit), visit.context()),
                        words.of("explain.source.attributes")));
    }

    /** As the command line reads it: {@code subject}, else {@code sub}, names the person. */
    private static Imagined somebody(Provider provider, Attributes attributes, String subject) {
        String name = Stream.of("subject", "sub")
                .flatMap(key -> attributes.texts(key).stream())
                .findFirst()
                .orElse("somebody");
        var others = new LinkedHashMap<>(attributes.asMap());
        others.remove("subject");
        return new Imagined(provider, subject.isEmpty() ? name : subject, Attributes.of(others));
    }

    private static <T> Outcome<T> unasked(String message) {
        return Outcome.refused(Reason.PARAMETER_MISSING, message, message);
    }

    private Words words(Visit visit) {
        return frame.words(visit.request().headers());
    }

    private Body page(Sent sent, Optional<String> problem, Optional<Inquiry.Finding> finding, Visit visit) {
        Words words = words(visit);
        var inquiry = new Inquiry(form(sent, visit, words), problem, finding);
        Shell shell = frame.signedIn(
                words, words.of("explain.title"), AdminPlace.EXPLAIN.place(), People.person(visit.who()));
        return Pages.explain(shell, inquiry, visit.who().csrf());
    }

    private Inquiry.Ask form(Sent sent, Visit visit, Words words) {
        boolean attributes = sent.text().startsWith("{");
        return new Inquiry.Ask(
                signIns.newest(MOST_RECENT).stream()
                        .map(recorded -> choice(recorded, sent.recent(), words))
                        .toList(),
                signIns.areKept(),
                providers(visit.context().snapshot(), sent.provider()),
                attributes ? sent.text() : "",
                sent.subject(),
                sent.action(),
                sent.resource());
    }

    private static Choice choice(RecordedSignIn recorded, String chosen, Words words) {
        String text = People.name(recorded.identity()) + " · "
                + recorded.identity().provider() + " · " + words.moment(recorded.at());
        return new Choice(recorded.id(), text, recorded.id().equals(chosen));
    }

    private static List<Choice> providers(Snapshot snapshot, String chosen) {
        return snapshot.providers().stream()
                .map(provider -> provider.id().name())
                .sorted(Comparator.naturalOrder())
                .map(name -> new Choice(name, name, name.equals(chosen)))
                .toList();
    }
}
