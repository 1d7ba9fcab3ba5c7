package dev.daypass.adapters.directory.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.provider.DirectorySettings;
import dev.daypass.core.signin.DirectoryReview.Gone;
import dev.daypass.core.signin.DirectoryReview.Look;
import dev.daypass.core.signin.DirectoryReview.Present;
import dev.daypass.core.signin.DirectoryReview.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks again at people whose sessions live. Active Directory counts its changes, so that a look at one that has not
 * changed is one question (MS-ADTS 3.1.1.1.9); otherwise the versions of all groups and of the people asked about are
 * compared with those that the earlier look saw: who has another one is read anew, and everybody where a group changed.
 *
 * <p>What a look saw is remembered here, so a mark that is not known (any more) has everybody told. Safe for several
 * threads.
 */
final class Review {
    private static final Logger LOG = LoggerFactory.getLogger(Review.class);
    private static final int BATCH = 100;
    private static final int MOST_GROUPS = 500_000;

    private final Dialect dialect;
    private final String groupsBase;
    private final boolean computed;
    private final PersonSearch people;
    private final IdentityReader identities;
    private final GroupCatalog catalog;
    private final SeenLooks looks = new SeenLooks();
    private final AtomicReference<Optional<String>> newestGroups = new AtomicReference<>(Optional.empty());

    Review(DirectorySettings settings, PersonSearch people, IdentityReader identities, GroupCatalog catalog) {
        this.dialect = Dialect.of(settings.search().flavour());
        this.groupsBase = settings.groups().baseDn();
        this.computed = switch (settings.groups().nesting()) {
            case TOKEN_GROUPS, IN_CHAIN -> true;
            case DIRECT, RECURSION -> false;
        };
        this.people = people;
        this.identities = identities;
        this.catalog = catalog;
    }

    Outcome<Look> look(Conversation conversation, Set<String> subjects, Optional<String> since, Instant now)
            throws LDAPException {
        // INVARIANT: where the directory stands is read before anything else, or a change in between would be missed.
        Optional<String> position = position(conversation);
        Optional<SeenLooks.Seen> before = since.flatMap(looks::of);
        Optional<SeenLooks.Seen> holding = before.filter(seen -> seen.holds(subjects, now));
        if (position.isPresent() && holding.flatMap(SeenLooks.Seen::position).equals(position)) {
            return Outcome.granted(new Look(List.of(), since.orElseThrow()));
        }
        Optional<String> groups = groups(conversation);
        // INVARIANT: forgotten before anybody is read, whatever the mark, or who is read now would be told what was
        // before.
        if (!newestGroups.getAndSet(groups).equals(groups) || groups.isEmpty()) {
            catalog.forget();
        }
        boolean sameGroups =
                groups.isPresent() && before.flatMap(SeenLooks.Seen::groups).equals(groups);
        var telling = new Telling(conversation, now, sameGroups ? before.get().versions() : Map.of());
        for (List<String> batch : Batches.of(List.copyOf(new TreeSet<>(subjects)), BATCH)) {
            telling.tell(batch);
        }
        telling.endOfAll();
        String mark = looks.add(new SeenLooks.Seen(position, groups, telling.end, telling.versions));
        return Outcome.granted(new Look(telling.standings, mark));
    }

    /** How one subject stands, whatever a look saw. */
    Standing standing(Conversation conversation, String subject, Instant now) throws LDAPException {
        var telling = new Telling(conversation, now, Map.of());
        telling.tellAnew(List.of(subject));
        if (!telling.failures.isEmpty()) {
            throw telling.failures.get(0);
        }
        return telling.standings.get(0);
    }

    /** The server's life and the number of its newest change; absent where none is told. */
    private Optional<String> position(Conversation conversation) throws LDAPException {
        if (!dialect.isActiveDirectory()) {
            return Optional.empty();
        }
        Optional<SearchResultEntry> root = conversation.entry("", List.of("highestCommittedUSN", "dsServiceName"));
        Optional<String> change = root.map(entry -> entry.getAttributeValue("highestCommittedUSN"));
        Optional<String> service = root.map(entry -> entry.getAttributeValue("dsServiceName"));
        if (change.isEmpty() || service.isEmpty()) {
            return Optional.empty();
        }
        // Numbers count for one life of one server: one that was restored from a backup has another invocationId.
        return conversation
                .entry(service.get(), List.of("invocationId"))
                .map(entry -> entry.getAttributeValueBytes("invocationId"))
                .flatMap(Binary::guid)
                .map(life -> life + " " + change.get());
    }

