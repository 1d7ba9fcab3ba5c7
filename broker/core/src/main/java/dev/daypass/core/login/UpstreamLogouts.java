package dev.daypass.core.login;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.signin.ReplayStore;
import dev.daypass.core.signin.SignedOut;
import dev.daypass.core.snapshot.RequestContext;
import java.util.Optional;

/**
 * Logouts that identity providers begin: what was signed in with one of their sessions ends, at every face. Each message
 * counts once, so that nobody who has recorded one signs people out again (security S83, X12). Safe for several threads.
 */
public final class UpstreamLogouts {
    private final BrowserSessions sessions;
    private final ReplayStore replay;
    private final AuditSink audit;

    public UpstreamLogouts(BrowserSessions sessions, ReplayStore replay, AuditSink audit) {
        this.sessions = sessions;
        this.replay = replay;
        this.audit = audit;
    }

    /**
     * Ends what the message names, and tells how many sessions that were; none is no refusal. Audited either way. What
     * ends ends first: a message that a fault of ours stopped halfway is heard again. One that comes again for another
     * reason ends nothing that began after it.
     */
    public Outcome<Integer> end(UpstreamLogout logout, ProviderId provider, RequestContext request) {
        int ended = logout.sessions().isEmpty()
                ? ended(logout, provider, Optional.empty(), request)
                : logout.sessions().stream()
                        .distinct()
                        .mapToInt(session -> ended(logout, provider, Optional.of(session), request))
                        .sum();
        // An ID holds no line end, so the parts cannot run into each other.
        String key = "upstream-logout\n" + provider.name() + "\n" + logout.id();
        if (replay.spend(key, logout.until()) != ReplayStore.Spending.FIRST) {
            var refusal = new Refusal(
                    Reason.PROOF_REPLAYED, "This logout was used before", "S83: the logout message was spent before");
            audit.append(
                    request.facts().put("provider", provider.name()).refused(AuditEvent.Kind.BROWSER_LOGOUT, refusal));
            return Outcome.refused(refusal);
        }
        var facts = request.facts()
                .put("provider", provider.name())
                .put("by", "identity provider " + provider.name())
                .put("ended", Integer.toString(ended));
        logout.subject().ifPresent(subject -> facts.put("subject", subject));
        audit.append(facts.granted(AuditEvent.Kind.BROWSER_LOGOUT));
        return Outcome.granted(ended);
    }

    private int ended(UpstreamLogout logout, ProviderId provider, Optional<String> session, RequestContext request) {
        return sessions.endSignedOut(
                new SignedOut.Logout(provider, logout.subject(), session, logout.issued()), request);
    }
}
