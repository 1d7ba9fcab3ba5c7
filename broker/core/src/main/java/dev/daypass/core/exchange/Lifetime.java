package dev.daypass.core.exchange;

import dev.daypass.core.identity.Identity;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.session.ClientMarks;
import dev.daypass.core.session.Session;
import dev.daypass.core.session.SessionLimits;
import dev.daypass.core.session.SessionLineage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How long a session lives (AWS STS: {@code MaxSessionDuration}, {@code SessionDuration}, {@code SessionNotOnOrAfter},
 * role chaining).
 *
 * <p>Asking for more than the role's maximum, or for more than an hour in a chain, is an error; what rules and provider
 * allow shortens silently. A session that is begun with another one's token, where tokens are exchanged, ends no later
 * than that: exchanging extends nothing (security X05). Role chaining of the STS may, as in AWS.
 */
final class Lifetime {
    static final Duration DEFAULT = Duration.ofHours(1);
    static final Duration LONGEST_CHAINED = Duration.ofHours(1);
    static final int DEEPEST_CHAIN = 10;

    private static final Duration SHORTEST = Duration.ofMinutes(15);

    private Lifetime() {}

    /** When the session ends and what it hands on to sessions chained from it. */
    record Span(Instant end, SessionLineage lineage) {}

    static Outcome<Span> of(Entitled entitled) {
        Ask ask = entitled.ask();
        return asked(ask).then(wanted -> {
            Optional<Instant> rootExpiry = rootExpiry(ask);
            SessionLimits limits = SessionLimits.of(ask.role().maxSessionDuration(), rootExpiry)
                    .narrow(SessionLimits.of(
                            entitled.shape().duration().orElse(ask.role().maxSessionDuration())))
                    .narrow(SessionLimits.of(
                            entitled.wishes().longest().orElse(ask.role().maxSessionDuration())));
            if (ask.chaining()) {
                limits = limits.narrow(SessionLimits.of(LONGEST_CHAINED));
            }
            limits = limits.narrow(SessionLimits.of(limits.longest(), exchangedExpiry(ask)));
            Duration duration = wanted.or(() -> entitled.shape().duration()).orElse(DEFAULT);
            Instant end = limits.endOf(ask.context().instant(), duration);
            return end.isAfter(ask.context().instant())
                    ? lineage(ask, rootExpiry).map(lineage -> new Span(end, lineage))
                    : Outcome.refused(
                            Reason.PROOF_EXPIRED,
                            "The identity provider's session has ended; sign in again",
                            "S65: the provider's session ended at "
                                    + rootExpiry.map(Instant::toString).orElse("?"));
        });
    }

    /** All that bounds a session of what is entitled to, whether or not it is the least. */
    static List<SessionBound> bounds(Entitled entitled) {
        Ask ask = entitled.ask();
        var bounds = new ArrayList<SessionBound>();
        bounds.add(new SessionBound(SessionBound.By.ROLE, ask.role().maxSessionDuration()));
        entitled.shape()
                .duration()
                .ifPresentOrElse(
                        rules -> bounds.add(new SessionBound(SessionBound.By.RULES, rules)),
                        () -> bounds.add(new SessionBound(SessionBound.By.USUAL, DEFAULT)));
        entitled.wishes()
                .longest()
                .ifPresent(longest -> bounds.add(new SessionBound(SessionBound.By.PROVIDER, longest)));
        rootExpiry(ask)
                .map(end -> Duration.between(ask.context().instant(), end))
                .ifPresent(left -> bounds.add(new SessionBound(SessionBound.By.PROVIDER_SESSION, left)));
        return bounds;
    }

    private static Outcome<Optional<Duration>> asked(Ask ask) {
        Optional<Duration> asked = ask.request().duration();
        if (asked.isEmpty()) {
            return Outcome.granted(asked);
        }
        if (asked.get().compareTo(SHORTEST) < 0) {
            return tooLong("The requested DurationSeconds is shorter than 900 seconds.");
        }
        if (asked.get().compareTo(ask.role().maxSessionDuration()) > 0) {
            return tooLong("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        }
        return ask.chaining() && asked.get().compareTo(LONGEST_CHAINED) > 0
                ? tooLong("The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role"
                        + " chaining")
                : Outcome.granted(asked);
    }

    private static Outcome<Optional<Duration>> tooLong(String message) {
        return Outcome.refused(Reason.DURATION_TOO_LONG, message, "T33: " + message);
    }

    private static Optional<Instant> rootExpiry(Ask ask) {
        return ask.parent().map(parent -> parent.lineage().rootExpiry()).orElseGet(() -> ask.identity()
                .map(Identity::authentication)
                .flatMap(authentication -> authentication.sessionNotOnOrAfter()));
    }

    /** The end of the session whose token is exchanged for this one. */
    private static Optional<Instant> exchangedExpiry(Ask ask) {
        boolean exchanged = ask.request().marks().containsKey(ClientMarks.CLIENT)
                || ask.request().action() != SessionRequest.Action.ASSUME_ROLE;
        return ask.parent().filter(parent -> exchanged).map(Session::expiresAt);
    }

    private static Outcome<SessionLineage> lineage(Ask ask, Optional<Instant> rootExpiry) {
        Optional<Session> parent = ask.parent();
        if (parent.isEmpty()) {
            // A browser session stands behind what was taken in it, and is no link of a chain of roles.
            return Outcome.granted(new SessionLineage(ask.browser().stream().toList(), rootExpiry));
        }
        SessionLineage lineage = parent.get().childLineage();
        return lineage.depth() <= DEEPEST_CHAIN
                ? Outcome.granted(lineage)
                : Outcome.refused(
                        Reason.CHAIN_TOO_DEEP,
                        "This session was chained from too many others; sign in again",
                        "T05: a chain of " + lineage.depth() + " sessions");
    }
}
