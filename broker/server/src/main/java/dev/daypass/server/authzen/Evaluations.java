package dev.daypass.server.authzen;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.server.http.JsonBody;
import dev.daypass.server.http.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Several questions in one request (AuthZEN 1.0 section 7), answered in their order.
 *
 * @param questions one at least
 * @param until after which answer the rest need not be asked
 * @param single whether there was no list: then the answer is none either
 */
record Evaluations(List<Evaluation> questions, Until until, boolean single) {
    private static final int MOST = 64;

    /** Members of the whole request. */
    static final Set<String> MEMBERS = Set.of("subject", "action", "resource", "context", "evaluations", "options");

    Evaluations {
        questions = List.copyOf(questions);
    }

    /** After which answer the rest need not be asked. */
    enum Until {
        THE_END,
        FIRST_DENY,
        FIRST_PERMIT;

        private boolean ends(boolean allowed) {
            return switch (this) {
                case THE_END -> false;
                case FIRST_DENY -> !allowed;
                case FIRST_PERMIT -> allowed;
            };
        }
    }

    /** A single question. */
    static Evaluations one(Evaluation question) {
        return new Evaluations(List.of(question), Until.THE_END, true);
    }

    /**
     * Reads a body.
     *
     * @param subject the caller's ARN, or the token that a service asks about: the only subject of it all
     */
    static Outcome<Evaluations> read(Request request, String subject) {
        return JsonBody.read(request, MEMBERS).then(body -> until(body).then(until -> body.objects(
                        "evaluations", Evaluation.MEMBERS, MOST)
                .then(items -> items.isEmpty()
                        ? Evaluation.read(body, subject).map(only -> new Evaluations(List.of(only), until, true))
                        : all(items, body, subject).map(read -> new Evaluations(read, until, false)))));
    }

    /** The answers as the body of a reply; a question that cannot be asked refuses them all. */
    Outcome<Object> decide(Function<Evaluation, Outcome<EvaluationEndpoint.Decided>> decide) {
        Outcome<List<EvaluationEndpoint.Decided>> answers = Outcome.granted(List.of());
        for (Evaluation question : questions) {
            answers = answers.then(before -> ended(before)
                    ? Outcome.granted(before)
                    : decide.apply(question).map(next -> longer(before, next)));
        }
        return answers.map(all -> single
                ? all.get(0).members()
                : Map.of(
                        "evaluations",
                        all.stream().map(EvaluationEndpoint.Decided::members).toList()));
    }

    private boolean ended(List<EvaluationEndpoint.Decided> answers) {
        return !answers.isEmpty() && until.ends(answers.get(answers.size() - 1).allowed());
    }

    private static Outcome<List<Evaluation>> all(List<JsonBody> items, JsonBody usual, String subject) {
        Outcome<List<Evaluation>> read = Outcome.granted(List.of());
        for (JsonBody item : items) {
            read = read.then(before -> Evaluation.read(item, usual, subject).map(next -> longer(before, next)));
        }
        return read;
    }

    private static Outcome<Until> until(JsonBody body) {
        if (!body.has("options")) {
            return Outcome.granted(Until.THE_END);
        }
        return body.object("options", Set.of("evaluations_semantic"))
                .then(options -> options.optionalText("evaluations_semantic"))
                .then(semantic -> until(semantic.orElse("execute_all")));
    }

    private static Outcome<Until> until(String semantic) {
        return switch (semantic) {
            case "execute_all" -> Outcome.granted(Until.THE_END);
            case "deny_on_first_deny" -> Outcome.granted(Until.FIRST_DENY);
            case "permit_on_first_permit" -> Outcome.granted(Until.FIRST_PERMIT);
            default -> {
                String message = "`evaluations_semantic` must be `execute_all`, `deny_on_first_deny` or"
                        + " `permit_on_first_permit`";
                yield Outcome.refused(Reason.PARAMETER_INVALID, message, message);
            }
        };
    }

    private static <T> List<T> longer(List<T> list, T next) {
        var longer = new ArrayList<>(list);
        longer.add(next);
        return List.copyOf(longer);
    }
}
