package dev.daypass.core.exchange;

import dev.daypass.core.identity.AuthenticationContext;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.provider.DirectorySettings;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.role.Role;
import dev.daypass.core.rules.Entitlements;
import dev.daypass.core.snapshot.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What rules give somebody whom a directory has been asked about anew. How the person once signed in is not known any
 * more, so a role counts as long as one of the directory's ways of signing in would give it.
 */
final class StillEntitled {
    private final Snapshot snapshot;
    private final List<Entitlements> ways;

    private StillEntitled(Snapshot snapshot, List<Entitlements> ways) {
        this.snapshot = snapshot;
        this.ways = ways;
    }

    /**
     * Judges anew.
     *
     * @param signedIn when the person signed in, which rules may ask for and no directory knows
     * @return why the person could not sign in at all, if so
     */
    static Outcome<StillEntitled> of(Identity found, Instant signedIn, Provider directory, Snapshot snapshot) {
        var ways = new ArrayList<Entitlements>();
        Optional<Refusal> first = Optional.empty();
        for (String method : methods(directory)) {
            Outcome<Identity> able = directory.admit(by(method, signedIn, found));
            able.value().map(snapshot.rules()::evaluate).ifPresent(ways::add);
            first = first.or(able::refusal);
        }
        return ways.isEmpty()
                ? Outcome.refused(first.orElseThrow())
                : Outcome.granted(new StillEntitled(snapshot, ways));
    }

    private static List<String> methods(Provider directory) {
        boolean tickets = directory.settings() instanceof DirectorySettings settings
                && settings.kerberos().isPresent();
        return tickets ? List.of("pwd", "kerberos") : List.of("pwd");
    }

    private static Identity by(String method, Instant signedIn, Identity found) {
        AuthenticationContext known = found.authentication();
        return found.authenticated(new AuthenticationContext(
                Optional.of(signedIn),
                known.contextClass(),
                List.of(method),
                known.sessionIndex(),
                known.sessionNotOnOrAfter()));
    }

    /** Why the role is not given any more; empty: it is. */
    Optional<Refusal> refuses(Role role) {
        Optional<Refusal> first = Optional.empty();
        for (Entitlements way : ways) {
            Optional<Refusal> refusal = refusal(Entitling.about(role, way, snapshot), role.reference());
            if (refusal.isEmpty()) {
                return refusal;
            }
            first = first.or(() -> refusal);
        }
        return first;
    }

    private static Optional<Refusal> refusal(Entitlements given, String reference) {
        if (given.denied(reference)) {
            return Optional.of(new Refusal(
                    Reason.RULE_DENIES,
                    "The role is denied now",
                    "role `" + reference + "` is denied by " + given.denyingRules(reference)));
        }
        return given.find(reference).isPresent()
                ? Optional.empty()
                : Optional.of(new Refusal(
                        Reason.NO_RULE_GRANTS,
                        "The role is not granted any more",
                        "no rule grants role `" + reference + "` any more"));
    }
}
