package dev.daypass.adapters.directory.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Searches on one connection: every search as a whole, and all of them, end in time, also at a server that drips entries; references to
 * other servers are passed over (RFC 4511 section 4.5.3; security L05). For one thread.
 */
final class Conversation {
    private static final int PAGE = 500;
    private static final int MOST_PAGES = 1_000;

    private final LDAPConnection connection;
    private final ScheduledExecutorService watch;
    private final Duration patience;
    private final Deadline deadline;

    /**
     * @param watch closes the connection when a search takes too long
     * @param patience for one search
     * @param deadline for all of them
     */
    Conversation(LDAPConnection connection, ScheduledExecutorService watch, Duration patience, Deadline deadline) {
        this.connection = connection;
        this.watch = watch;
        this.patience = patience;
        this.deadline = deadline;
    }

    /** An entry by its DN; absent if there is none, or none that may be seen. */
    Optional<SearchResultEntry> entry(String dn, Collection<String> attributes) throws LDAPException {
        var request =
                new SearchRequest(dn, SearchScope.BASE, Filter.createPresenceFilter("objectClass"), names(attributes));
        try {
            return entries(timed(request)).stream().findFirst();
        } catch (LDAPSearchException e) {
            if (e.getResultCode().equals(ResultCode.NO_SUCH_OBJECT)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The first entries below a base, at most so many; more than one may be asked for to see whether there are more. */
    List<SearchResultEntry> first(int most, String base, Filter filter, Collection<String> attributes)
            throws LDAPException {
        var request = new SearchRequest(base, SearchScope.SUB, filter, names(attributes));
        request.setSizeLimit(most);
        try {
            return entries(timed(request));
        } catch (LDAPSearchException e) {
            List<SearchResultEntry> some = entries(e.getSearchResult());
            if (e.getResultCode().equals(ResultCode.SIZE_LIMIT_EXCEEDED) && some.size() >= most) {
                return some;
            }
            throw e;
        }
    }

    /** All entries below a base, page by page (RFC 2696); stops when there are more than so many. */
    List<SearchResultEntry> all(int most, String base, Filter filter, Collection<String> attributes)
            throws LDAPException {
        var entries = new ArrayList<SearchResultEntry>();
        @Nullable ASN1OctetString cookie = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            var request = new SearchRequest(base, SearchScope.SUB, filter, names(attributes));
            request.addControl(new SimplePagedResultsControl(PAGE, cookie));
            SearchResult result = timed(request);
            entries.addAll(entries(result));
            SimplePagedResultsControl more = SimplePagedResultsControl.get(result);
            if (more == null || !more.moreResultsToReturn() || entries.size() > most) {
                return entries;
            }
            cookie = more.getCookie();
        }
        throw new LDAPException(ResultCode.DECODING_ERROR, "pages without end");
    }

    /**
     * All values of an attribute, also where the server hands them out in ranges (MS-ADTS 3.1.1.3.1.3.3).
     *
     * @param most stops when there are more than so many
     */
    List<byte[]> values(SearchResultEntry entry, String name, int most) throws LDAPException {
        var values = new ArrayList<byte[]>();
        Optional<RangedValues> part = RangedValues.in(entry, name);
        while (part.isPresent()) {
            values.addAll(part.get().values());
            if (part.get().last() || values.size() > most) {
                return values;
            }
            int begun = values.size();
            part = entry(entry.getDN(), List.of(part.get().next()))
                    .flatMap(next -> RangedValues.in(next, name))
                    .filter(next -> !next.values().isEmpty() && next.from() == begun);
            if (part.isEmpty()) {
                throw new LDAPException(ResultCode.DECODING_ERROR, "the values of `" + name + "` break off");
            }
        }
        Attribute whole = entry.getAttribute(name);
        return whole == null ? List.of() : List.of(whole.getValueByteArrays());
    }

    private static List<SearchResultEntry> entries(SearchResult result) {
        @Nullable List<SearchResultEntry> entries = result.getSearchEntries();
        return entries == null ? List.of() : entries;
    }

    private static String[] names(Collection<String> attributes) {
        return attributes.toArray(String[]::new);
    }

    private SearchResult timed(SearchRequest request) throws LDAPException {
        if (deadline.passed()) {
            throw new LDAPException(ResultCode.TIMEOUT, "no time is left for this sign-in");
        }
        Duration rest = deadline.within(patience);
        var late = new AtomicBoolean();
        Future<?> end = watch.schedule(
                () -> {
                    late.set(true);
                    connection.closeWithoutUnbind();
                },
                rest.toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            return connection.search(request);
        } catch (LDAPException e) {
            if (late.get()) {
                throw new LDAPException(ResultCode.TIMEOUT, "no whole answer within " + rest, e);
            }
            throw e;
        } finally {
            end.cancel(false);
        }
    }
}
