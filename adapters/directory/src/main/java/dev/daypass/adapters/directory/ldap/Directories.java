package dev.daypass.adapters.directory.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.UnavailableException;
import dev.daypass.core.provider.DirectorySettings;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.signin.DirectoryLookup;
import dev.daypass.core.signin.DirectoryReview;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/** The directories that are open, each by its provider and settings. Safe for several threads. */
public final class Directories implements People, DirectoryReview, DirectoryLookup, AutoCloseable {
    private final Map<Key, Outcome<LiveDirectory>> open = new ConcurrentHashMap<>();
    private final Clock clock;
    private final ScheduledExecutorService scheduler;
    private final int mostAtOnce;
    private final Supplier<Pause> pauses;
    private final ExecutorService background = Executors.newCachedThreadPool(Directories::daemon);

    /** What makes two directories one. */
    private record Key(ProviderId id, DirectorySettings settings) {}

    /**
     * @param clock for the age of what is remembered and for health
     * @param scheduler starts looks at servers that did not answer
     * @param mostAtOnce most sign-ins under way at one directory
     */
    public Directories(Clock clock, ScheduledExecutorService scheduler, int mostAtOnce) {
        this(clock, scheduler, mostAtOnce, Pause.Real::new);
    }

    /**
     * As above.
     *
     * @param pauses how time passes at each directory
     */
    Directories(Clock clock, ScheduledExecutorService scheduler, int mostAtOnce, Supplier<Pause> pauses) {
        this.mostAtOnce = mostAtOnce;
        this.pauses = pauses;
        this.clock = clock;
        this.scheduler = scheduler;
    }

    /** Opens the directories among these providers that are not open yet. */
    public void open(Collection<Provider> providers) {
        keys(providers).keySet().forEach(key -> open.computeIfAbsent(key, this::opened));
    }

    /** Closes all but these. */
    public void retain(Collection<Provider> providers) {
        Set<Key> kept = keys(providers).keySet();
        open.keySet().stream().filter(key -> !kept.contains(key)).toList().forEach(this::close);
    }

    /** All that are open, by name; what cannot be opened says why. */
    public Map<ProviderId, Outcome<LiveDirectory>> all() {
        var all = new LinkedHashMap<ProviderId, Outcome<LiveDirectory>>();
        open.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(
                        Comparator.comparing(key -> key.id().name())))
                .forEach(entry -> all.put(entry.getKey().id(), entry.getValue()));
        return all;
    }

    @Override
    public Outcome<Identity> byAccountName(Provider directory, String account, Arrival arrival) {
        return live(directory).then(live -> live.byAccountName(account, arrival));
    }

    @Override
    public Outcome<Identity> find(Provider directory, String name, Instant now) {
        return live(directory).then(live -> live.find(name, now));
    }

    @Override
    public Look look(Provider directory, Set<String> subjects, Optional<String> since, Instant now) {
        return told(directory, live(directory).then(live -> live.look(subjects, since, now)));
    }

    @Override
    public Standing standing(Provider directory, String subject, Instant now) {
        return told(directory, live(directory).then(live -> live.standing(subject, now)));
    }

    private static <T> T told(Provider directory, Outcome<T> answer) {
        return answer.fold(told -> told, refusal -> {
            throw new UnavailableException(
                    "directory `" + directory.id() + "` cannot be asked: " + refusal.auditDetail());
        });
    }

    @Override
    public void close() {
        List.copyOf(open.keySet()).forEach(this::close);
        background.shutdownNow();
    }

    /** The open directory of a provider; refused if its settings never were prepared. */
    Outcome<LiveDirectory> live(Provider provider) {
        if (!(provider.settings() instanceof DirectorySettings settings)) {
            return DirectoryRefusals.refused(Reason.PROVIDER_MISMATCH, "S88: the provider is no directory");
        }
        Outcome<LiveDirectory> live = open.get(new Key(provider.id(), settings));
        return live == null
                ? DirectoryRefusals.refused(Reason.PROVIDER_NOT_READY, "the directory was never prepared")
                : live;
    }

    private Outcome<LiveDirectory> opened(Key key) {
        try {
            LiveDirectory live = connected(key);
            live.warmUp();
            return Outcome.granted(live);
        } catch (LDAPException e) {
            return notReady("`userFilter` is no filter: " + Said.line(String.valueOf(e.getMessage())));
        } catch (GeneralSecurityException e) {
            return notReady("`trustedCertificates` cannot be read: " + Said.line(String.valueOf(e.getMessage())));
        }
    }

    private LiveDirectory connected(Key key) throws LDAPException, GeneralSecurityException {
        DirectorySettings settings = key.settings();
        var servers = new ArrayList<Server>();
        for (URI url : settings.connection().urls()) {
            servers.add(new Server(url, settings.connection(), clock));
        }
        return new LiveDirectory(
                key.id(),
                settings,
                new Servers(servers, scheduler, background, mostAtOnce),
                new GroupCatalog(settings.groups(), Dialect.of(settings.search().flavour()), clock),
                scheduler,
                new BindPace(pauses.get(), clock));
    }

    private static Outcome<LiveDirectory> notReady(String why) {
        return DirectoryRefusals.refused(Reason.PROVIDER_NOT_READY, why);
    }

    private void close(Key key) {
        Outcome<LiveDirectory> gone = open.remove(key);
        if (gone != null) {
            gone.value().ifPresent(LiveDirectory::close);
        }
    }

    private static Thread daemon(Runnable look) {
        var thread = new Thread(look, "directory-look");
        thread.setDaemon(true);
        return thread;
    }

    private static Map<Key, Provider> keys(Collection<Provider> providers) {
        var keys = new LinkedHashMap<Key, Provider>();
        for (Provider provider : providers) {
            if (provider.settings() instanceof DirectorySettings settings) {
                keys.put(new Key(provider.id(), settings), provider);
            }
        }
        return keys;
    }
}
