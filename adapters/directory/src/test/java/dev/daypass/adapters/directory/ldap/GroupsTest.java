package dev.daypass.adapters.directory.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import dev.daypass.adapters.directory.DirectoryHealth;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.provider.DirectorySettings;
import dev.daypass.core.provider.DirectorySettings.Nesting;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Groups of all depths, each once, by every way and name. */
final class GroupsTest {
    private static final String DOMAIN = "S-1-5-21-1-2-3";

    private Tree tree;

    @BeforeEach
    void plant() throws LDAPException {
        tree = Tree.plant();
        tree.person("alice");
    }

    @AfterEach
    void close() {
        tree.close();
    }

    private static List<String> groups(Settings settings) {
        try (Door door = Door.to(settings)) {
            return door.enters("alice", Tree.PASSWORD).attributes().texts("groups");
        }
    }

    private static Reason refusal(Settings settings) {
        try (Door door = Door.to(settings)) {
            return door.refusal("alice", Tree.PASSWORD);
        }
    }

    @Test
    void recursionFollowsGroupsAndDirectDoesNot() throws LDAPException {
        tree.group("Platform", Tree.dn("alice"));
        tree.group("Engineers", Tree.dn("Platform"), Tree.dn("bob"));
        tree.group("Staff", Tree.dn("Engineers"));
        tree.group("Others", Tree.dn("bob"));
        assertEquals(List.of("Engineers", "Platform", "Staff"), groups(tree.settings()));
        Settings direct = tree.settings();
        direct.nesting = Nesting.DIRECT;
        assertEquals(List.of("Platform"), groups(direct));
    }

    @Test
    void L07cyclesEnd() throws LDAPException {
        tree.group("A", Tree.dn("alice"), Tree.dn("B"));
        tree.group("B", Tree.dn("A"), Tree.dn("C"));
        tree.group("C", Tree.dn("B"), Tree.dn("C"));
        assertEquals(List.of("A", "B", "C"), groups(tree.settings()));
    }

    @Test
    void L07fiveThousandGroupsAreReadAndMoreAreRefused() throws LDAPException {
        for (int i = 0; i < 4_999; i++) {
            tree.group("G" + i, Tree.dn("alice"));
        }
        tree.group("Top", Tree.dn("G7"), Tree.dn("G4000"));
        Settings direct = tree.settings();
        direct.nesting = Nesting.DIRECT;
        assertEquals(4_999, groups(direct).size());
        Settings few = tree.settings();
        few.nesting = Nesting.DIRECT;
        few.mostGroups = 4_998;
        assertEquals(Reason.LIMIT_EXCEEDED, refusal(few));
        few.nesting = Nesting.RECURSION;
        assertEquals(Reason.LIMIT_EXCEEDED, refusal(few));
    }

    @Test
    void manyGroupsAreAskedAboutAtOnceAndRemembered() throws LDAPException {
        for (int i = 0; i < 300; i++) {
            tree.group("G" + i, Tree.dn("alice"));
        }
        tree.group("Top", Tree.dn("G7"), Tree.dn("G200"));
        try (Door door = Door.to(tree.settings())) {
            assertEquals(
                    301,
                    door.enters("alice", Tree.PASSWORD)
                            .attributes()
                            .texts("groups")
                            .size());
            int cold = tree.filters.size();
            assertTrue(cold < 60, cold + " searches for 301 groups");
            assertEquals(
                    301,
                    door.enters("alice", Tree.PASSWORD)
                            .attributes()
                            .texts("groups")
                            .size());
            assertEquals(3, tree.filters.size() - cold, "the person, a live connection, the direct groups");
            DirectoryHealth health = door.adapter.health().get(0);
            assertEquals(301, health.cacheHits());
            assertEquals(301, health.cacheMisses());
        }
    }

    @Test
    void withoutACacheNothingIsRemembered() throws LDAPException {
        tree.group("Platform", Tree.dn("alice"));
        Settings forgetful = tree.settings();
        forgetful.cache = java.time.Duration.ZERO;
        try (Door door = Door.to(forgetful)) {
            door.enters("alice", Tree.PASSWORD);
            tree.group("Engineers", Tree.dn("Platform"));
            assertEquals(
                    List.of("Engineers", "Platform"),
                    door.enters("alice", Tree.PASSWORD).attributes().texts("groups"));
        }
    }

