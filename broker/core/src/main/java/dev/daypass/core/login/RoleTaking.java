package dev.daypass.core.login;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.audit.AuditSink;
import dev.daypass.core.exchange.Exchange;
import dev.daypass.core.exchange.IssuedSession;
import dev.daypass.core.exchange.Rehearsal;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.role.Role;
import dev.daypass.core.snapshot.RequestContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Takes a role that a person picked in the browser. The whole way is {@link Exchange}'s, so that nothing is got here that
 * another face would refuse; what is taken ends with the browser session. Safe for several threads.
 */
public final class RoleTaking {
    private final Rehearsal rehearsal = new Rehearsal();
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

    /** A session of the whole role; absent a duration: as long as usual. */
    public Outcome<IssuedSession> take(
            BrowserSession browser, String reference, Optional<Duration> duration, RequestContext request) {
        return take(browser, reference, RoleWish.lasting(duration), request);
    }

    /**
     * A session of a role, or why there is none; audited either way.
     *
     * @param reference {@code ALIAS/NAME}
     */
    public Outcome<IssuedSession> take(
            BrowserSession browser, String reference, RoleWish wish, RequestContext request) {
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
        Optional<Role> role = request.snapshot().role(reference);
        String arn = role.map(found -> found.arn().toString()).orElse(reference);
        Outcome<BrowserSession> known = anew.of(browser, provider.get(), request);
        Outcome<WishedRole> wished = known.then(fresh -> role.map(
                        found -> wished(new Asking(fresh, found, provider.get()), wish, request))
                .orElseGet(() -> Outcome.granted(new WishedRole(RoleWish.lasting(wish.duration()), List.of()))));
        wished.refusal().ifPresent(why -> audit.append(refused(browser, arn, why, request)));
        return known.then(fresh -> wished.then(fits -> exchange.assume(
                        fresh.caller(),
                        RoleRequest.of(arn, fresh.identity(), provider.get(), fits.wish(), fits.policyArns()),
                        request)))
                .map(issued -> kept(browser, issued));
    }

    /** Only browsers show again what they have taken, and administer with it. */
    private IssuedSession kept(BrowserSession browser, IssuedSession issued) {
        if (browser.kind() == BrowserSession.Kind.BROWSER) {
            taken.keep(browser, issued.session());
        }
        return issued;
    }

    private record Asking(BrowserSession fresh, Role role, Provider provider) {
        String arn() {
            return role.arn().toString();
        }
    }

    /** Who may not have the role does not learn its terms: they hear what everybody hears who may not. */
    private Outcome<WishedRole> wished(Asking asking, RoleWish wish, RequestContext request) {
        Outcome<WishedRole> wished = WishedRole.of(asking.role(), wish, request.snapshot());
        if (wished.refusal().isEmpty()) {
            return wished;
        }
        BrowserSession fresh = asking.fresh();
        var plain = RoleRequest.of(asking.arn(), fresh.identity(), asking.provider(), Optional.empty());
        return rehearsal.session(fresh.caller(), plain, asking.role(), request).then(theirs -> wished);
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
