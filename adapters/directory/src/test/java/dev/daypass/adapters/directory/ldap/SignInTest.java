package dev.daypass.adapters.directory.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People come in by every form of their names, and by nobody else's. */
final class SignInTest {
    private Tree tree;

    @BeforeEach
    void plant() throws LDAPException {
        tree = Tree.plant();
        tree.person("alice");
        tree.person("bob");
    }

    @AfterEach
    void close() {
        tree.close();
    }

    @Test
    void everyNameOfAliceIsAlice() {
        try (Door door = Door.to(tree.settings())) {
            for (String name : List.of(
                    "alice",
                    "ALICE",
                    " alice ",
                    "CORP\\alice",
                    "corp\\Alice",
                    "alice@corp.example.com",
                    "alice@mail.example.com")) {
                assertEquals(
                        Tree.subject("alice"),
                        door.enters(name, Tree.PASSWORD).subject().value(),
                        name);
            }
        }
    }

    @Test
    void identityTellsWhatTheDirectorySays() throws LDAPException {
        tree.group("Staff", Tree.dn("alice"));
        try (Door door = Door.to(tree.settings())) {
            Identity alice = door.enters("alice", Tree.PASSWORD);
            assertEquals("ldap:///DC=corp,DC=example,DC=com", alice.issuer());
            assertEquals(List.of("https://broker.corp.example.com"), alice.audiences());
            assertEquals(List.of("pwd"), alice.authentication().methods());
            assertEquals(List.of("Staff"), alice.attributes().texts("groups"));
            assertEquals(List.of(Tree.dn("alice")), alice.attributes().texts("distinguishedName"));
            assertEquals(List.of("alice@mail.example.com"), alice.attributes().texts("mail"));
            assertTrue(alice.authentication().sessionNotOnOrAfter().isEmpty());
        }
    }

    @Test
    void otherDomainsAndUnlistedAttributesAreNobody() {
        var onlyAccounts = tree.settings();
        onlyAccounts.names = List.of("sAMAccountName");
        try (Door door = Door.to(onlyAccounts)) {
            door.enters("CORP\\alice", Tree.PASSWORD);
            assertEquals(Reason.PASSWORD_WRONG, door.refusal("OTHER\\alice", Tree.PASSWORD));
            assertEquals(Reason.PASSWORD_WRONG, door.refusal("alice@mail.example.com", Tree.PASSWORD));
        }
        var noDomain = tree.settings();
        noDomain.domain = Optional.empty();
        try (Door door = Door.to(noDomain)) {
            assertEquals(Reason.PASSWORD_WRONG, door.refusal("CORP\\alice", Tree.PASSWORD));
        }
    }

    @Test
    void everySubCodeHasItsReason() {
        Map<String, Reason> codes = Map.of(
                "52e", Reason.PASSWORD_WRONG,
                "525", Reason.PASSWORD_WRONG,
                "530", Reason.ACCOUNT_RESTRICTED,
                "531", Reason.ACCOUNT_RESTRICTED,
                "532", Reason.PASSWORD_EXPIRED,
                "533", Reason.ACCOUNT_DISABLED,
                "701", Reason.ACCOUNT_EXPIRED,
                "773", Reason.PASSWORD_MUST_CHANGE,
                "775", Reason.ACCOUNT_LOCKED,
                "999", Reason.PASSWORD_WRONG);
        var settings = tree.settings();
        settings.guesses = 100;
        try (Door door = Door.to(settings)) {
            codes.forEach((code, reason) -> {
                tree.says("alice", code);
                assertEquals(reason, door.refusal("alice", Tree.PASSWORD), code);
            });
        }
    }

    @Test
    void lockedSoundsLikeWrong() {
        try (Door door = Door.to(tree.settings())) {
            Refusal wrong = door.refused("alice", "wrong");
            tree.says("bob", "775");
            Refusal locked = door.refused("bob", Tree.PASSWORD);
            assertEquals(Reason.ACCOUNT_LOCKED, locked.reason());
            assertEquals(wrong.publicMessage(), locked.publicMessage());
        }
    }

    @Test
    void disabledAndExpiredAreRefusedAlsoWhereTheyCanBind() throws LDAPException {
        try (Door door = Door.to(tree.settings())) {
            door.enters("alice", Tree.PASSWORD);
            tree.change("alice", "userAccountControl", "514");
            assertEquals(Reason.ACCOUNT_DISABLED, door.refusal("alice", Tree.PASSWORD));
            tree.change("bob", "accountExpires", "132223104000000000");
            assertEquals(Reason.ACCOUNT_EXPIRED, door.refusal("bob", Tree.PASSWORD));
        }
    }

