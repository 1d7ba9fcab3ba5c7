package dev.daypass.adapters.directory.ldap;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.provider.DirectorySettings;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tries settings out: what of them can be judged here, and what a server says to them. Safe for several threads. */
public final class SettingsProbe {
    private final DirectorySettings settings;

    public SettingsProbe(DirectorySettings settings) {
        this.settings = settings;
    }

    /** What is wrong with the filter for people, if anything is. */
    public Optional<String> filterProblem() {
        if (settings.search().filter().isEmpty()) {
            return Optional.empty();
        }
        try {
            Filter.create(settings.search().filter().get());
            return Optional.empty();
        } catch (LDAPException e) {
            return Optional.of(Said.line(String.valueOf(e.getMessage())));
        }
    }

    /** What is wrong with the trusted certificates, if anything is. */
    public Optional<String> certificateProblem() {
        try {
            TlsSockets.trusting(settings.connection().trusted());
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            return Optional.of(Said.line(String.valueOf(e.getMessage())));
        }
    }

    /** What is wrong with a server, if anything is. */
    public enum Trouble {
        /** No connection came about: name, port, certificate, StartTLS. */
        UNREACHABLE,
        /** The service account may not bind. */
        BIND_REFUSED,
        /** A base DN is not there, or may not be read. */
        BASE_UNREADABLE,
        /** Of some person, what every sign-in needs may not be read. */
        PERSON_UNREADABLE
    }

    /**
     * What is wrong, and how the server put it.
     *
     * @param said one line, without secrets
     */
    public record Answer(Trouble trouble, String said) {}

    /**
     * Connects to one server as the broker would, and reads the base DNs. Blocks for as long as the settings are patient.
     *
     * @param clock for nothing but the server's own record of its health
     */
    public Optional<Answer> ask(URI url, Clock clock) {
        try (Server server = new Server(url, settings.connection(), clock)) {
            return server.searches()
                    .run(connection -> Outcome.granted(unreadable(connection)))
                    .value()
                    .flatMap(base -> base);
        } catch (Lane.NotConnected e) {
            return Optional.of(new Answer(
                    e.why().getResultCode().equals(ResultCode.INVALID_CREDENTIALS)
                            ? Trouble.BIND_REFUSED
                            : Trouble.UNREACHABLE,
                    Said.connecting(e.why())));
        } catch (Lane.Occupied e) {
            throw new IllegalStateException("nobody else has this server's connections", e);
        } catch (LDAPException e) {
            return Optional.of(new Answer(Trouble.UNREACHABLE, Said.by(e)));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private Optional<Answer> unreadable(LDAPConnection connection) throws LDAPException {
        List<String> bases = Stream.of(
                        settings.search().baseDn(), settings.groups().baseDn())
                .distinct()
                .toList();
        for (String base : bases) {
            try {
                int entries = connection
                        .search(base, SearchScope.BASE, Filter.createPresenceFilter("objectClass"), "1.1")
                        .getEntryCount();
                if (entries == 0) {
                    return Optional.of(new Answer(Trouble.BASE_UNREADABLE, "`" + base + "` may not be read"));
                }
            } catch (LDAPException e) {
                if (!e.getResultCode().isConnectionUsable()) {
                    throw e;
                }
                return Optional.of(new Answer(Trouble.BASE_UNREADABLE, "`" + base + "`: " + Said.by(e)));
            }
        }
        return unreadablePerson(connection);
    }

    /** Active Directory does not show everything to every service account. */
    private Optional<Answer> unreadablePerson(LDAPConnection connection) throws LDAPException {
        if (settings.search().flavour() != DirectorySettings.Flavour.ACTIVE_DIRECTORY
                || filterProblem().isPresent()) {
            return Optional.empty();
        }
        Optional<SearchResultEntry> person = somebody(connection);
        if (person.isPresent() && !person.get().hasAttribute("userAccountControl")) {
            return unreadable("userAccountControl");
        }
        if (person.isEmpty() || settings.groups().nesting() != DirectorySettings.Nesting.TOKEN_GROUPS) {
            return Optional.empty();
        }
        SearchResultEntry tokens = connection.getEntry(person.get().getDN(), "tokenGroups");
        return tokens == null || !tokens.hasAttribute("tokenGroups") ? unreadable("tokenGroups") : Optional.empty();
    }

    private static Optional<Answer> unreadable(String attribute) {
        return Optional.of(new Answer(Trouble.PERSON_UNREADABLE, "does not show `" + attribute + "` of a person"));
    }

    private Optional<SearchResultEntry> somebody(LDAPConnection connection) throws LDAPException {
        var request = new SearchRequest(
                settings.search().baseDn(),
                SearchScope.SUB,
                new PersonSearch(settings.search()).anybody(),
                "userAccountControl");
        request.setSizeLimit(1);
        try {
            return first(connection.search(request).getSearchEntries());
        } catch (LDAPSearchException e) {
            if (!e.getResultCode().equals(ResultCode.SIZE_LIMIT_EXCEEDED)) {
                throw e;
            }
            return first(e.getSearchEntries());
        }
    }

    private static Optional<SearchResultEntry> first(@Nullable List<SearchResultEntry> entries) {
        return Optional.ofNullable(entries).flatMap(all -> all.stream().findFirst());
    }
}
