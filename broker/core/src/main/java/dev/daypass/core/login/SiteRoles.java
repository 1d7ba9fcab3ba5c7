package dev.daypass.core.login;

import dev.daypass.core.session.Session;
import dev.daypass.core.session.SessionCodec;
import dev.daypass.core.signin.SessionGate;
import dev.daypass.core.snapshot.RequestContext;
import java.util.Optional;

/**
 * The role sessions that sites asked for, in the browsers that visited them. One that is there already serves the next
 * visit, so that a page that sends a browser to sites again and again makes no sessions (security W01). Safe for several
 * threads.
 */
public final class SiteRoles {
    private final TakenRoles taken;
    private final SessionGate gate;
    private final SessionCodec codec = new SessionCodec();

    public SiteRoles(TakenRoles taken, SessionGate gate) {
        this.taken = taken;
        this.gate = gate;
    }

    /**
     * A live session of which a new one would say the same; nobody keeps attributes or a name that they have lost.
     *
     * @param wanted the new one, as it would be taken now
     */
    Optional<Session> had(BrowserSession browser, Session wanted, RequestContext request) {
        Session asKept = codec.decode(codec.encode(wanted));
        return taken.forSites(browser, request).stream()
                .filter(session -> saysTheSame(session, asKept))
                .filter(session -> gate.admit(session, request).value().isPresent())
                .findFirst();
    }

    private static boolean saysTheSame(Session one, Session other) {
        return one.owner().equals(other.owner())
                && one.labels().equals(other.labels())
                && one.policies().equals(other.policies())
                && one.origin().equals(other.origin())
                && one.lineage().equals(other.lineage());
    }

    void keep(BrowserSession browser, Session session) {
        taken.keepForSites(browser, session);
    }
}
