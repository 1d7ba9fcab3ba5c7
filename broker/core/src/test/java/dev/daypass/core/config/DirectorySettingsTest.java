package dev.daypass.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.provider.DirectorySettings;
import dev.daypass.core.provider.DirectorySettings.Flavour;
import dev.daypass.core.provider.DirectorySettings.GuessLimit;
import dev.daypass.core.provider.DirectorySettings.Name;
import dev.daypass.core.provider.DirectorySettings.Nesting;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.source.Finding;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A directory is read as written, and what is left out is what its kind of directory has. */
final class DirectorySettingsTest {
    private static final String BASE = "\"baseDn\": \"DC=corp,DC=example,DC=com\"";
    private static final String SERVER = "\"urls\": [\"ldaps://dc1.corp.example.com\"]";
    private static final String AD = SERVER + ", " + BASE;

    @Test
    void leftOutMeansActiveDirectory() {
        DirectorySettings settings = settings(AD);
        assertEquals(
                List.of(URI.create("ldaps://dc1.corp.example.com")),
                settings.connection().urls());
        assertFalse(settings.connection().startTls());
        assertEquals(Optional.empty(), settings.connection().account());
        assertEquals(Optional.empty(), settings.connection().trusted());
        assertEquals(Flavour.ACTIVE_DIRECTORY, settings.search().flavour());
        assertEquals(
                List.of("userPrincipalName", "sAMAccountName", "mail"),
                settings.search().names());
        assertEquals("objectGUID", settings.search().subject());
        assertEquals(Optional.empty(), settings.search().domain());
        assertEquals(
                new DirectorySettings.Groups(
                        "DC=corp,DC=example,DC=com", Nesting.TOKEN_GROUPS, Name.CN, Duration.ofMinutes(10), 5_000),
                settings.groups());
        assertEquals(Optional.empty(), settings.kerberos());
        assertEquals(new GuessLimit(4, Duration.ofMinutes(15)), settings.guesses());
        assertEquals(Duration.ofSeconds(30), settings.freshness());
    }

    @Test
    void openLdapHasWaysOfItsOwn() {
        DirectorySettings settings = settings(AD + ", \"schema\": \"openldap\"");
        assertEquals(List.of("uid", "mail"), settings.search().names());
        assertEquals("entryUUID", settings.search().subject());
        assertEquals(Nesting.RECURSION, settings.groups().nesting());
    }

    @Test
    void everythingIsReadAsWritten() {
        DirectorySettings settings =
                settings("\"urls\": [\"ldap://dc1.example.com\", \"ldaps://dc2.example.com:3269\"],"
                        + " \"startTls\": true, " + BASE + ", \"bindDn\": \"svc@corp.example.com\","
                        + " \"bindPassword\": \"s3cret-of-the-broker\", \"domain\": \"CORP\", \"signInNames\": [\"mail\"],"
                        + " \"userFilter\": \"(department=IT)\", \"subject\": \"objectSid\", \"read\": [\"costCenter\", \"mail\"],"
                        + " \"groups\": {\"base\": \"OU=G,DC=corp,DC=example,DC=com\", \"nesting\": \"in-chain\","
                        + " \"name\": \"sAMAccountName\", \"cache\": \"1m\", \"most\": 10},"
                        + " \"guesses\": {\"perAccount\": 2, \"within\": \"5m\"}, \"freshness\": \"5s\", \"connections\": 3,"
                        + " \"connectTimeout\": \"1s\", \"responseTimeout\": \"4s\"");
        assertEquals(2, settings.connection().urls().size());
        assertTrue(settings.connection().startTls());
        DirectorySettings.Account account = settings.connection().account().orElseThrow();
        assertEquals("svc@corp.example.com", account.name());
        assertTrue(account.password().matches("s3cret-of-the-broker"));
        assertFalse(settings.toString().contains("s3cret"));
        assertEquals(
                new DirectorySettings.Patience(Duration.ofSeconds(1), Duration.ofSeconds(4)),
                settings.connection().patience());
        assertEquals(3, settings.connection().most());
        assertEquals(Optional.of("CORP"), settings.search().domain());
        assertEquals(List.of("mail"), settings.search().names());
        assertEquals(Optional.of("(department=IT)"), settings.search().filter());
        assertEquals("objectSid", settings.search().subject());
        List<String> read = settings.search().read();
        assertTrue(read.contains("costCenter"), read::toString);
        assertEquals(new TreeSet<>(read).size(), read.size(), read::toString);
        assertEquals(
                new DirectorySettings.Groups(
                        "OU=G,DC=corp,DC=example,DC=com",
                        Nesting.IN_CHAIN,
                        Name.SAM_ACCOUNT_NAME,
                        Duration.ofMinutes(1),
                        10),
                settings.groups());
        assertEquals(new GuessLimit(2, Duration.ofMinutes(5)), settings.guesses());
        assertEquals(Duration.ofSeconds(5), settings.freshness());
    }