    @Test
    void whetherTheAccountIsDisabledMustBeShown() throws LDAPException {
        try (Door door = Door.to(tree.settings())) {
            door.enters("alice", Tree.PASSWORD);
            tree.change("alice", "userAccountControl");
            Refusal refusal = door.refused("alice", Tree.PASSWORD);
            assertEquals(Reason.ACCOUNT_RESTRICTED, refusal.reason());
            assertTrue(refusal.auditDetail().contains("userAccountControl"));
        }
    }

    @Test
    void onlineCheckWarnsOfWhatIsNotShown() throws LDAPException {
        var settings = tree.settings();
        var probe = new SettingsProbe(settings.settings());
        var url = java.net.URI.create(tree.url());
        var clock = java.time.Clock.systemUTC();
        assertEquals(Optional.empty(), probe.ask(url, clock));
        settings.nesting = dev.daypass.core.provider.DirectorySettings.Nesting.TOKEN_GROUPS;
        var strict = new SettingsProbe(settings.settings()).ask(url, clock).orElseThrow();
        assertEquals(SettingsProbe.Trouble.PERSON_UNREADABLE, strict.trouble());
        assertTrue(strict.said().contains("tokenGroups"));
        tree.change("alice", "userAccountControl");
        tree.change("bob", "userAccountControl");
        assertTrue(probe.ask(url, clock).orElseThrow().said().contains("userAccountControl"));
    }

    @Test
    void noSessionOutlivesTheAccount() throws LDAPException {
        Instant end = Instant.parse("2099-01-01T00:00:00Z");
        tree.change("alice", "accountExpires", Long.toString((end.getEpochSecond() + 11_644_473_600L) * 10_000_000L));
        tree.change("bob", "accountExpires", "9223372036854775807");
        try (Door door = Door.to(tree.settings())) {
            assertEquals(
                    Optional.of(end),
                    door.enters("alice", Tree.PASSWORD).authentication().sessionNotOnOrAfter());
            assertEquals(
                    Optional.empty(),
                    door.enters("bob", Tree.PASSWORD).authentication().sessionNotOnOrAfter());
        }
    }

    @Test
    void configuredFilterCounts() throws LDAPException {
        var settings = tree.settings();
        settings.filter = Optional.of("(department=Engineering)");
        tree.change("alice", "department", "Engineering");
        try (Door door = Door.to(settings)) {
            door.enters("alice", Tree.PASSWORD);
            assertEquals(Reason.PASSWORD_WRONG, door.refusal("bob", Tree.PASSWORD));
        }
    }

    @Test
    void enrichmentFindsTheOneEnabledPerson() throws LDAPException {
        tree.group("Staff", Tree.dn("alice"));
        try (Door door = Door.to(tree.settings())) {
            Identity alice = door.adapter
                    .find(door.provider, "alice@mail.example.com", door.clock.instant())
                    .value()
                    .orElseThrow();
            assertEquals(List.of("Staff"), alice.attributes().texts("groups"));
            tree.change("bob", "userAccountControl", "514");
            assertEquals(Optional.of(Reason.ACCOUNT_DISABLED), found(door, "bob"));
            assertEquals(Optional.of(Reason.ACCOUNT_RESTRICTED), found(door, "nobody"));
            tree.change("bob", "userAccountControl", "512");
            tree.change("bob", "mail", "alice@mail.example.com");
            assertEquals(Optional.of(Reason.ACCOUNT_NOT_UNIQUE), found(door, "alice@mail.example.com"));
            assertEquals(0, tree.passwordsSeen());
        }
    }

    private static Optional<Reason> found(Door door, String name) {
        return door.adapter
                .find(door.provider, name, door.clock.instant())
                .refusal()
                .map(Refusal::reason);
    }

    @Test
    void openLdapSpeaksOfLocksAndResets() throws LDAPException {
        tree.add(new com.unboundid.ldap.sdk.Entry(
                "uid=carol," + Settings.BASE,
                new Attribute("objectClass", "person", "inetOrgPerson"),
                new Attribute("uid", "carol"),
                new Attribute("cn", "Carol"),
                new Attribute("userPassword", Tree.PASSWORD)));
        try (Door door = Door.to(tree.settings().openLdap())) {
            assertEquals(
                    List.of("Carol"),
                    door.enters("carol", Tree.PASSWORD).attributes().texts("cn"));
            assertEquals(Reason.PASSWORD_WRONG, door.refusal("carol", "wrong"));
            tree.verdicts.put(
                    "uid=carol," + Settings.BASE, new LDAPException(ResultCode.CONSTRAINT_VIOLATION, "retry limit"));
            assertEquals(Reason.ACCOUNT_LOCKED, door.refusal("carol", Tree.PASSWORD));
        }
    }

    @Test
    void unpreparedDirectoryIsNotReady() {
        try (Door door = Door.to(tree.settings())) {
            door.enters("alice", Tree.PASSWORD);
            door.adapter.retain(List.of());
            assertEquals(Reason.PROVIDER_NOT_READY, door.refusal("alice", Tree.PASSWORD));
        }
    }
}
