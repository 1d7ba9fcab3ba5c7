package dev.daypass.server.cli;

import dev.daypass.core.explain.Explanation;
import dev.daypass.core.explain.Imagined;
import dev.daypass.core.policy.Decision;
import java.util.List;
import java.util.Optional;

/**
 * A question and its answer, ready to be told.
 *
 * @param decision whether the session may do what was asked; absent if nothing was asked or there is no session
 */
record Explained(Question question, Explanation explanation, Optional<Decision> decision) {
    /** What was asked. */
    record Question(Imagined somebody, Optional<String> role, Optional<String> action, String resource) {}

    /** The roles that the question is about. */
    List<Explanation.RoleReport> roles() {
        return explanation.roles().stream()
                .filter(report ->
                        question.role().isEmpty() || question.role().get().equals(report.role()))
                .toList();
    }
}
