package dev.daypass.adapters.directory.ldap;

import dev.daypass.core.identity.Identity;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.provider.DirectorySettings;
import dev.daypass.core.signin.DirectoryReview.Look;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;

/** One open directory. Safe for several threads. */
public final class LiveDirectory implements AutoCloseable {
    private final DirectorySettings settings;
    private final Instant opened;

    LiveDirectory(ProviderId id, DirectorySettings settings, Clock clock, ScheduledExecutorService scheduler) {
        this.settings = settings;
        this.opened = clock.instant();
    }

    /** How each of its servers is, in the order in which they are asked. */
    public List<ServerHealth> servers() {
        return settings.connection().urls().stream()
                .map(url -> new ServerHealth(url, ServerHealth.State.UNTRIED, opened, Optional.empty()))
                .toList();
    }

    /** The newest failure of any server, recovered from or not. */
    public Optional<String> lastError() {
        return Optional.empty();
    }

    /** Look-ups of groups answered from memory. */
    public long cacheHits() {
        return 0;
    }

    /** Look-ups of groups that the directory was asked for. */
    public long cacheMisses() {
        return 0;
    }

    Outcome<Identity> byAccountName(String account, People.Arrival arrival) {
        return nobodyAsked();
    }

    Outcome<Identity> find(String name, Instant now) {
        return nobodyAsked();
    }

    Outcome<Look> look(Set<String> subjects, Optional<String> since, Instant now) {
        return nobodyAsked();
    }

    Outcome<Identity> signIn(String name, String password, People.Arrival arrival) {
        return nobodyAsked();
    }

    private <T> Outcome<T> nobodyAsked() {
        return DirectoryRefusals.refused(Reason.DIRECTORY_UNREACHABLE, "no connection is open");
    }

    @Override
    public void close() {}
}
