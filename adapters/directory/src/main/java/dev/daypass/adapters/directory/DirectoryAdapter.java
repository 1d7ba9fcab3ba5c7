package dev.daypass.adapters.directory;

import dev.daypass.adapters.directory.kerberos.TicketReader;
import dev.daypass.adapters.directory.ldap.Directories;
import dev.daypass.adapters.directory.ldap.LiveDirectory;
import dev.daypass.adapters.directory.ldap.PasswordReader;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.signin.DirectoryLookup;
import dev.daypass.core.signin.DirectoryReview;
import dev.daypass.core.signin.Guesses;
import dev.daypass.core.signin.ProofReader;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Signs people in at corporate directories, and says of them what the directory says now. Safe for several threads.
 *
 * <p>Life: {@link #prepare} before a configuration takes effect, {@link #retain} after, {@link #close} at the end.
 */
public final class DirectoryAdapter implements DirectoryReview, DirectoryLookup, AutoCloseable {
    private static final int AT_ONCE_PER_PROCESSOR = 4;

    private final Directories directories;
    private final TicketReader tickets;
    private final List<ProofReader> readers;

    /**
     * @param clock for the age of what is remembered and for health; people are judged by their request's instant
     * @param scheduler starts looks at servers that did not answer; nothing on it blocks, never shut down from here
     * @param guesses bounds wrong passwords
     * @param random makes names of proofs
     */
    public DirectoryAdapter(Clock clock, ScheduledExecutorService scheduler, Guesses guesses, SecureRandom random) {
        this(
                clock,
                scheduler,
                guesses,
                random,
                AT_ONCE_PER_PROCESSOR * Runtime.getRuntime().availableProcessors());
    }

    /**
     * As above.
     *
     * @param mostAtOnce most sign-ins under way at one directory; more are refused soon. Well below the number of
     *     threads that sign-ins run on, or a slow directory would stop those at other providers.
     */
    public DirectoryAdapter(
            Clock clock, ScheduledExecutorService scheduler, Guesses guesses, SecureRandom random, int mostAtOnce) {
        this.directories = new Directories(clock, scheduler, mostAtOnce);
        this.tickets = new TicketReader(directories, clock);
        this.readers = List.of(new PasswordReader(directories, guesses, random), tickets);
    }

    /** The readers of the proofs that directories take, each of another kind. */
    public List<ProofReader> readers() {
        return readers;
    }

    /**
     * Opens the directories among these providers, which connect in the background; returns at once. Equal settings keep
     * the connections they have.
     */
    public void prepare(Collection<Provider> providers) {
        directories.open(providers);
        tickets.prepare(providers);
    }

    /** Lets go of every directory but these; what still asks one of the others is told that it is unreachable. */
    public void retain(Collection<Provider> providers) {
        directories.retain(providers);
        tickets.retain(providers);
    }

    /** How each open directory feels, by name. */
    public List<DirectoryHealth> health() {
        return directories.all().entrySet().stream()
                .map(entry -> entry.getValue()
                        .fold(
                                live -> health(entry.getKey(), live),
                                refusal -> new DirectoryHealth(
                                        entry.getKey(), List.of(), Optional.of(refusal.auditDetail()), 0, 0)))
                .toList();
    }

    /** The directories that can accept no Kerberos ticket now, each with the reason: what is wrong with its keytab. */
    public Map<ProviderId, String> ticketProblems() {
        return tickets.problems();
    }

    private static DirectoryHealth health(ProviderId id, LiveDirectory live) {
        return new DirectoryHealth(id, live.servers(), live.lastError(), live.cacheHits(), live.cacheMisses());
    }

    @Override
    public Look look(Provider directory, Set<String> subjects, Optional<String> since, Instant now) {
        return directories.look(directory, subjects, since, now);
    }

    @Override
    public Standing standing(Provider directory, String subject, Instant now) {
        return directories.standing(directory, subject, now);
    }

    @Override
    public Outcome<Identity> find(Provider directory, String name, Instant now) {
        return directories.find(directory, name, now);
    }

    @Override
    public void close() {
        directories.close();
    }
}
