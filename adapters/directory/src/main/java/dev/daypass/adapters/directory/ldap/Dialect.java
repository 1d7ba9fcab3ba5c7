package dev.daypass.adapters.directory.ldap;

import com.unboundid.ldap.sdk.Filter;
import dev.daypass.core.provider.DirectorySettings.Flavour;
import java.util.List;

/** What the kinds of directory call things. */
enum Dialect {
    /** MS-ADTS. Computers are users too; what a person is, its category tells. */
    ACTIVE_DIRECTORY(
            "sAMAccountName",
            Filter.createANDFilter(
                    Filter.createEqualityFilter("objectCategory", "person"),
                    Filter.createEqualityFilter("objectClass", "user")),
            Filter.createEqualityFilter("objectClass", "group"),
            List.of("userAccountControl", "accountExpires"),
            List.of("uSNChanged")),
    /** RFC 4519, RFC 2307, the password policy draft, and the lock of 389 Directory Server. */
    OPENLDAP(
            "uid",
            Filter.createEqualityFilter("objectClass", "person"),
            Filter.createORFilter(
                    Filter.createEqualityFilter("objectClass", "groupOfNames"),
                    Filter.createEqualityFilter("objectClass", "groupOfUniqueNames"),
                    Filter.createEqualityFilter("objectClass", "posixGroup")),
            List.of("pwdAccountLockedTime", "nsAccountLock"),
            List.of("entryCSN", "modifyTimestamp"));

    private final String account;
    private final Filter people;
    private final Filter groups;
    private final List<String> state;
    private final List<String> version;

    Dialect(String account, Filter people, Filter groups, List<String> state, List<String> version) {
        this.account = account;
        this.people = people;
        this.groups = groups;
        this.state = state;
        this.version = version;
    }

    static Dialect of(Flavour flavour) {
        return switch (flavour) {
            case ACTIVE_DIRECTORY -> ACTIVE_DIRECTORY;
            case OPENLDAP -> OPENLDAP;
        };
    }

    /** The attribute with the name of an account: what stands before {@code @REALM} and after {@code DOMAIN\}. */
    String account() {
        return account;
    }

    /** What every person's entry fulfils. */
    Filter people() {
        return people;
    }

    /** What every group's entry fulfils. */
    Filter groups() {
        return groups;
    }

    /** Attributes that say whether an account may be used. */
    List<String> state() {
        return state;
    }

    /** Attributes of which one at least is another one after every change of an entry. */
    List<String> version() {
        return version;
    }
}
