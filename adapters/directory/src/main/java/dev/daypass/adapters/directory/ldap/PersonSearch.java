package dev.daypass.adapters.directory.ldap;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import dev.daypass.core.provider.DirectorySettings.Search;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for people. Names become values of filters, never text of them, so that no name is a filter (RFC 4515 section 3;
 * security L02).
 */
final class PersonSearch {
    /** As many entries as show that a name is not one person's, when some of them are disabled. */
    private static final int MOST_OF_ONE_NAME = 8;

    private final Search search;
    private final Dialect dialect;
    private final Filter people;
    private final Set<String> attributes;

    /**
     * @throws LDAPException if the configured filter is none
     */
    PersonSearch(Search search) throws LDAPException {
        this.search = search;
        this.dialect = Dialect.of(search.flavour());
        var all = new ArrayList<>(List.of(dialect.people()));
        if (search.filter().isPresent()) {
            all.add(Filter.create(search.filter().get()));
        }
        this.people = Filter.createANDFilter(all);
        this.attributes = new LinkedHashSet<>(search.read());
        this.attributes.addAll(dialect.state());
        this.attributes.addAll(List.of(search.subject(), dialect.account(), "objectSid", "primaryGroupID"));
    }

    /** What a name that was typed looks for; absent: nobody can have it. */
    Optional<Filter> named(String typed) {
        String name = typed.strip();
        int backslash = name.indexOf('\\');
        if (backslash >= 0) {
            boolean ours = search.domain()
                    .filter(domain -> domain.equalsIgnoreCase(name.substring(0, backslash)))
                    .isPresent();
            boolean byAccount = search.names().stream().anyMatch(dialect.account()::equalsIgnoreCase);
            return ours && byAccount ? ofAccount(name.substring(backslash + 1)) : Optional.empty();
        }
        return Optional.of(Filter.createORFilter(search.names().stream()
                .map(attribute -> Filter.createEqualityFilter(attribute, name))
                .toList()));
    }

    /** What an account's name looks for. */
    Optional<Filter> ofAccount(String account) {
        return account.isBlank()
                ? Optional.empty()
                : Optional.of(Filter.createEqualityFilter(dialect.account(), account));
    }

    /** What subjects look for; those that are no subjects of this directory look for nobody. */
    Filter ofSubjects(Collection<String> subjects) {
        return Filter.createORFilter(subjects.stream()
                .flatMap(subject -> Binary.isBinary(search.subject())
                        ? Binary.bytes(search.subject(), subject).stream()
                                .map(bytes -> Filter.createEqualityFilter(search.subject(), bytes))
                        : Optional.of(Filter.createEqualityFilter(search.subject(), subject)).stream())
                .toList());
    }

    /** Those whom a name means: one; none; or several, of whom enabled ones come before all others. */
    List<Person> ofOneName(Conversation conversation, Filter name) throws LDAPException {
        List<Person> all =
                conversation
                        .first(MOST_OF_ONE_NAME, search.baseDn(), Filter.createANDFilter(people, name), attributes)
                        .stream()
                        .map(this::person)
                        .toList();
        List<Person> enabled =
                all.stream().filter(person -> !person.state().disabled()).toList();
        return all.size() < MOST_OF_ONE_NAME && enabled.size() == 1 ? enabled : all;
    }

    /** The people of these subjects, at most as many as there are subjects, with everything that is read of people. */
    List<Person> whole(Conversation conversation, Collection<String> subjects) throws LDAPException {
        return of(conversation, subjects, attributes);
    }

    /** The people of these subjects, with what says whether they may still sign in and whether they changed. */
    List<Person> brief(Conversation conversation, Collection<String> subjects) throws LDAPException {
        var brief = new LinkedHashSet<>(dialect.state());
        brief.add(search.subject());
        brief.addAll(dialect.version());
        return of(conversation, subjects, brief);
    }

    /** What every one of the people fulfils. */
    Filter anybody() {
        return people;
    }

    private List<Person> of(Conversation conversation, Collection<String> subjects, Set<String> wanted)
            throws LDAPException {
        Filter filter = Filter.createANDFilter(people, ofSubjects(subjects));
        return conversation.all(2 * subjects.size(), search.baseDn(), filter, wanted).stream()
                .map(this::person)
                .toList();
    }

    private Person person(SearchResultEntry entry) {
        return Person.of(entry, search.subject(), dialect);
    }
}
