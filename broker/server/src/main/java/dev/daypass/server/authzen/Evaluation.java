package dev.daypass.server.authzen;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.policy.ConditionContext;
import dev.daypass.core.source.Node;
import dev.daypass.server.http.JsonBody;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An evaluation request (AuthZEN 1.0 section 6): may the caller do this.
 *
 * @param action IAM action, such as {@code reports:Get}
 * @param resource the resource's id: an ARN as policies name it
 * @param context condition keys of the asking side
 */
record Evaluation(String action, String resource, ConditionContext context) {
    private static final int LONGEST_NAME = 256;
    private static final int LONGEST_ID = 2048;

    /** Members of one evaluation. */
    static final Set<String> MEMBERS = Set.of("subject", "action", "resource", "context");

    /**
     * Reads one evaluation.
     *
     * @param wanted the caller's ARN, or the token that a service asks about: the only subject there may be
     */
    static Outcome<Evaluation> read(JsonBody body, String wanted) {
        return read(body, body, wanted);
    }

    /**
     * Reads one of several (AuthZEN 1.0 section 7.1).
     *
     * @param usual what stands where the evaluation itself says nothing
     */
    static Outcome<Evaluation> read(JsonBody body, JsonBody usual, String wanted) {
        return ownSubject(body.has("subject") ? body : usual, wanted)
                .then(own -> or(body, usual, "action").object("action", Set.of("name")))
                .then(action -> bounded(action, "name", LONGEST_NAME))
                .then(action -> or(body, usual, "resource")
                        .object("resource", Set.of("type", "id"))
                        .then(resource -> bounded(resource, "id", LONGEST_ID))
                        .then(resource -> context(or(body, usual, "context"))
                                .map(context -> new Evaluation(action, resource, context))));
    }

    private static JsonBody or(JsonBody body, JsonBody usual, String name) {
        return body.has(name) ? body : usual;
    }

    private static Outcome<JsonBody> ownSubject(JsonBody body, String wanted) {
        if (!body.has("subject")) {
            return Outcome.granted(body);
        }
        return body.object("subject", Set.of("type", "id"))
                .then(subject -> subject.text("id"))
                .then(id -> id.equals(wanted)
                        ? Outcome.granted(body)
                        : Outcome.refused(
                                Reason.PARAMETER_INVALID,
                                "`subject.id` must be the caller's own ARN or be left out",
                                "the subject is not the caller"));
    }

    private static Outcome<String> bounded(JsonBody object, String name, int most) {
        return object.text(name)
                .then(text -> !text.isEmpty() && text.length() <= most
                        ? Outcome.granted(text)
                        : Outcome.refused(
                                Reason.PARAMETER_INVALID,
                                "`" + name + "` must have 1 to " + most + " characters",
                                "`" + name + "` is empty or too long"));
    }

    private static Outcome<ConditionContext> context(JsonBody body) {
        Optional<Node> node = body.node("context");
        if (node.isEmpty()) {
            return Outcome.granted(ConditionContext.empty());
        }
        if (!(node.get() instanceof Node.Mapping keys)) {
            return notAContext();
        }
        ConditionContext.Builder context = ConditionContext.builder();
        for (Node.Entry entry : keys.entries()) {
            Optional<List<String>> values = JsonBody.texts(entry.value());
            if (values.isEmpty()) {
                return notAContext();
            }
            context.put(entry.key().text(), values.get());
        }
        return Outcome.granted(context.build());
    }

    private static Outcome<ConditionContext> notAContext() {
        String message = "`context` must be an object of texts, numbers, booleans or lists of them";
        return Outcome.refused(Reason.PARAMETER_INVALID, message, message);
    }
}
