package dev.daypass.core.signin;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.provider.DirectorySettings;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.snapshot.Snapshot;
import java.util.List;

/**
 * Which directory a password or a ticket is for. Neither tells: a password must never be shown to several, so where the
 * request names none there must be only one.
 */
final class Directories {
    private Directories() {}

    static boolean isAsked(Proof.Kind kind) {
        return kind == Proof.Kind.PASSWORD || kind == Proof.Kind.KERBEROS_TICKET;
    }

    static boolean takesTickets(Provider provider) {
        return provider.settings() instanceof DirectorySettings directory
                && directory.kerberos().isPresent();
    }

    /**
     * The directories that such a proof may be for: with a client between, those whose proofs it may bring. One that is
     * disabled is not meant where another is there; where all are, that is what can be told.
     */
    static List<Provider> of(Proof.Kind kind, Expectation expectation, Snapshot snapshot) {
        List<Provider> all = snapshot.providers().stream()
                .filter(provider -> provider.settings() instanceof DirectorySettings)
                .filter(provider -> kind == Proof.Kind.PASSWORD || takesTickets(provider))
                .filter(provider -> expectation
                        .client()
                        .map(client -> client.providers().contains(provider.id()))
                        .orElse(true))
                .toList();
        List<Provider> enabled = all.stream()
                .filter(provider -> provider.state() == Provider.State.ENABLED)
                .toList();
        return enabled.isEmpty() ? all : enabled;
    }

    static Outcome<List<Provider>> nameOne() {
        return Outcome.refused(
                Reason.PARAMETER_INVALID,
                "Several directories could be meant; name one in `provider`",
                "several directories and none named");
    }
}
