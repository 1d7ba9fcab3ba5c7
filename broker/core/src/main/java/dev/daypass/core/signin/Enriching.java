package dev.daypass.core.signin;

import dev.daypass.core.identity.Identity;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.outcome.UnavailableException;
import dev.daypass.core.provider.Enrichment;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.snapshot.RequestContext;

/**
 * Has a directory tell more of somebody for whom another provider vouched. Whom it does not know as exactly one person
 * who may sign in is refused: no group is ever missing silently (security O10). Safe for several threads.
 */
final class Enriching {
    private static final String MESSAGE = "The directory does not know this login as one enabled person";

    private final DirectoryLookup lookup;

    Enriching(DirectoryLookup lookup) {
        this.lookup = lookup;
    }

    /**
     * The identity with what its provider's directory tells; the same one where the provider has none.
     *
     * @param identity with its {@code user} already made
     */
    Outcome<Identity> enrich(Identity identity, Provider provider, RequestContext request) {
        return provider.enrichment()
                .map(enrichment -> directory(enrichment, request).then(directory -> enrichment
                        .by()
                        .of(identity)
                        .then(name -> found(directory, name, request))
                        .then(told -> mayBeAskedAbout(told, directory))
                        .then(told -> directory.mapping().apply(told))
                        .map(told -> identity.normalised(identity.user().enrichedBy(told)))))
                .orElseGet(() -> Outcome.granted(identity));
    }

    private static Outcome<Provider> directory(Enrichment enrichment, RequestContext request) {
        return request.snapshot()
                .provider(enrichment.from())
                .filter(directory -> directory.state() == Provider.State.ENABLED)
                .map(Outcome::granted)
                .orElseGet(() -> failed("directory `" + enrichment.from() + "` is disabled or gone"));
    }

    private Outcome<Identity> found(Provider directory, String name, RequestContext request) {
        try {
            return lookup.find(directory, name, request.instant())
                    .fold(Outcome::granted, refusal -> Outcome.refused(asFailure(refusal)));
        } catch (UnavailableException e) {
            return Outcome.refused(
                    Reason.DIRECTORY_UNREACHABLE,
                    "The directory cannot be reached now; try again shortly",
                    "directory `" + directory.id() + "` does not answer");
        }
    }

    /** What is wrong at the directory is not for those who hold another provider's proof to know. */
    private static Refusal asFailure(Refusal refusal) {
        return refusal.reason() == Reason.DIRECTORY_UNREACHABLE
                ? refusal
                : new Refusal(Reason.ENRICHMENT_FAILED, MESSAGE, refusal.reason() + ": " + refusal.auditDetail());
    }

    private static Outcome<Identity> mayBeAskedAbout(Identity told, Provider directory) {
        return directory.blockedSubjects().contains(told.subject().value())
                ? failed("X09: the subject is blocked at directory `" + directory.id() + "`")
                : Outcome.granted(told);
    }

    private static <T> Outcome<T> failed(String detail) {
        return Outcome.refused(Reason.ENRICHMENT_FAILED, MESSAGE, detail);
    }
}
