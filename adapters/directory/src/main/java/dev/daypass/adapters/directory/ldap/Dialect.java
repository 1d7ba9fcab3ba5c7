package dev.daypass.adapters.directory.ldap;

import com.unboundid.ldap.sdk.Filter;
import dev.daypass.core.provider.DirectorySettings.Flavour;
import java.util.List;

/**
 * What a kind of directory calls things.
 *
 * @param account the attribute with the name of an account: what stands before {@code @REALM} and after {@code DOMAIN\}
 * @param people what every person's entry fulfils
 * @param groups what every group's entry fulfils
 * @param state attributes that say whether an account may be used
 * @param version attributes of which one at least is another one after every change of an entry
 */
record Dialect(
        Flavour flavour, String account, Filter people, Filter groups, List<String> state, List<String> version) {
    Dialect {
        state = List.copyOf(state);
        version = List.copyOf(version);
    }

    static Dialect of(Flavour flavour) {
        return switch (flavour) {
            case ACTIVE_DIRECTORY -> activeDirectory();
            case OPENLDAP -> openLdap();
        };
    }

    boolean isActiveDirectory() {
        return flavour == Flavour.ACTIVE_DIRECTORY;
    }

    /** MS-ADTS. Computers are users too; what a person is, its category tells. */
    private static Dialect activeDirectory() {
        return new Dialect(
                Flavour.ACTIVE_DIRECTORY,
                "sAMAccountName",
                Filter.createANDFilter(
                        Filter.createEqualityFilter("objectCategory", "person"),
                        Filter.createEqualityFilter("objectClass", "user")),
                Filter.createEqualityFilter("objectClass", "group"),
                List.of("userAccountControl", "accountExpires"),
                List.of("uSNChanged"));
    }

    /** RFC 4519, RFC 2307, the password policy draft, and the lock of 389 Directory Server. */
    private static Dialect openLdap() {
        return new Dialect(
                Flavour.OPENLDAP,
                "uid",
                Filter.createEqualityFilter("objectClass", "person"),
                Filter.createORFilter(
                        Filter.createEqualityFilter("objectClass", "groupOfNames"),
                        Filter.createEqualityFilter("objectClass", "groupOfUniqueNames"),
                        Filter.createEqualityFilter("objectClass", "posixGroup")),
                List.of("pwdAccountLockedTime", "nsAccountLock"),
                List.of("entryCSN", "modifyTimestamp"));
    }
}
