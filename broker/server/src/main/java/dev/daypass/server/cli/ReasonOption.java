package dev.daypass.server.cli;

import dev.daypass.server.client.Profile;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What for: some roles ask, and the audit keeps it. */
final class ReasonOption {
    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "What you need the role for, where it asks; it stands in the broker's audit.")
    private Optional<String> reason = Optional.empty();

    Optional<String> text() {
        return reason;
    }

    /** Said where nobody listens, it would be thought to have been recorded. */
    Optional<String> textFor(Profile profile) {
        if (reason.isPresent() && !(profile.proof() instanceof Profile.BrowserLogin)) {
            throw Failure.usage("the profile `" + profile.name() + "` has a proof of its own, with which no reason is"
                    + " stated; leave `--reason` out");
        }
        return reason;
    }
}
