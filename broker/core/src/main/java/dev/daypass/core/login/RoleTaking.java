package dev.daypass.core.login;

import dev.daypass.core.arn.Arn;
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
import dev.daypass.core.session.Session;
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
    private final RoleOffers offers = new RoleOffers();
    private final Exchange exchange;
    private final KnownAnew anew;
    private final TakenRoles taken;
    private final SiteRoles sites;
    private final AuditSink audit;

    public RoleTaking(Exchange exchange, KnownAnew anew, TakenRoles taken, SiteRoles sites, AuditSink audit) {
        this.exchange = exchange;
        this.anew = anew;
        this.taken = taken;
        this.sites = sites;
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
     * @param reference {@code ALIAS/NAME}, or an ARN
     * @param wish without a reason: for the one that the terminal's login was approved for
     */
    public Outcome<IssuedSession> take(
            BrowserSession browser, String reference, RoleWish wish, RequestContext request) {
        return asking(browser, reference, request)
                .then(asking -> issued(asking, wish.orFor(browser.reason()), request))
                .map(issued -> kept(browser, issued));
    }

    /**
     * A session of the role that a site asks for: the one that the browser has of it, or else a new one, which is audited,
     * as is why there is none.
     */
    public Outcome<Session> takeForSite(BrowserSession browser, String reference, RequestContext request) {
        return asking(browser, reference, request)
                .then(asking -> had(asking, request).map(Outcome::granted).orElseGet(() -> issued(
                                asking, RoleWish.usual(), request)
                        .map(IssuedSession::session)
                        .map(session -> keptForSites(browser, session))));
    }

    /**
     * Who asks for what.
     *
     * @param fresh the browser session with what is known of its person now
     * @param role absent: there is none of this name. It is asked for all the same, so that it is refused and audited like
     *     one that is not theirs
     */
    private record Asking(BrowserSession fresh, String reference, Optional<Role> role, Provider provider) {
        String arn() {
            return RoleTaking.arn(role, reference);
        }
    }

    private static String arn(Optional<Role> role, String reference) {
        return role.map(found -> found.arn().toString()).orElse(reference);
    }

    private Outcome<Asking> asking(BrowserSession browser, String reference, RequestContext request) {
        // However it is named, it is asked for on its own terms.
        Optional<Role> role =
                request.snapshot().role(reference).or(() -> Arn.parse(reference).flatMap(request.snapshot()::role));
        Outcome<Asking> asking = request.snapshot()
                .provider(browser.identity().provider())
                .map(Outcome::granted)
                .orElseGet(() -> Outcome.refused(
                        Reason.PROVIDER_UNKNOWN,
                        "The identity provider that you signed in with is no longer there",
                        "S79: provider `" + browser.identity().provider() + "` is gone"))
                .then(provider ->
                        anew.of(browser, provider, request).map(fresh -> new Asking(fresh, reference, role, provider)));
        asking.refusal().ifPresent(why -> audit.append(refused(browser, arn(role, reference), why, request)));
        return asking;
    }

    private Optional<Session> had(Asking asking, RequestContext request) {
        return asking.role()
                .flatMap(role -> offers.imagined(asking.fresh().caller(), role, request))
                .flatMap(wanted -> sites.had(asking.fresh(), wanted, request));
    }

    private Outcome<IssuedSession> issued(Asking asking, RoleWish wish, RequestContext request) {
        BrowserSession fresh = asking.fresh();
        Outcome<WishedRole> wished = asking.role()
                .map(found -> wished(asking, found, wish, request))
                .orElseGet(() -> Outcome.granted(new WishedRole(RoleWish.lasting(wish.duration()), List.of())));
        wished.refusal().ifPresent(why -> audit.append(refused(fresh, asking.arn(), why, request)));
        return wished.then(fits -> exchange.assume(
                fresh.caller(),
                RoleRequest.of(asking.arn(), fresh.identity(), asking.provider(), fits.wish(), fits.policyArns()),
                request));
    }

    /** Only browsers show again what they have taken, and administer with it. */
    private IssuedSession kept(BrowserSession browser, IssuedSession issued) {
        if (browser.kind() == BrowserSession.Kind.BROWSER) {
            taken.keep(browser, issued.session());
        }
        return issued;
    }

    private Session keptForSites(BrowserSession browser, Session session) {
        sites.keep(browser, session);
        return session;
    }

    /** Who may not have the role does not learn its terms: they hear what everybody hears who may not. */
    private Outcome<WishedRole> wished(Asking asking, Role role, RoleWish wish, RequestContext request) {
        Outcome<WishedRole> wished = WishedRole.of(role, wish, request.snapshot());
        if (wished.refusal().isEmpty()) {
            return wished;
        }
        BrowserSession fresh = asking.fresh();
        var plain = RoleRequest.of(asking.arn(), fresh.identity(), asking.provider(), Optional.empty());
        return rehearsal.session(fresh.caller(), plain, role, request).then(theirs -> wished);
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
