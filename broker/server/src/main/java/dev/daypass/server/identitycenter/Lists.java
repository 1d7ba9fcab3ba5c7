package dev.daypass.server.identitycenter;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.source.Node;
import dev.daypass.server.http.JsonBody;
import java.util.List;
import java.util.Optional;

/** Lists of texts in bodies. */
final class Lists {
    private static final int MOST = 16;

    private Lists() {}

    /** The texts of a list; empty if it is not there. */
    static Outcome<List<String>> texts(JsonBody body, String name) {
        Optional<Node> node = body.node(name);
        if (node.isEmpty()) {
            return Outcome.granted(List.of());
        }
        String message = "`" + name + "` must be a list of at most " + MOST + " texts";
        return node.filter(Node.Sequence.class::isInstance)
                .flatMap(JsonBody::texts)
                .filter(texts -> texts.size() <= MOST)
                .map(Outcome::granted)
                .orElseGet(() -> Outcome.refused(Reason.PARAMETER_INVALID, message, message));
    }
}
