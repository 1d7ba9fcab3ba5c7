package dev.daypass.adapters.directory.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bad names, passwords and entries (security 1.6); the honest twin comes in first. */
final class DirectoryAttackTest {
    private Tree tree;
    private Door door;

    @BeforeEach
    void plant() throws LDAPException {
        tree = Tree.plant();
        tree.person("alice");
        tree.person("bob");
        var settings = tree.settings();
        settings.guesses = 50;
        settings.read = List.of("mail", "info");
        door = Door.to(settings);
        door.enters("alice", Tree.PASSWORD);
    }

    @AfterEach
    void close() {
        door.close();
        tree.close();
    }

    @Test
    void L01emptyPasswordSeesNoServer() {
        int binds = tree.binds.size();
        int searches = tree.filters.size();
        for (String password : List.of("", " ", "   ", "\0", "\0\0", "right\0password", "x".repeat(1_025), "\ud800")) {
            assertEquals(Reason.PASSWORD_FORM, door.refusal("alice", password), "[" + password + "]");
        }
        assertEquals(binds, tree.binds.size());
        assertEquals(searches, tree.filters.size());
    }

    @Test
    void L02namesAreNoFilters() {
        for (String name : List.of(
                "*",
                "a*",
                "alice*",
                "*)(uid=*))(|(uid=*",
                "alice)(objectClass=*",
                "alice))(|(objectClass=*)",
                "al\\69ce",
                "\\2a",
                "alice)(&)",
                "\u0430lice",
                "%2a",
                "(&)")) {
            Reason reason = door.refusal(name, Tree.PASSWORD);
            assertEquals(Reason.PASSWORD_WRONG, reason, name);
        }
        assertEquals(Reason.PASSWORD_FORM, door.refusal("alice\0", Tree.PASSWORD));
        assertEquals(Reason.PASSWORD_FORM, door.refusal("al\nice", Tree.PASSWORD));
        assertEquals(Reason.PASSWORD_FORM, door.refusal("", Tree.PASSWORD));
        assertEquals(Reason.PASSWORD_FORM, door.refusal("a".repeat(321), Tree.PASSWORD));
        assertFalse(tree.filters.stream().anyMatch(filter -> filter.contains("(mail=*)")));
    }

    @Test
    void L03namesAreNoDns() throws LDAPException {
        for (String name : List.of(
                "alice,DC=corp",
                "CN=alice,DC=corp,DC=example,DC=com",
                "alice+cn=bob",
                "CORP\\alice,DC=x",
                "CORP\\",
                "\\alice",
                "CORP\\\\alice")) {
            assertEquals(Reason.PASSWORD_WRONG, door.refusal(name, Tree.PASSWORD), name);
        }
        tree.add(odd("Smith\\, John (Ops)", "jsmith"));
        assertEquals(
                Tree.subject("jsmith"),
                door.enters("jsmith", Tree.PASSWORD).subject().value());
    }

    private static Entry odd(String cn, String account) throws LDAPException {
        return new Entry(
                "CN=" + cn + "," + Settings.BASE,
                new Attribute("objectClass", "person", "user"),
                new Attribute("objectCategory", "person"),
                new Attribute("sAMAccountName", account),
                new Attribute("userAccountControl", "512"),
                new Attribute("objectGUID", Tree.guid(account)),
                new Attribute("userPassword", Tree.PASSWORD));
    }

    @Test
    void L04twoMatchesAreNobody() throws LDAPException {
        tree.change("bob", "mail", "alice@mail.example.com");
        Refusal refusal = door.refused("alice@mail.example.com", Tree.PASSWORD);
        assertEquals(Reason.ACCOUNT_NOT_UNIQUE, refusal.reason());
        assertEquals(door.refused("nobody", Tree.PASSWORD).publicMessage(), refusal.publicMessage());
        tree.change("bob", "userAccountControl", "514");
        door.enters("alice@mail.example.com", Tree.PASSWORD);
    }

    @Test
    void L04computersAreNoPeople() throws LDAPException {
        tree.person(
                "dc1$", new Attribute("objectCategory", "computer"), new Attribute("objectClass", "user", "computer"));
        assertEquals(Reason.PASSWORD_WRONG, door.refusal("dc1$", Tree.PASSWORD));
    }