    @Test
    void groupsHaveTheNamesThatSettingsWant() throws LDAPException {
        tree.group("R&D\\, (East) *Lab*", Tree.dn("alice"));
        Settings settings = tree.settings();
        settings.groupName = DirectorySettings.Name.DN;
        assertEquals(List.of(Tree.dn("R&D\\, (East) *Lab*")), groups(settings));
        settings.groupName = DirectorySettings.Name.SAM_ACCOUNT_NAME;
        assertEquals(List.of("R&D\\, (East) *Lab*-sam"), groups(settings));
    }

    @Test
    void groupsOutsideTheBaseAreLeftOut() throws LDAPException {
        tree.add(new Entry("OU=Groups," + Settings.BASE, new Attribute("objectClass", "organizationalUnit")));
        tree.group("Inside,OU=Groups", Tree.dn("alice"));
        tree.group("Outside", Tree.dn("alice"));
        Settings settings = tree.settings();
        settings.groupsBase = "OU=Groups," + Settings.BASE;
        settings.groupName = DirectorySettings.Name.DN;
        assertEquals(List.of("CN=Inside,OU=Groups," + Settings.BASE), groups(settings));
    }

    private void sid(String name, String sid) throws LDAPException {
        tree.server.modify(
                Tree.dn(name),
                new com.unboundid.ldap.sdk.Modification(
                        com.unboundid.ldap.sdk.ModificationType.REPLACE,
                        "objectSid",
                        Binary.sid(sid).orElseThrow()));
    }

    @Test
    void primaryGroupIsFoundByItsSid() throws LDAPException {
        tree.group("Domain Users");
        sid("Domain Users", DOMAIN + "-99");
        tree.group("Everybody", Tree.dn("Domain Users"));
        sid("alice", DOMAIN + "-1000");
        tree.change("alice", "primaryGroupID", "99");
        assertEquals(List.of("Domain Users", "Everybody"), groups(tree.settings()));
    }

    @Test
    void tokenGroupsAreNamedAndForeignOnesLeftOut() throws LDAPException {
        tree.group("Staff");
        sid("Staff", DOMAIN + "-70");
        tokens(DOMAIN + "-70", "S-1-5-21-9-9-9-5", "S-1-5-11");
        Settings settings = tree.settings();
        settings.nesting = Nesting.TOKEN_GROUPS;
        try (Door door = Door.to(settings)) {
            for (int i = 0; i < 2; i++) {
                assertEquals(
                        List.of("Staff"),
                        door.enters("alice", Tree.PASSWORD).attributes().texts("groups"));
            }
            assertEquals(3, door.adapter.health().get(0).cacheHits());
            assertEquals(3, door.adapter.health().get(0).cacheMisses());
        }
    }

    private void tokens(String... sids) throws LDAPException {
        var values = new ArrayList<byte[]>();
        for (String sid : sids) {
            values.add(Binary.sid(sid).orElseThrow());
        }
        Entry alice =
                Objects.requireNonNull(tree.server.getEntry(Tree.dn("alice"))).duplicate();
        alice.setAttribute(new Attribute("tokenGroups", values.toArray(byte[][]::new)));
        tree.server.delete(Tree.dn("alice"));
        tree.add(alice);
    }

    @Test
    void L09unreadableTokenGroupsAreNeverNoGroups() throws LDAPException {
        Settings settings = tree.settings();
        settings.nesting = Nesting.TOKEN_GROUPS;
        assertEquals(Reason.DIRECTORY_UNREACHABLE, refusal(settings));
        tokens(DOMAIN + "-70");
        assertEquals(List.of(), groups(settings));
    }

    @Test
    void L07moreTokensThanTheMostAreRefused() throws LDAPException {
        tokens(DOMAIN + "-70", DOMAIN + "-71", DOMAIN + "-72");
        Settings settings = tree.settings();
        settings.nesting = Nesting.TOKEN_GROUPS;
        settings.mostGroups = 2;
        assertEquals(Reason.LIMIT_EXCEEDED, refusal(settings));
    }

    @Test
    void rangesAreReadToTheEnd() throws LDAPException {
        List<String> values = java.util.stream.IntStream.range(0, 25)
                .mapToObj(i -> "value " + i)
                .toList();
        tree.change("alice", "info", values.toArray(String[]::new));
        Settings settings = tree.settings();
        settings.read = List.of("info");
        tree.ranged("info", 10);
        try (Door door = Door.to(settings)) {
            assertEquals(
                    values, door.enters("alice", Tree.PASSWORD).attributes().texts("info"));
            assertTrue(tree.requested.contains("info;range=20-*"), tree.requested.toString());
            tree.ranged("info", 0);
            assertEquals(Reason.DIRECTORY_UNREACHABLE, door.refusal("alice", Tree.PASSWORD));
        }
    }
}