    @Test
    void nestedGroupsCanBeLeftAlone() {
        assertEquals(
                Nesting.DIRECT,
                settings(AD + ", \"nestedGroups\": false").groups().nesting());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ldap://localhost:389", "ldap://127.0.0.1", "ldap://[::1]:10389"})
    void loopbackNeedsNoTls(String url) {
        assertEquals(
                List.of(URI.create(url)),
                settings("\"urls\": [\"" + url + "\"], " + BASE).connection().urls());
    }

    @Test
    void l06PasswordsNeverTravelInPlain() {
        assertTrue(found("\"urls\": [\"ldap://dc1.corp.example.com\"], " + BASE).contains("insecure-address"));
        assertTrue(found("\"urls\": [\"ldap://localhost.evil.example.com\"], " + BASE)
                .contains("insecure-address"));
        assertFalse(found("\"urls\": [\"ldap://dc1.corp.example.com\"], \"startTls\": true, " + BASE)
                .contains("insecure-address"));
    }

    @Test
    void namesThatAreGivenAgainAreDoubtedAsSubjects() {
        for (String name : List.of("sAMAccountName", "uid", "MAIL", "userPrincipalName", "cn")) {
            assertTrue(found(AD + ", \"subject\": \"" + name + "\"").contains("subject-given-again"), name);
        }
        assertFalse(found(AD + ", \"subject\": \"objectGUID\"").contains("subject-given-again"));
        assertFalse(found(AD + ", \"subject\": \"employeeNumber\"").contains("subject-given-again"));
    }

    @Test
    void startTlsWithoutAnAddressForItIsFound() {
        assertTrue(found(AD + ", \"startTls\": true").contains("needless-start-tls"));
        String both = "\"urls\": [\"ldaps://dc1.corp.example.com\", \"ldap://dc2.corp.example.com\"], ";
        assertFalse(found(both + BASE + ", \"startTls\": true").contains("needless-start-tls"));
    }

    @Test
    void realmInSmallLettersIsFound() {
        String kerberos = AD + ", \"kerberos\": {\"keytab\": \"http.keytab\", \"principal\": \"HTTP/b.example.com";
        assertTrue(found(kerberos + "@corp.example.com\"}").contains("realm-in-small-letters"));
        assertTrue(found(kerberos + "@CORP.EXAMPLE.Com\"}").contains("realm-in-small-letters"));
        assertFalse(found(kerberos + "@CORP.EXAMPLE.COM\"}").contains("realm-in-small-letters"));
        assertFalse(found(kerberos + "\"}").contains("realm-in-small-letters"));
    }

    @Test
    void proofsOfDirectoriesAreNeverReusable() {
        assertEquals(Provider.ReplayScope.ONCE, provider(AD).replay());
    }

    private static DirectorySettings settings(String members) {
        return (DirectorySettings) provider(members).settings();
    }

    private static Provider provider(String members) {
        Configuration configuration = directory(members);
        return configuration
                .snapshot(Configs.ids(1))
                .orElseThrow(() -> new AssertionError(configuration.findings()))
                .provider(new ProviderId("corp-ad"))
                .orElseThrow();
    }

    private static Configuration directory(String members) {
        return Configs.with(Map.of("providers/ad.yaml", "{\"corp-ad\": {\"type\": \"directory\", " + members + "}}"));
    }

    private static List<String> found(String members) {
        return directory(members).findings().stream().map(Finding::code).toList();
    }
}
