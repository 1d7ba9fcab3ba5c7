package dev.daypass.server.portal;

import dev.daypass.core.identity.Attributes;
import dev.daypass.core.insight.OwnAnswer;
import dev.daypass.server.portal.view.Why;
import dev.daypass.server.portal.view.Why.Mark;
import dev.daypass.server.portal.view.Words;
import java.util.List;
import java.util.Optional;

/** Puts an answer about somebody's own access into words. Immutable. */
final class WhyWords {
    private static final int MOST_VALUES = 25;

    private final Words words;

    WhyWords(Words words) {
        this.words = words;
    }

    Why of(OwnAnswer answer, String provider, String reference) {
        return new Why(
                answer.role(),
                answer.description(),
                answer.length().map(words::length),
                provider,
                answer.steps().stream().map(step -> step(step, provider)).toList(),
                answer.rules().stream().map(this::rule).toList(),
                known(answer.user()),
                reference);
    }

    private Why.Step step(OwnAnswer.Step step, String provider) {
        String gate =
                switch (step.gate()) {
                    case GIVEN -> "given";
                    case LEFT -> "left";
                    case TRUSTED -> "trusted";
                    case POSSIBLE -> "possible";
                };
        Mark mark = mark(step.passed());
        String outcome =
                switch (mark) {
                    case YES -> "yes";
                    case NO -> "no";
                    case OPEN -> "open";
                };
        return new Why.Step(mark, words.of("why." + gate + "." + outcome, provider));
    }

    private static Mark mark(Optional<Boolean> passed) {
        return passed.map(yes -> yes ? Mark.YES : Mark.NO).orElse(Mark.OPEN);
    }

    private Why.RuleLine rule(OwnAnswer.RuleLine rule) {
        String key = rule.takesAway() ? "why.rule.takes" : rule.matched() ? "why.rule.gives" : "why.rule.misses";
        Mark mark = rule.matched() && !rule.takesAway() ? Mark.YES : Mark.NO;
        boolean counts = !rule.matched() && rule.distance() > 0;
        return new Why.RuleLine(
                rule.rule(),
                mark,
                counts ? words.count("why.rule.away", rule.distance()) : words.of(key),
                rule.readings().stream().map(line -> reading(line, rule)).toList());
    }

    /** Where a rule takes away, fitting is what does the harm. */
    private Why.Reading reading(OwnAnswer.ReadingLine line, OwnAnswer.RuleLine rule) {
        boolean good = line.fits() != rule.takesAway();
        return new Why.Reading(
                line.name(),
                line.value(),
                good ? Mark.YES : Mark.NO,
                words.of(line.fits() ? "why.reading.fits" : "why.reading.misses"));
    }

    /** What is known of a person, long lists cut. */
    static List<Why.Known> known(Attributes user) {
        return user.names().stream()
                .map(name -> {
                    List<String> values = user.texts(name);
                    List<String> shown = values.stream().limit(MOST_VALUES).toList();
                    return new Why.Known(name, shown, values.size() - shown.size());
                })
                .toList();
    }
}
