package dev.daypass.core.login;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.exchange.Exchange;
import dev.daypass.core.exchange.IssuedSession;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.snapshot.RequestContext;
import java.time.Duration;
import java.util.Optional;

/**
 * Takes a role that a person picked in the browser. The whole way is {@link Exchange}'s, so that nothing is got here that
 * another face would refuse; what is taken ends with the browser session. Safe for several threads.
 */
public final class RoleTaking {
    private final Exchange exchange;
    private final KnownAnew anew;
    private final TakenRoles taken;
    private final AuditSink audit;

    public RoleTaking(Exchange exchange, KnownAnew anew, TakenRoles taken, AuditSink audit) {
        this.exchange = exchange;
        this.anew = anew;
        this.taken = taken;
        this.audit = audit;
    }

    /**
     * A session of a role, or why there is none; audited either way.
     *
     * @param reference {@code ALIAS/NAME}
     * @param duration asked for; absent: the usual one
     */
    public Outcome<IssuedSession> take(
            BrowserSession browser, String reference, Optional<Duration> duration, RequestContext request) {
        Optional<Provider> provider =
                request.snapshot().provider(browser.identity().provider());
        if (provider.isEmpty()) {
            var gone = new Refusal(
                    Reason.PROVIDER_UNKNOWN,
                    "The identity provider that you signed in with is no longer there",
                    "S79: provider `" + browser.identity().provider() + "` is gone");
            audit.append(refused(browser, reference, gone, request));
            return Outcome.refused(gone);
        }
        // A role that is not there is asked for all the same, so that it is refused and audited like one that is not
        // theirs.
        String arn = request.snapshot()
                .role(reference)
                .map(role -> role.arn().toString())
                .orElse(reference);
        Outcome<BrowserSession> known = anew.of(browser, provider.get(), request);
        known.refusal().ifPresent(why -> audit.append(refused(browser, arn, why, request)));
        return known.then(fresh -> exchange.assume(
                        fresh.caller(), RoleRequest.of(arn, fresh.identity(), provider.get(), duration), request))
                .map(issued -> kept(browser, issued));
    }

    private IssuedSession kept(BrowserSession browser, IssuedSession issued) {
        taken.keep(browser, issued.session());
        return issued;
    }

    private static AuditEvent refused(BrowserSession browser, String arn, Refusal why, RequestContext request) {
        return request.facts()
                .put("role", arn)
                .put("provider", browser.identity().provider().name())
                .put("subject", browser.identity().subject().value())
                .put("browserSession", browser.handle())
                .refused(AuditEvent.Kind.ASSUME_ROLE, why);
    }
}
