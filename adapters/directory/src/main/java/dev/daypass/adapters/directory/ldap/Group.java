package dev.daypass.adapters.directory.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.SearchResultEntry;
import dev.daypass.core.provider.DirectorySettings;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A group's names.
 *
 * @param key its DN in the one spelling that all spellings of it share
 * @param sid its text, at Active Directory
 */
record Group(String dn, String key, Optional<String> cn, Optional<String> account, Optional<String> sid) {
    /** What is read of a group. */
    static final List<String> ATTRIBUTES = List.of("cn", "sAMAccountName", "objectSid");

    static Group of(SearchResultEntry entry) {
        return new Group(
                entry.getDN(),
                key(entry.getDN()),
                text(entry, "cn"),
                text(entry, "sAMAccountName"),
                Optional.ofNullable(entry.getAttributeValueBytes("objectSid")).flatMap(Binary::sid));
    }

    /** Its name as settings want it; absent if it has no such name, and then no rule can mean it. */
    Optional<String> name(DirectorySettings.Name kind) {
        return switch (kind) {
            case CN -> cn;
            case DN -> Optional.of(dn);
            case SAM_ACCOUNT_NAME -> account;
        };
    }

    private static String key(String dn) {
        try {
            return DN.normalize(dn);
        } catch (com.unboundid.ldap.sdk.LDAPException e) {
            return dn.toLowerCase(Locale.ROOT);
        }
    }

    private static Optional<String> text(SearchResultEntry entry, String name) {
        return Optional.ofNullable(entry.getAttributeValueBytes(name)).flatMap(Texts::text);
    }
}
