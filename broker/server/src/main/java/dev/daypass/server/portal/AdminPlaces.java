package dev.daypass.server.portal;

import dev.daypass.core.administration.AdminAction;
import dev.daypass.server.portal.view.AdminPlace;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which pages of the administration somebody may see. */
final class AdminPlaces {
    private AdminPlaces() {}

    /** Those that these abilities open, in the navigation's order. */
    static List<AdminPlace> of(Set<AdminAction> abilities) {
        return abilities.stream()
                .flatMap(action -> of(action).stream())
                .sorted()
                .toList();
    }

    /** What is done on a page of another action has no page of its own. */
    private static Optional<AdminPlace> of(AdminAction action) {
        return switch (action) {
            case LIST_SESSIONS -> Optional.of(AdminPlace.SESSIONS);
            case REVOKE_SESSION -> Optional.empty();
            case READ_AUDIT -> Optional.of(AdminPlace.AUDIT);
            case LIST_PROVIDERS -> Optional.of(AdminPlace.PROVIDERS);
            case EXPLAIN -> Optional.of(AdminPlace.EXPLAIN);
            case TEST_RULES -> Optional.of(AdminPlace.RULES);
        };
    }
}
