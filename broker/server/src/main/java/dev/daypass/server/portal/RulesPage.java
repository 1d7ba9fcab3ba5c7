package dev.daypass.server.portal;

import dev.daypass.core.administration.AdminAction;
import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.insight.RecordedSignIns;
import dev.daypass.core.insight.RuleTrial;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Body;
import dev.daypass.server.http.Form;
import dev.daypass.server.http.Protocol;
import dev.daypass.server.http.Route;
import dev.daypass.server.portal.AdministrationGate.Visit;
import dev.daypass.server.portal.view.AdminPlace;
import dev.daypass.server.portal.view.Shell;
import dev.daypass.server.portal.view.Trial;
import dev.daypass.server.portal.view.Words;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * The rule tester at {@code /admin/rules}: who gains and who loses by other rules, by what people last signed in with.
 * Nothing is saved: what is good goes into files by whoever keeps them. Safe for several threads; tries one text at a
 * time.
 */
final class RulesPage {
    private static final Duration TIME = Duration.ofSeconds(5);
    private static final int AT_ONCE = 500;
    private static final String YAML = "text/yaml;charset=utf-8";

    private final AdministrationGate gate;
    private final Core core;
    private final Frame frame;
    private final Semaphore turn = new Semaphore(1);

    /** What it stands on. */
    record Core(RuleDrafts drafts, RuleTrial trial, RecordedSignIns signIns, AuditSink audit) {}

    RulesPage(AdministrationGate gate, Core core, Frame frame) {
        this.gate = gate;
        this.core = core;
        this.frame = frame;
    }

    List<Route> routes(Protocol protocol) {
        return List.of(
                gate.page("/admin/rules", AdminAction.TEST_RULES, protocol, this::show),
                gate.question("/admin/rules", AdminAction.TEST_RULES, protocol, this::tried));
    }

    private Outcome<Answer> show(Visit visit) {
        String text = RuleText.of(core.drafts().files());
        return Outcome.granted(page(trial(text, Optional.empty(), List.of(), Optional.empty()), visit));
    }

    private Outcome<Answer> tried(Visit visit, Form form) {
        String text = form.get("rules").orElse("");
        if (form.get("do").filter("yaml"::equals).isPresent()) {
            return Outcome.granted(file("rules.yaml", text.replace("\r\n", "\n")));
        }
        if (!turn.tryAcquire()) {
            return busy(visit);
        }
        try {
            return Outcome.granted(compared(text, form.get("do").orElse(""), visit));
        } finally {
            turn.release();
        }
    }

    private Outcome<Answer> busy(Visit visit) {
        var refusal = new Refusal(
                Reason.THROTTLED, "Rules are being tried already; wait a moment", "another trial is under way");
        core.audit()
                .append(visit.context()
                        .facts()
                        .put("action", AdminAction.TEST_RULES.iamName())
                        .put("by", visit.administrator().by())
                        .refused(AuditEvent.Kind.EXPLANATION, refusal));
        return Outcome.refused(refusal);
    }

    private Answer compared(String text, String wanted, Visit visit) {
        Words words = frame.words(visit.request().headers());
        RuleDrafts.Draft draft = core.drafts().draft(RuleText.files(text));
        List<Trial.Mistake> mistakes = TrialWords.mistakes(draft.findings());
        if (draft.snapshot().isEmpty()) {
            tell(visit, "mistakes", draft.findings().size(), 0);
            return page(trial(text, Optional.of(words.of("trial.mistakes")), mistakes, Optional.empty()), visit);
        }
        RuleTrial.Result result = core.trial()
                .compare(
                        place -> core.signIns().page(place, AT_ONCE),
                        draft.snapshot().get(),
                        visit.context(),
                        TIME);
        tell(visit, "compared", result.gains().size(), result.losses().size());
        if (wanted.equals("tests")) {
            return file("rule-tester.yaml", new TestFixture().of(result));
        }
        var comparison = new TrialWords(words).of(result, core.signIns().count());
        return page(trial(text, Optional.empty(), mistakes, Optional.of(comparison)), visit);
    }

    private void tell(Visit visit, String outcome, int first, int second) {
        var facts = visit.context()
                .facts()
                .put("action", AdminAction.TEST_RULES.iamName())
                .put("by", visit.administrator().by());
        if (outcome.equals("mistakes")) {
            facts.put("findings", Integer.toString(first));
        } else {
            facts.put("gains", Integer.toString(first)).put("losses", Integer.toString(second));
        }
        core.audit().append(facts.granted(AuditEvent.Kind.EXPLANATION));
    }

    private Trial trial(
            String text,
            Optional<String> problem,
            List<Trial.Mistake> mistakes,
            Optional<Trial.Comparison> comparison) {
        return new Trial(text, core.signIns().count(), problem, mistakes, comparison);
    }

    private Answer page(Trial trial, Visit visit) {
        Words words = frame.words(visit.request().headers());
        Shell shell =
                frame.signedIn(words, words.of("trial.title"), AdminPlace.RULES.place(), People.person(visit.who()));
        return Frame.page(Pages.rules(shell, trial, visit.who().csrf()), words);
    }

    private static Answer file(String name, String text) {
        return Answer.ok(YAML, Body.of(text.getBytes(StandardCharsets.UTF_8)))
                .with("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .with("X-Content-Type-Options", "nosniff");
    }
}
