package dev.daypass.core.login;

import dev.daypass.core.session.SessionPosition;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Ends stored sessions, however many there are, until a walk through all of them finds none: one that begins meanwhile is
 * found, too. Safe for several threads.
 */
final class BrowserSessionSweep {
    private final BrowserSessionStore store;

    BrowserSessionSweep(BrowserSessionStore store) {
        this.store = store;
    }

    /**
     * Ends what a query finds, beyond its limit, too.
     *
     * @param which of those
     * @param ending takes one out of the store
     * @return how many were ended
     */
    int end(
            BrowserSessionStore.Query query,
            Predicate<BrowserSessionRecord> which,
            Consumer<BrowserSessionRecord> ending) {
        // The second walk meets who came during the first; no more of them, or a script that signs in keeps us walking.
        return walk(query, which, ending) + walk(query, which, ending);
    }

    private int walk(
            BrowserSessionStore.Query query,
            Predicate<BrowserSessionRecord> which,
            Consumer<BrowserSessionRecord> ending) {
        int ended = 0;
        BrowserSessionStore.Query next = query;
        List<BrowserSessionRecord> page = store.list(next);
        while (!page.isEmpty()) {
            for (BrowserSessionRecord session : page) {
                if (which.test(session)) {
                    ending.accept(session);
                    ended++;
                }
            }
            BrowserSessionRecord last = page.get(page.size() - 1);
            next = next.after(new SessionPosition(last.signedInAt(), last.handle()));
            page = page.size() < query.limit() ? List.of() : store.list(next);
        }
        return ended;
    }
}
