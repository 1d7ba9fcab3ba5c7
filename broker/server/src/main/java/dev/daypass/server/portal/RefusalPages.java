package dev.daypass.server.portal;

import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.ReasonStatus;
import dev.daypass.server.http.Request;
import dev.daypass.server.portal.view.Problem;
import dev.daypass.server.portal.view.Words;
import java.util.ArrayList;
import java.util.List;

/** Tells refusals to people: what happened, what to do, and the reference that finds it in the audit. */
final class RefusalPages {
    private final Frame frame;

    RefusalPages(Frame frame) {
        this.frame = frame;
    }

    Answer page(Request request, Refusal refusal) {
        return page(request, refusal, problem(refusal, frame.words(request.headers())));
    }

    /** The page of a refusal that leads on by ways of its own. */
    Answer page(Request request, Refusal refusal, Problem problem) {
        Words words = frame.words(request.headers());
        var shell = frame.wrong(words, problem.heading(), request.origin().correlationId());
        return Frame.refused(problem.status(), Pages.problem(shell, problem, frame.help()), words, mark(refusal));
    }

    /**
     * The page of a refusal that has words of its own.
     *
     * @param key that {@code .heading}, {@code .sentence} and {@code .cure} follow
     */
    Answer page(Request request, Refusal refusal, String key) {
        return page(request, refusal, problem(refusal, key, frame.words(request.headers())));
    }

    /** A refusal in the words of people. */
    static Problem problem(Refusal refusal, Words words) {
        return problem(refusal, RefusalWords.key(refusal.reason()), words);
    }

    private static Problem problem(Refusal refusal, String key, Words words) {
        Reason reason = refusal.reason();
        List<Problem.Way> ways = new ArrayList<>();
        if (RefusalWords.signingInHelps(key)) {
            ways.add(new Problem.Way(words.of("problem.again"), "/", "button primary"));
        } else {
            ways.add(new Problem.Way(words.of("problem.home"), "/", "button"));
        }
        if (RefusalWords.anotherAccountHelps(reason)) {
            ways.add(new Problem.Way(words.of("problem.another"), "/login?choose=1&fresh=1", "button"));
        }
        return new Problem(
                ReasonStatus.of(reason),
                words.of(key + ".heading"),
                words.of(key + ".sentence"),
                words.of(key + ".cure"),
                ways);
    }

    static Answer.Mark mark(Refusal refusal) {
        return new Answer.Mark(refusal.reason().name(), Answer.Attempt.of(refusal.reason()));
    }
}
