package dev.daypass.server.portal;

import dev.daypass.core.policy.PolicyGist;
import dev.daypass.core.principal.Permissions;
import dev.daypass.server.portal.view.Words;
import java.util.SortedSet;
import java.util.stream.Collectors;

/** What a role allows, in a line for people. */
final class Gist {
    private static final int MOST_NAMED = 3;

    private Gist() {}

    /** Empty where there is nothing to say. */
    static String of(Permissions permissions, Words words) {
        PolicyGist gist = PolicyGist.of(permissions.policies());
        boolean works = !gist.services().isEmpty();
        if (gist.everything()) {
            return words.of(permissions.boundary().isPresent() ? "gist.everythingWithin" : "gist.everything");
        }
        if (gist.readsEverything()) {
            return works ? words.of("gist.readsAllWorks", names(gist.services(), words)) : words.of("gist.readsAll");
        }
        if (works) {
            return gist.readServices().isEmpty()
                    ? words.of("gist.works", names(gist.services(), words))
                    : words.of("gist.worksReads", names(gist.services(), words), names(gist.readServices(), words));
        }
        return gist.readServices().isEmpty() ? "" : words.of("gist.reads", names(gist.readServices(), words));
    }

    private static String names(SortedSet<String> services, Words words) {
        String named = services.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        return services.size() <= MOST_NAMED ? named : words.of("gist.more", named, services.size() - MOST_NAMED);
    }
}
