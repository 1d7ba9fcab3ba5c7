package dev.daypass.adapters.directory.ldap;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import dev.daypass.core.provider.DirectorySettings.Groups;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What groups are called and which groups they are members of, remembered for a while. Safe for several threads.
 *
 * <p>Only what is true of groups is remembered, never who is a member: that is asked at every sign-in.
 */
final class GroupCatalog {
    private static final int BATCH = 100;
    private static final int MOST_REMEMBERED = 100_000;

    private final Groups settings;
    private final Dialect dialect;
    private final Cache<String, Optional<Group>> bySid;
    private final Cache<String, List<Group>> above;
    private final AtomicLong generation = new AtomicLong();

    GroupCatalog(Groups settings, Dialect dialect, Clock clock) {
        this.settings = settings;
        this.dialect = dialect;
        this.bySid = cache(settings.cache(), clock);
        this.above = cache(settings.cache(), clock);
    }

    private static <V> Cache<String, V> cache(Duration age, Clock clock) {
        return Caffeine.newBuilder()
                .maximumSize(age.isZero() ? 0 : MOST_REMEMBERED)
                .expireAfterWrite(age)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .executor(Runnable::run)
                .recordStats()
                .build();
    }

    /** The groups that SIDs name; a SID of another domain, or of what is no group here, names none. */
    List<Group> ofSids(Conversation conversation, Collection<String> sids) throws LDAPException {
        Map<String, Optional<Group>> known = new LinkedHashMap<>(bySid.getAllPresent(sids));
        List<String> unknown =
                sids.stream().filter(sid -> !known.containsKey(sid)).toList();
        for (List<String> batch : Batches.of(unknown, BATCH)) {
            long began = generation.get();
            Map<String, Optional<Group>> read = read(conversation, batch);
            remember(began, () -> bySid.putAll(read));
            known.putAll(read);
        }
        return sids.stream()
                .flatMap(sid -> known.getOrDefault(sid, Optional.empty()).stream())
                .toList();
    }

    private Map<String, Optional<Group>> read(Conversation conversation, List<String> sids) throws LDAPException {
        var found = new LinkedHashMap<String, Optional<Group>>();
        sids.forEach(sid -> found.put(sid, Optional.empty()));
        Filter any = Filter.createORFilter(sids.stream()
                .flatMap(sid -> Binary.sid(sid).stream())
                .map(bytes -> Filter.createEqualityFilter("objectSid", bytes))
                .toList());
        conversation
                .all(sids.size(), settings.baseDn(), Filter.createANDFilter(dialect.groups(), any), Group.ATTRIBUTES)
                .stream()
                .map(Group::of)
                .forEach(group ->
                        group.sid().filter(found::containsKey).ifPresent(sid -> found.put(sid, Optional.of(group))));
        return found;
    }

    /**
     * The groups that some groups are members of themselves. Most are members of none, so many are asked about at once,
     * and halves of them only where there is something to tell apart.
     */
    List<Group> above(Conversation conversation, List<Group> groups) throws LDAPException {
        var all = new ArrayList<Group>();
        var unknown = new ArrayList<Group>();
        Map<String, List<Group>> known =
                above.getAllPresent(groups.stream().map(Group::key).toList());
        for (Group group : groups) {
            List<Group> parents = known.get(group.key());
            if (parents == null) {
                unknown.add(group);
            } else {
                all.addAll(parents);
            }
        }
        for (List<Group> batch : Batches.of(unknown, BATCH)) {
            all.addAll(aboveUnknown(conversation, batch));
        }
        return all;
    }

    private List<Group> aboveUnknown(Conversation conversation, List<Group> groups) throws LDAPException {
        long began = generation.get();
        List<Group> found = having(conversation, groups.stream().map(Group::dn).toList());
        if (found.isEmpty() || groups.size() == 1) {
            remember(began, () -> groups.forEach(group -> above.put(group.key(), found)));
            return found;
        }
        var all = new ArrayList<>(aboveUnknown(conversation, groups.subList(0, groups.size() / 2)));
        all.addAll(aboveUnknown(conversation, groups.subList(groups.size() / 2, groups.size())));
        return all;
    }

    /** The groups that have any of these DNs as a member. */
    private List<Group> having(Conversation conversation, List<String> members) throws LDAPException {
        return search(
                conversation,
                Filter.createORFilter(
                        members.stream().flatMap(dn -> listing(dn).stream()).toList()));
    }

    /** The filters of which a group with this member fulfils one. */
    List<Filter> listing(String member) {
        return switch (dialect.flavour()) {
            case ACTIVE_DIRECTORY -> List.of(Filter.createEqualityFilter("member", member));
            case OPENLDAP ->
                List.of(
                        Filter.createEqualityFilter("member", member),
                        Filter.createEqualityFilter("uniqueMember", member));
        };
    }

    /** The groups that a filter selects; more than the most of one person where there are more. */
    List<Group> search(Conversation conversation, Filter filter) throws LDAPException {
        return conversation
                .all(
                        settings.most(),
                        settings.baseDn(),
                        Filter.createANDFilter(dialect.groups(), filter),
                        Group.ATTRIBUTES)
                .stream()
                .map(Group::of)
                .toList();
    }

    /** What was asked for before everything was forgotten is remembered no more: it may be what has changed. */
    private synchronized void remember(long began, Runnable put) {
        if (generation.get() == began) {
            put.run();
        }
    }

    /** Forgets everything: a group has changed. */
    synchronized void forget() {
        generation.incrementAndGet();
        bySid.invalidateAll();
        above.invalidateAll();
    }

    long hits() {
        return bySid.stats().hitCount() + above.stats().hitCount();
    }

    long misses() {
        return bySid.stats().missCount() + above.stats().missCount();
    }
}
