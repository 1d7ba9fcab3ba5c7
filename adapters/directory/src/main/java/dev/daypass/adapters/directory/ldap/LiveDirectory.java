package dev.daypass.adapters.directory.ldap;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.provider.DirectorySettings;
import dev.daypass.core.signin.DirectoryReview.Look;
import dev.daypass.core.signin.DirectoryReview.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** One open directory: its servers, and what is remembered of its groups. Safe for several threads. */
public final class LiveDirectory implements AutoCloseable {
    /** One finds the person, one judges the password, one reads the groups. */
    private static final int ANSWERS_OF_A_SIGN_IN = 3;

    private final Servers servers;
    private final ScheduledExecutorService watch;
    private final Duration patience;
    private final Duration whole;
    private final PersonSearch people;
    private final IdentityReader identities;
    private final GroupCatalog catalog;
    private final Review review;
    private final BindPace pace;

    /**
     * @param watch closes connections on which a search takes too long
     * @param pace of wrong passwords; closed with this
     * @throws LDAPException if the configured filter is none
     */
    LiveDirectory(
            ProviderId id,
            DirectorySettings settings,
            Servers servers,
            GroupCatalog catalog,
            ScheduledExecutorService watch,
            BindPace pace)
            throws LDAPException {
        this.servers = servers;
        this.watch = watch;
        this.patience = settings.connection().patience().response();
        this.whole = settings.connection().patience().connect().plus(patience.multipliedBy(ANSWERS_OF_A_SIGN_IN));
        this.catalog = catalog;
        this.people = new PersonSearch(settings.search());
        Dialect dialect = Dialect.of(settings.search().flavour());
        this.identities =
                new IdentityReader(id, settings.search(), new Memberships(settings.groups(), dialect, catalog));
        this.pace = pace;
        this.review = new Review(settings, people, identities, catalog);
    }

    /** How each of its servers is, in the order in which they are asked. */
    public List<ServerHealth> servers() {
        return servers.health();
    }

    /** The newest failure of any server, recovered from or not. */
    public Optional<String> lastError() {
        return servers.lastError();
    }

    /** Look-ups of groups answered from memory. */
    public long cacheHits() {
        return catalog.hits();
    }

    /** Look-ups of groups that the directory was asked for. */
    public long cacheMisses() {
        return catalog.misses();
    }

    /** Connects, in the background. */
    void warmUp() {
        servers.warmUp();
    }

    boolean reachable() {
        return servers.reachable();
    }

    BindPace pace() {
        return pace;
    }

    PersonSearch people() {
        return people;
    }

    /**
     * Does one sign-in, which must be over by its deadline; refused at once, as unreachable, where too many are under way:
     * whoever signs in elsewhere must not wait for a slow directory (security L09).
     */
    <T> Outcome<T> admit(Function<Deadline, Outcome<T>> signIn) {
        return servers.admit(() -> signIn.apply(Deadline.in(whole)));
    }

    /** The person that has an account's name. */
    Outcome<Identity> byAccountName(String account, People.Arrival arrival) {
        return people.ofAccount(account)
                .map(filter -> admit(
                        deadline -> known(filter, deadline, arrival.instant(), IdentityReader.Vouching.of(arrival))))
                .orElseGet(() -> nobody());
    }

    /** The person that a name means. */
    Outcome<Identity> find(String name, Instant now) {
        return people.named(name)
                .map(filter -> admit(deadline -> known(filter, deadline, now, IdentityReader.Vouching.none())))
                .orElseGet(() -> nobody());
    }

    Outcome<Look> look(Set<String> subjects, Optional<String> since, Instant now) {
        return search(Deadline.never(), conversation -> review.look(conversation, subjects, since, now));
    }

    /** How one person stands, told to somebody who waits for it as at a sign-in. */
    Outcome<Standing> standing(String subject, Instant now) {
        return admit(deadline ->
                search(deadline, conversation -> Outcome.granted(review.standing(conversation, subject, now))));
    }

    /** Whom a name means; at most one is enabled. */
    Outcome<List<Person>> named(Filter name, Deadline deadline) {
        return search(deadline, conversation -> Outcome.granted(people.ofOneName(conversation, name)));
    }

    /**
     * Whether a password is an entry's.
     *
     * @param again asked when a server gave no verdict: whether the password may be shown to another
     */
    Outcome<Boolean> bind(BindVerdict.Attempt attempt, BooleanSupplier again, Deadline deadline) {
        return servers.ask(
                Servers.Purpose.BIND,
                deadline,
                connection -> BindVerdict.ask(connection, attempt, deadline.within(patience)),
                again);
    }

    /** What the directory says of a person somebody vouched for. */
    Outcome<Identity> identity(Person person, IdentityReader.Vouching vouching, Deadline deadline) {
        return search(deadline, conversation -> identities.identity(conversation, person, vouching));
    }

    private Outcome<Identity> known(Filter name, Deadline deadline, Instant now, IdentityReader.Vouching vouching) {
        return search(deadline, conversation -> {
            List<Person> all = people.ofOneName(conversation, name);
            if (all.isEmpty()) {
                return nobody();
            }
            if (all.size() > 1) {
                return DirectoryRefusals.refused(Reason.ACCOUNT_NOT_UNIQUE, "L04: several people have this name");
            }
            Optional<Refusal> problem = all.get(0).state().problem(now);
            return problem.isPresent()
                    ? Outcome.refused(problem.get())
                    : identities.identity(conversation, all.get(0), vouching);
        });
    }

    private static <T> Outcome<T> nobody() {
        return DirectoryRefusals.refused(Reason.ACCOUNT_RESTRICTED, "L04: nobody among the people has this name");
    }

    private interface Asking<T> {
        Outcome<T> of(Conversation conversation) throws LDAPException;
    }

    private <T> Outcome<T> search(Deadline deadline, Asking<T> asking) {
        return servers.ask(
                Servers.Purpose.SEARCH,
                deadline,
                connection -> asking.of(new Conversation(connection, watch, patience, deadline)),
                () -> true);
    }

    @Override
    public void close() {
        pace.close();
        servers.close();
    }
}
