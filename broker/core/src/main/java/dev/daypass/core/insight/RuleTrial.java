package dev.daypass.core.insight;

import dev.daypass.core.identity.Identity;
import dev.daypass.core.login.RoleOffer;
import dev.daypass.core.login.RoleOffers;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.rules.Entitlements;
import dev.daypass.core.signin.Caller;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.core.snapshot.Snapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Who would gain and who would lose which role under another configuration, had everybody signed in as they last did.
 * Asks the gates of a real taking for each of them, twice. Issues nothing, audits nothing; safe for several threads.
 */
public final class RuleTrial {
    /** RFC 5737: an address that belongs to nobody. */
    private static final String ADDRESS = "192.0.2.1";

    private final RoleOffers offers = new RoleOffers();
    private final LongSupplier ticks;

    /**
     * @param ticks nanoseconds that pass
     */
    public RuleTrial(LongSupplier ticks) {
        this.ticks = ticks;
    }

    /**
     * One person and one role.
     *
     * @param rules what gives or gave it; where a rule takes it away, that one
     * @param takenAway whether the rules named are such as take away
     */
    public record Change(RecordedSignIn person, String role, List<String> rules, boolean takenAway) {
        public Change {
            rules = List.copyOf(rules);
        }
    }

    /**
     * What came of it.
     *
     * @param looked how many people were looked at
     * @param whole whether there was time for all
     */
    public record Result(List<Change> gains, List<Change> losses, int looked, boolean whole) {
        public Result {
            gains = List.copyOf(gains);
            losses = List.copyOf(losses);
        }
    }

    /** People, some at a time: of many thousands nobody holds all at once. */
    @FunctionalInterface
    public interface People {
        /** Those behind a place. */
        RecordedSignIns.Page behind(Optional<SignInRecord.Kept> place);
    }

    /**
     * Compares.
     *
     * @param people are read within the time, page by page
     * @param request whose snapshot is the configuration in force
     * @param time how long it may take; who is not reached by then is not looked at
     */
    public Result compare(People people, Snapshot proposed, RequestContext request, Duration time) {
        long start = ticks.getAsLong();
        var gains = new ArrayList<Change>();
        var losses = new ArrayList<Change>();
        int looked = 0;
        Optional<SignInRecord.Kept> place = Optional.empty();
        do {
            RecordedSignIns.Page page = people.behind(place);
            for (RecordedSignIn person : page.people()) {
                if (ticks.getAsLong() - start > time.toNanos()) {
                    return new Result(gains, losses, looked, false);
                }
                compare(person, under(request.snapshot(), request), under(proposed, request), gains, losses);
                looked++;
            }
            place = page.next();
        } while (place.isPresent());
        return new Result(gains, losses, looked, true);
    }

    private static RequestContext under(Snapshot snapshot, RequestContext request) {
        var client = new RequestContext.Client(ADDRESS, true, "");
        return new RequestContext(request.correlationId(), client, request.instant(), snapshot);
    }

    private void compare(
            RecordedSignIn person,
            RequestContext before,
            RequestContext after,
            List<Change> gains,
            List<Change> losses) {
        Optional<Identity> then = signedIn(person.identity(), before);
        Optional<Identity> now = signedIn(person.identity(), after);
        Map<String, RoleOffer> had = offers(then, before);
        Map<String, RoleOffer> has = offers(now, after);
        has.forEach((role, offer) -> {
            if (!had.containsKey(role)) {
                gains.add(new Change(person, role, offer.grantedBy(), false));
            }
        });
        had.forEach((role, offer) -> {
            if (!has.containsKey(role)) {
                List<String> denying = now.map(identity -> denying(role, identity, after.snapshot()))
                        .orElseGet(List::of);
                losses.add(
                        new Change(person, role, denying.isEmpty() ? offer.grantedBy() : denying, !denying.isEmpty()));
            }
        });
    }

    private static List<String> denying(String role, Identity identity, Snapshot snapshot) {
        Entitlements entitlements = snapshot.rules().evaluate(identity);
        return entitlements.denyingRules(role);
    }

    private Map<String, RoleOffer> offers(Optional<Identity> identity, RequestContext request) {
        Map<String, RoleOffer> byRole = new LinkedHashMap<>();
        identity.map(Caller.Federated::new)
                .map(caller -> offers.of(caller, request))
                .orElseGet(List::of)
                .forEach(offer -> byRole.put(offer.role().reference(), offer));
        return byRole;
    }

    /** Who would sign in now with what was said then; empty if the configuration lets them in no more. */
    private static Optional<Identity> signedIn(Identity recorded, RequestContext request) {
        Optional<Provider> provider = request.snapshot()
                .provider(recorded.provider())
                .filter(known -> known.state() == Provider.State.ENABLED)
                .filter(known ->
                        !known.blockedSubjects().contains(recorded.subject().value()));
        return provider.flatMap(known -> normalised(recorded, known)
                .then(identity -> known.require()
                        .map(require -> require.check(identity))
                        .orElseGet(() -> Outcome.granted(identity)))
                .value()
                .map(identity -> AsIfNow.of(identity, request)));
    }

    /** What a directory added then is in {@code user} alone: it is not asked again. */
    private static Outcome<Identity> normalised(Identity recorded, Provider provider) {
        return provider.enrichment().isPresent()
                ? Outcome.granted(recorded)
                : provider.mapping().apply(recorded).map(recorded::normalised);
    }
}
