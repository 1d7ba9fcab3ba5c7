package dev.daypass.server.portal;

import dev.daypass.core.login.ReturnTarget;
import dev.daypass.server.portal.view.Words;
import java.util.Map;
import java.util.Optional;

/** What somebody came for who has to sign in first, in words; an address that anybody may have made up is not shown. */
final class Purpose {
    private static final Map<String, String> PLACES = Map.of(
            "/sessions", "chooser.for.sessions",
            "/applications", "chooser.for.applications",
            "/device", "chooser.for.device",
            "/admin", "chooser.for.admin");

    private Purpose() {}

    static Optional<String> of(ReturnTarget target, Words words) {
        if (target.equals(ReturnTarget.start())) {
            return Optional.empty();
        }
        String path = target.path().split("\\?", 2)[0];
        String first = path.indexOf('/', 1) < 0 ? path : path.substring(0, path.indexOf('/', 1));
        if (first.equals("/")) {
            return Optional.empty();
        }
        if (path.startsWith("/applications/")) {
            // Without its name: who is not signed in does not learn which applications there are.
            return Optional.of(words.of("chooser.for.application"));
        }
        return Optional.of(words.of(PLACES.getOrDefault(first, "chooser.for.page")));
    }
}
