package dev.daypass.server.portal;

import dev.daypass.core.insight.RuleTrial;
import dev.daypass.core.source.Finding;
import dev.daypass.server.portal.view.Trial;
import dev.daypass.server.portal.view.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Puts what came of a trial into words. Immutable. */
final class TrialWords {
    private static final int MOST_CHANGES = 100;

    private final Words words;

    TrialWords(Words words) {
        this.words = words;
    }

    Trial.Comparison of(RuleTrial.Result result, int recorded) {
        Map<String, List<Trial.Change>> byRole = new TreeMap<>();
        result.gains().forEach(change -> add(change, true, byRole));
        result.losses().forEach(change -> add(change, false, byRole));
        boolean nothing = byRole.isEmpty();
        return new Trial.Comparison(
                nothing
                        ? words.of("trial.nobody", result.looked())
                        : words.of(
                                "trial.summary",
                                words.count("trial.gain", people(result.gains())),
                                words.count("trial.lose", people(result.losses())),
                                result.looked()),
                result.whole() ? "" : words.of("trial.partly", result.looked(), recorded),
                byRole.entrySet().stream()
                        .map(entry -> role(entry.getKey(), entry.getValue()))
                        .toList(),
                nothing);
    }

    private static int people(List<RuleTrial.Change> changes) {
        Set<String> people = new LinkedHashSet<>();
        changes.forEach(change -> people.add(change.person().id()));
        return people.size();
    }

    private void add(RuleTrial.Change change, boolean gains, Map<String, List<Trial.Change>> byRole) {
        var identity = change.person().identity();
        String rules = String.join(", ", change.rules());
        String key = gains ? "trial.by" : change.takenAway() ? "trial.takenBy" : "trial.noLonger";
        byRole.computeIfAbsent(change.role(), role -> new ArrayList<>())
                .add(new Trial.Change(
                        gains,
                        People.name(identity),
                        identity.provider().name(),
                        words.of(key, rules),
                        "/admin/explain?recent=" + change.person().id()));
    }

    private Trial.Role role(String name, List<Trial.Change> changes) {
        long gains = changes.stream().filter(Trial.Change::gains).count();
        List<Trial.Change> shown = changes.stream()
                .sorted(Comparator.comparing((Trial.Change change) -> !change.gains())
                        .thenComparing(Trial.Change::person))
                .limit(MOST_CHANGES)
                .toList();
        return new Trial.Role(
                name, words.of("trial.counts", gains, changes.size() - gains), shown, changes.size() - shown.size());
    }

    /** What is wrong, errors first; of other files than rules, errors alone. */
    static List<Trial.Mistake> mistakes(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> isError(finding) || finding.source().file().startsWith("rules/"))
                .sorted(Comparator.comparing(finding -> !isError(finding)))
                .map(finding -> new Trial.Mistake(
                        finding.source().toString(),
                        isError(finding),
                        finding.message(),
                        finding.cure().orElse("")))
                .toList();
    }

    private static boolean isError(Finding finding) {
        return finding.severity() == Finding.Severity.ERROR;
    }
}