    /** One text that is another one whenever any group changed, came, went or was renamed; absent where one does not tell. */
    private Optional<String> groups(Conversation conversation) throws LDAPException {
        var lines = new TreeSet<String>();
        for (String base : bases(conversation)) {
            for (SearchResultEntry entry : conversation.all(MOST_GROUPS, base, dialect.groups(), dialect.version())) {
                String version = version(entry);
                if (version.isBlank()) {
                    return Optional.empty();
                }
                lines.add(entry.getDN() + "\n" + version);
            }
        }
        return Optional.of(SeenLooks.hash(lines));
    }

    /** Below which groups are that count: those that the server itself computes lead through groups of its whole domain. */
    private Set<String> bases(Conversation conversation) throws LDAPException {
        Optional<String> domain = computed
                ? conversation
                        .entry("", List.of("defaultNamingContext"))
                        .map(root -> root.getAttributeValue("defaultNamingContext"))
                : Optional.empty();
        if (domain.isPresent() && DN.isDescendantOf(groupsBase, domain.get(), true)) {
            return Set.of(domain.get());
        }
        return domain.map(whole -> Set.of(whole, groupsBase)).orElseGet(() -> Set.of(groupsBase));
    }

    private String version(SearchResultEntry entry) {
        return String.join(
                " ",
                dialect.version().stream()
                        .map(name -> Optional.ofNullable(entry.getAttributeValue(name))
                                .orElse(""))
                        .toList());
    }

    /** What one look tells. */
    private final class Telling {
        private final Conversation conversation;
        private final Instant now;
        private final Map<String, String> before;
        private final List<Standing> standings = new ArrayList<>();
        private final Map<String, String> versions = new HashMap<>();
        private final List<LDAPException> failures = new ArrayList<>();
        private int read;
        private Optional<Instant> end = Optional.empty();

        Telling(Conversation conversation, Instant now, Map<String, String> before) {
            this.conversation = conversation;
            this.now = now;
            this.before = before;
        }

        void tell(List<String> subjects) throws LDAPException {
            Map<String, Person> found = bySubject(people.brief(conversation, subjects));
            var changed = new ArrayList<String>();
            for (String subject : subjects) {
                Optional<Person> person = Optional.ofNullable(found.get(subject));
                Optional<Refusal> problem = problem(person);
                if (problem.isPresent()) {
                    standings.add(new Gone(subject, problem.get()));
                    continue;
                }
                endsBy(person.orElseThrow().state().expires());
                String version = version(person.orElseThrow().entry());
                versions.put(subject, version);
                if (version.isBlank() || !version.equals(before.get(subject))) {
                    changed.add(subject);
                }
            }
            if (!changed.isEmpty()) {
                tellAnew(changed);
            }
        }

        private void endsBy(Optional<Instant> other) {
            end = Stream.concat(end.stream(), other.stream()).min(Comparator.naturalOrder());
        }

        private void tellAnew(List<String> subjects) throws LDAPException {
            Map<String, Person> found = bySubject(people.whole(conversation, subjects));
            for (String subject : subjects) {
                Optional<Person> person = Optional.ofNullable(found.get(subject));
                Optional<Refusal> problem = problem(person);
                if (problem.isPresent()) {
                    standings.add(new Gone(subject, problem.get()));
                } else {
                    read(subject, person.orElseThrow());
                }
            }
        }

        /** Whom the directory cannot tell stays as it was, and is asked about again by the next look. */
        private void read(String subject, Person person) throws LDAPException {
            try {
                standings.add(identities
                        .identity(conversation, person, IdentityReader.Vouching.none())
                        .<Standing>fold(
                                present -> new Present(subject, present), refusal -> new Gone(subject, refusal)));
                read++;
            } catch (LDAPException e) {
                if (!e.getResultCode().isConnectionUsable()) {
                    throw e;
                }
                LOG.warn("one person could not be read anew: {}", Said.by(e));
                versions.remove(subject);
                failures.add(e);
            }
        }

        /** Where several could not be read and nobody could, it is the directory and not they. */
        void endOfAll() throws LDAPException {
            if (failures.size() > 1 && read == 0) {
                throw failures.get(0);
            }
        }

        private Optional<Refusal> problem(Optional<Person> person) {
            return person.map(known -> known.state().problem(now))
                    .orElseGet(() -> Optional.of(DirectoryRefusals.refusal(
                            Reason.ACCOUNT_RESTRICTED, "deleted, or no longer among the people")));
        }

        private Map<String, Person> bySubject(List<Person> all) {
            var people = new LinkedHashMap<String, Person>();
            all.forEach(person -> person.subject().ifPresent(subject -> people.putIfAbsent(subject, person)));
            return people;
        }
    }
}
