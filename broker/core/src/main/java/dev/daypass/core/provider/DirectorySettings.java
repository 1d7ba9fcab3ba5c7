package dev.daypass.core.provider;

import dev.daypass.core.secret.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How people are found, authenticated and read in an LDAP directory or Active Directory (RFC 4511, RFC 4513).
 *
 * @param connection how it is reached
 * @param search how an entry is found and what is read of it
 * @param groups how group membership is found out and named
 * @param kerberos how tickets are accepted; absent: passwords only
 * @param guesses how many wrong passwords are let through to it
 * @param freshness how often it is asked again about people whose sessions live: the longest time for which a disabled
 *     account keeps its sessions
 */
public record DirectorySettings(
        Connection connection,
        Search search,
        Groups groups,
        Optional<Kerberos> kerberos,
        GuessLimit guesses,
        Duration freshness)
        implements ProviderSettings {
    @Override
    public Kind kind() {
        return Kind.DIRECTORY;
    }

    /**
     * How it is reached. No password travels without TLS but over the loopback interface.
     *
     * @param urls its servers, {@code ldaps://} or {@code ldap://}, tried in this order
     * @param startTls whether {@code ldap://} connections switch to TLS before anything else (RFC 4513 section 3)
     * @param trusted certificates (PEM) that its servers' certificates must lead to; absent: the platform's
     * @param account whom the broker itself binds as to search; absent: anonymously
     * @param patience how long to wait
     * @param most most connections kept to one server
     */
    public record Connection(
            List<URI> urls,
            boolean startTls,
            Optional<String> trusted,
            Optional<Account> account,
            Patience patience,
            int most) {
        public Connection {
            urls = List.copyOf(urls);
        }
    }

    /** A service account: its DN or, at Active Directory, its user principal name. */
    public record Account(String name, Secret password) {}

    /**
     * How long to wait.
     *
     * @param connect for a connection, TLS included
     * @param response for one answer
     */
    public record Patience(Duration connect, Duration response) {}

    /** What kind of directory it is: which attributes, filters and controls it understands. */
    public enum Flavour {
        ACTIVE_DIRECTORY,
        OPENLDAP
    }

    /**
     * How an entry is found and what is read of it.
     *
     * @param baseDn below which people are
     * @param domain the NetBIOS name accepted in {@code DOMAIN\\name}; absent: such names are refused
     * @param names attributes that a sign-in name may stand in, in any order: a name that is in one of them at one enabled
     *     person and in another of them at another one is nobody's
     * @param filter what every person's entry fulfils besides (RFC 4515)
     * @param subject the attribute that names a person for good, such as {@code objectGUID}
     * @param read attributes that rules may use, spelled as rules will see them
     */
    public record Search(
            Flavour flavour,
            String baseDn,
            Optional<String> domain,
            List<String> names,
            Optional<String> filter,
            String subject,
            List<String> read) {
        public Search {
            names = List.copyOf(names);
            read = List.copyOf(read);
        }
    }

    /**
     * How group membership is found out and named. The names are the attribute {@code groups}.
     *
     * @param baseDn below which groups are
     * @param nesting how groups in groups are followed
     * @param name how a group is named
     * @param cache how long what a group is called, and what it is a member of, is remembered
     * @param most most groups of one person; more is a refusal, never a part of them
     */
    public record Groups(String baseDn, Nesting nesting, Name name, Duration cache, int most) {}

    /** How groups in groups are followed. */
    public enum Nesting {
        /** Not at all. */
        DIRECT,
        /** Active Directory's computed {@code tokenGroups}: security groups of all depths (MS-ADTS 3.1.1.4.5.19). */
        TOKEN_GROUPS,
        /** Active Directory's matching rule LDAP_MATCHING_RULE_IN_CHAIN (MS-ADTS 3.1.1.3.4.4.3). */
        IN_CHAIN,
        /** Group by group, each once: works everywhere. */
        RECURSION
    }

    /** How a group is named. */
    public enum Name {
        CN,
        DN,
        SAM_ACCOUNT_NAME
    }

    /**
     * How Kerberos tickets are accepted (RFC 4559, RFC 4120).
     *
     * @param principal our service's, with its realm: {@code HTTP/broker.corp.example.com@CORP.EXAMPLE.COM}
     * @param keytab a {@code file:} URI
     */
    public record Kerberos(String principal, URI keytab) {
        /** The realm whose people are accepted. */
        public String realm() {
            return principal.substring(principal.lastIndexOf('@') + 1);
        }
    }

    /**
     * How many wrong passwords are let through to the directory for one account; keep it below the directory's own
     * lock-out, so that nobody outside can lock people out.
     *
     * @param perAccount wrong passwords, at least 1
     * @param within the time for which a wrong password counts
     */
    public record GuessLimit(int perAccount, Duration within) {}
}
