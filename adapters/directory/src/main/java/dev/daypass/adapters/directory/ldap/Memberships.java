package dev.daypass.adapters.directory.ldap;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchResultEntry;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.provider.DirectorySettings.Groups;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out which groups a person is a member of. A failure on the way is a failure: never fewer groups than there are
 * (security L07, L09).
 *
 * <p>{@code token-groups} and {@code in-chain} tell security groups, those that Windows itself would grant by; the others
 * tell distribution lists too. Groups outside the configured base, and of other domains, are left out everywhere.
 */
final class Memberships {
    private static final String IN_CHAIN = "1.2.840.113556.1.4.1941";
    private static final String BIT_AND = "1.2.840.113556.1.4.803";
    /** GROUP_TYPE_SECURITY_ENABLED of {@code groupType} (MS-ADTS 2.2.12). */
    private static final Filter SECURITY_GROUP =
            Filter.createExtensibleMatchFilter("groupType", BIT_AND, false, "2147483648");

    private final Groups settings;
    private final Dialect dialect;
    private final GroupCatalog catalog;

    Memberships(Groups settings, Dialect dialect, GroupCatalog catalog) {
        this.settings = settings;
        this.dialect = dialect;
        this.catalog = catalog;
    }

    /** The names of a person's groups, each once, in the order of their letters. */
    Outcome<List<String>> of(Conversation conversation, Person person) throws LDAPException {
        Outcome<List<Group>> groups =
                switch (settings.nesting()) {
                    case DIRECT -> bounded(direct(conversation, person));
                    case TOKEN_GROUPS -> tokenGroups(conversation, person);
                    case IN_CHAIN -> bounded(inChain(conversation, person));
                    case RECURSION -> recursion(conversation, person);
                };
        return groups.map(found -> found.stream()
                .flatMap(group -> group.name(settings.name()).stream())
                .distinct()
                .sorted()
                .toList());
    }

    private List<Group> direct(Conversation conversation, Person person) throws LDAPException {
        var filters = new ArrayList<>(catalog.listing(person.dn()));
        if (!dialect.isActiveDirectory()) {
            person.text(dialect.account())
                    .ifPresent(uid -> filters.add(Filter.createANDFilter(
                            Filter.createEqualityFilter("objectClass", "posixGroup"),
                            Filter.createEqualityFilter("memberUid", uid))));
        }
        var groups = new ArrayList<>(catalog.search(conversation, Filter.createORFilter(filters)));
        groups.addAll(primary(conversation, person));
        return groups;
    }

    /** A person's primary group does not list its members (MS-ADTS 3.1.1.6.3). */
    private List<Group> primary(Conversation conversation, Person person) throws LDAPException {
        Optional<String> sid = person.text("objectSid")
                .flatMap(user -> Optional.ofNullable(person.entry().getAttributeValueAsLong("primaryGroupID"))
                        .flatMap(rid -> Binary.sibling(user, rid)));
        return sid.isPresent() ? catalog.ofSids(conversation, List.of(sid.get())) : List.of();
    }

    private Outcome<List<Group>> tokenGroups(Conversation conversation, Person person) throws LDAPException {
        SearchResultEntry entry = conversation
                .entry(person.dn(), List.of("tokenGroups"))
                .orElseThrow(() -> new LDAPException(ResultCode.NO_SUCH_OBJECT, "the person's entry is gone"));
        List<byte[]> values = conversation.values(entry, "tokenGroups", settings.most());
        if (values.isEmpty()) {
            // Everybody has a primary group, so this is no answer but a lack of the right to read one.
            throw new LDAPException(ResultCode.INSUFFICIENT_ACCESS_RIGHTS, "`tokenGroups` may not be read");
        }
        if (values.size() > settings.most()) {
            return tooMany();
        }
        Set<String> sids = new LinkedHashSet<>();
        values.forEach(value -> Binary.sid(value).ifPresent(sids::add));
        return Outcome.granted(catalog.ofSids(conversation, sids));
    }

    private List<Group> inChain(Conversation conversation, Person person) throws LDAPException {
        List<Group> primary = primary(conversation, person);
        var chains = new ArrayList<Filter>(List.of(chain(person.dn())));
        primary.forEach(group -> chains.add(chain(group.dn())));
        var groups = new ArrayList<>(
                catalog.search(conversation, Filter.createANDFilter(SECURITY_GROUP, Filter.createORFilter(chains))));
        groups.addAll(primary);
        return groups;
    }

    private static Filter chain(String member) {
        return Filter.createExtensibleMatchFilter("member", IN_CHAIN, false, member);
    }

    /** Level by level, every group once, so that a cycle ends where it began. */
    private Outcome<List<Group>> recursion(Conversation conversation, Person person) throws LDAPException {
        Map<String, Group> seen = new LinkedHashMap<>();
        List<Group> level = fresh(direct(conversation, person), seen);
        while (!level.isEmpty()) {
            if (seen.size() > settings.most()) {
                return tooMany();
            }
            level = fresh(catalog.above(conversation, level), seen);
        }
        return Outcome.granted(List.copyOf(seen.values()));
    }

    private static List<Group> fresh(List<Group> found, Map<String, Group> seen) {
        var fresh = new ArrayList<Group>();
        for (Group group : found) {
            if (seen.putIfAbsent(group.key(), group) == null) {
                fresh.add(group);
            }
        }
        return fresh;
    }

    private Outcome<List<Group>> bounded(List<Group> groups) {
        long different = groups.stream().map(Group::key).distinct().count();
        return different > settings.most() ? tooMany() : Outcome.granted(groups);
    }

    private Outcome<List<Group>> tooMany() {
        return DirectoryRefusals.refused(
                Reason.LIMIT_EXCEEDED, "L07: more than " + settings.most() + " groups; see `groups.most`");
    }
}