    @Test
    void L04namesOfHundredsAreNobodys() throws LDAPException {
        for (int i = 0; i < 200; i++) {
            tree.person("many" + i, new Attribute("mail", "all@mail.example.com"));
        }
        assertEquals(Reason.ACCOUNT_NOT_UNIQUE, door.refusal("all@mail.example.com", Tree.PASSWORD));
    }

    @Test
    void L08unknownAndWrongAreAlike() {
        long before = tree.passwordsSeen();
        Refusal wrong = door.refused("alice", "wrong");
        assertEquals(before + 1, tree.passwordsSeen());
        Refusal unknown = door.refused("nobody", "wrong");
        assertEquals(before + 2, tree.passwordsSeen(), "a decoy is bound as");
        assertEquals(wrong.reason(), unknown.reason());
        assertEquals(wrong.publicMessage(), unknown.publicMessage());
        assertEquals(before + 2, tree.passwordsSeen());
    }

    @Test
    void L08guessesEndBeforeTheDirectorysOwnLock() throws LDAPException {
        var settings = tree.settings();
        settings.guesses = 3;
        try (Door strict = Door.to(settings)) {
            strict.enters("alice", Tree.PASSWORD);
            for (int i = 0; i < 3; i++) {
                assertEquals(Reason.PASSWORD_WRONG, strict.refusal("alice", "wrong"));
            }
            long shown = boundAs("alice");
            assertEquals(Reason.THROTTLED, strict.refusal("alice", Tree.PASSWORD));
            Refusal other = strict.refused("alice@mail.example.com", Tree.PASSWORD);
            assertEquals(Reason.PASSWORD_WRONG, other.reason());
            assertTrue(other.auditDetail().contains("throttled"));
            assertEquals(shown, boundAs("alice"), "the account itself is tried no more");
            strict.enters("bob", Tree.PASSWORD);
        }
    }

    private long boundAs(String name) {
        return tree.binds.stream().filter(Tree.dn(name)::equals).count();
    }

    @Test
    void L08rightPasswordGivesTheGuessesBack() {
        var settings = tree.settings();
        settings.guesses = 2;
        try (Door strict = Door.to(settings)) {
            for (int i = 0; i < 5; i++) {
                assertEquals(Reason.PASSWORD_WRONG, strict.refusal("alice", "wrong"));
                strict.enters("alice", Tree.PASSWORD);
            }
        }
    }

    @Test
    void L10valuesThatAreNoTextsAreRefused() throws LDAPException {
        tree.change("alice", "info", "line one\r\nline two\tend");
        assertEquals(
                List.of("line one\r\nline two\tend"),
                door.enters("alice", Tree.PASSWORD).attributes().texts("info"));
        refusedFor(Reason.ATTRIBUTE_INVALID, "bell \u0007");
        refusedFor(Reason.ATTRIBUTE_INVALID, "nul \0");
        refusedFor(Reason.LIMIT_EXCEEDED, "x".repeat(5_000_000));
        refusedFor(
                Reason.LIMIT_EXCEEDED,
                IntStream.range(0, 100_000).mapToObj(i -> "v" + i).toArray(String[]::new));
        tree.showing = entry -> {
            if (entry.hasAttribute("info")) {
                var copy = entry.duplicate();
                copy.setAttribute("info", new byte[] {(byte) 0xc3, 0x28});
                return copy;
            }
            return entry;
        };
        assertEquals(Reason.ATTRIBUTE_INVALID, door.refusal("alice", Tree.PASSWORD));
    }

    private void refusedFor(Reason reason, String... values) throws LDAPException {
        tree.change("alice", "info", values);
        assertEquals(reason, door.refusal("alice", Tree.PASSWORD));
    }

    @Test
    void connectionsAreNeverLeftBoundAsAPerson() throws Exception {
        door.enters("alice", Tree.PASSWORD);
        door.refusal("alice", "wrong");
        var asPerson =
                tree.binds.stream().filter(dn -> !dn.equals(Tree.SERVICE)).toList();
        for (int i = 0; i < asPerson.size(); i++) {
            boolean even = i % 2 == 0;
            assertEquals(even, !asPerson.get(i).isEmpty(), asPerson.toString());
        }
    }
}
