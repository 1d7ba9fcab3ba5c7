package dev.daypass.adapters.directory.ldap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.SearchResultEntry;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.UnavailableException;
import dev.daypass.core.provider.DirectorySettings;
import dev.daypass.core.signin.DirectoryReview;
import dev.daypass.core.signin.DirectoryReview.Gone;
import dev.daypass.core.signin.DirectoryReview.Look;
import dev.daypass.core.signin.DirectoryReview.Present;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A look sees what changed, and leaves out what did not. */
final class ReviewTest {
    private static final String ALICE = Tree.subject("alice");
    private static final String BOB = Tree.subject("bob");

    private Tree tree;
    private Door door;

    @BeforeEach
    void plant() throws LDAPException {
        tree = Tree.plant();
        tree.person("alice");
        tree.person("bob");
        tree.group("Staff", Tree.dn("alice"));
        door = Door.to(tree.settings());
    }

    @AfterEach
    void close() {
        door.close();
        tree.close();
    }

    private Look look(Set<String> subjects, Optional<String> since) {
        return door.adapter.look(door.provider, subjects, since, door.clock.instant());
    }

    private static Present present(Map<String, DirectoryReview.Standing> told, String subject) {
        return (Present) Objects.requireNonNull(told.get(subject));
    }

    private static Reason gone(Map<String, DirectoryReview.Standing> told, String subject) {
        return ((Gone) Objects.requireNonNull(told.get(subject))).why().reason();
    }

    private Map<String, DirectoryReview.Standing> told(Look look) {
        return look.standings().stream()
                .collect(Collectors.toMap(DirectoryReview.Standing::subject, standing -> standing));
    }

    @Test
    void firstLookTellsEverybody() throws LDAPException {
        tree.change("bob", "userAccountControl", "514");
        var told = told(look(Set.of(ALICE, BOB, Tree.subject("nobody"), "no guid"), Optional.empty()));
        assertEquals(4, told.size());
        var alice = present(told, ALICE);
        assertEquals(List.of("Staff"), alice.identity().attributes().texts("groups"));
        assertEquals(ALICE, alice.identity().subject().value());
        assertEquals(Reason.ACCOUNT_DISABLED, gone(told, BOB));
        assertEquals(Reason.ACCOUNT_RESTRICTED, gone(told, "no guid"));
    }

    private DirectoryReview.Standing standing(String subject) {
        return door.adapter.standing(door.provider, subject, door.clock.instant());
    }

    @Test
    void onePersonIsToldByThemselvesWithoutALookAtAllGroups() throws LDAPException {
        Look first = look(Set.of(ALICE, BOB), Optional.empty());
        int before = tree.filters.size();
        Present alice = (Present) standing(ALICE);
        assertEquals(List.of("Staff"), alice.identity().attributes().texts("groups"));
        int searches = tree.filters.size() - before;
        assertTrue(searches <= 2, searches + " searches for one person");
        tree.change("Staff", "member");
        tree.change("bob", "userAccountControl", "514");
        alice = (Present) standing(ALICE);
        assertEquals(List.of(), alice.identity().attributes().texts("groups"));
        assertEquals(Reason.ACCOUNT_DISABLED, ((Gone) standing(BOB)).why().reason());
        assertEquals(
                Reason.ACCOUNT_RESTRICTED, ((Gone) standing("no guid")).why().reason());
        assertEquals(
                Set.of(BOB), told(look(Set.of(BOB), Optional.of(first.mark()))).keySet());
        tree.close();
        assertThrows(UnavailableException.class, () -> standing(ALICE));
    }

    @Test
    void onlyWhoChangedIsTold() throws LDAPException {
        Look first = look(Set.of(ALICE, BOB), Optional.empty());
        Look quiet = look(Set.of(ALICE, BOB), Optional.of(first.mark()));
        assertEquals(List.of(), quiet.standings());
        tree.change("bob", "mail", "robert@mail.example.com");
        tree.change("bob", "uSNChanged", "2");
        var told = told(look(Set.of(ALICE, BOB), Optional.of(quiet.mark())));
        assertEquals(Set.of(BOB), told.keySet());
        assertEquals(
                List.of("robert@mail.example.com"),
                present(told, BOB).identity().attributes().texts("mail"));
    }

    @Test
    void disabledDeletedAndExpiredAreGone() throws LDAPException {
        tree.person("carol");
        String carol = Tree.subject("carol");
        Set<String> all = Set.of(ALICE, BOB, carol);
        Look first = look(all, Optional.empty());
        assertTrue(told(first).get(carol) instanceof Present);
        tree.change("alice", "userAccountControl", "514");
        tree.server.delete(Tree.dn("bob"));
        tree.change("carol", "accountExpires", "132223104000000000");
        var told = told(look(all, Optional.of(first.mark())));
        assertEquals(Reason.ACCOUNT_DISABLED, gone(told, ALICE));
        assertEquals(Reason.ACCOUNT_RESTRICTED, gone(told, BOB));
        assertEquals(Reason.ACCOUNT_EXPIRED, gone(told, carol));
    }

    @Test
    void changedGroupTellsEverybodyAnewAndIsNotTakenFromMemory() throws LDAPException {
        tree.group("Upper", Tree.dn("Staff"));
        Look first = look(Set.of(ALICE, BOB), Optional.empty());
        tree.change("Upper", "member");
        tree.change("Upper", "uSNChanged", "2");
        var told = told(look(Set.of(ALICE, BOB), Optional.of(first.mark())));
        assertEquals(Set.of(ALICE, BOB), told.keySet());
        assertEquals(
                List.of("Staff"), present(told, ALICE).identity().attributes().texts("groups"));
    }

    @Test
    void lookWithoutAMarkTakesNoGroupFromMemory() throws LDAPException {
        tree.group("Upper", Tree.dn("Staff"));
        assertEquals(
                List.of("Staff", "Upper"),
                door.enters("alice", Tree.PASSWORD).attributes().texts("groups"));
        tree.change("Upper", "member");
        tree.change("Upper", "uSNChanged", "2");
        var told = told(look(Set.of(ALICE), Optional.empty()));
        assertEquals(
                List.of("Staff"), present(told, ALICE).identity().attributes().texts("groups"));
    }

    @Test
    void groupReadBeforeTheChangeIsNotRememberedAfterIt() throws LDAPException {
        tree.group("Upper", Tree.dn("Staff"));
        var catalog = new GroupCatalog(
                tree.settings().settings().groups(),
                Dialect.of(DirectorySettings.Flavour.ACTIVE_DIRECTORY),
                door.clock);
        var watch = Executors.newScheduledThreadPool(1);
        try (var connection = tree.server.getConnection()) {
            var conversation = new Conversation(connection, watch, Duration.ofSeconds(30), Deadline.never());
            Entry staff = Objects.requireNonNull(tree.server.getEntry(Tree.dn("Staff")));
            List<Group> level = List.of(Group.of(new SearchResultEntry(staff)));
            // The answer is on its way when the group changes and everything is forgotten.
            tree.showing = entry -> {
                catalog.forget();
                return entry;
            };
            assertEquals(1, catalog.above(conversation, level).size());
            tree.showing = entry -> entry;
            tree.change("Upper", "member");
            assertEquals(List.of(), catalog.above(conversation, level));
        } finally {
            watch.shutdownNow();
        }
    }

    @Test
    void changeOfAGroupOutsideTheBaseIsSeenWhereTheServerComputesChains() throws LDAPException {
        String sid = "S-1-5-21-1-2-3-70";
        tree.add(new Entry("OU=Roles," + Settings.BASE, new Attribute("objectClass", "organizationalUnit")));
        tree.add(new Entry(
                "CN=Admins,OU=Roles," + Settings.BASE,
                new Attribute("objectClass", "group"),
                new Attribute("cn", "Admins"),
                new Attribute("uSNChanged", "1"),
                new Attribute("objectSid", Binary.sid(sid).orElseThrow())));
        tree.person("carol", tokens(sid));
        String carol = Tree.subject("carol");
        tree.showing = entry -> rootOf(entry, new Attribute("defaultNamingContext", Settings.BASE));
        Settings settings = tree.settings();
        settings.nesting = DirectorySettings.Nesting.TOKEN_GROUPS;
        settings.groupsBase = "OU=Roles," + Settings.BASE;
        try (Door strict = Door.to(settings)) {
            Look first = strict.adapter.look(strict.provider, Set.of(carol), Optional.empty(), strict.clock.instant());
            assertEquals(
                    List.of("Admins"),
                    present(told(first), carol).identity().attributes().texts("groups"));
            tree.server.modify(
                    Tree.dn("carol"),
                    new Modification(
                            ModificationType.REPLACE,
                            tokens("S-1-5-11").getName(),
                            tokens("S-1-5-11").getValueByteArrays()));
            tree.change("Staff", "uSNChanged", "2");
            Look next = strict.adapter.look(
                    strict.provider, Set.of(carol), Optional.of(first.mark()), strict.clock.instant());
            assertEquals(
                    List.of(),
                    present(told(next), carol).identity().attributes().texts("groups"));
        }
    }

    private static Attribute tokens(String sid) {
        return new Attribute("tokenGroups", Binary.sid(sid).orElseThrow());
    }

    private static Entry rootOf(Entry entry, Attribute... said) {
        if (!entry.getDN().isEmpty()) {
            return entry;
        }
        var root = entry.duplicate();
        for (Attribute attribute : said) {
            root.setAttribute(attribute);
        }
        return root;
    }

    /** Has the directory count its changes, as Active Directory does. */
    private void counting(String change) throws LDAPException {
        if (tree.server.getEntry(Tree.dn("dsa")) == null) {
            tree.add(new Entry(
                    Tree.dn("dsa"),
                    new Attribute("objectClass", "nTDSDSA"),
                    new Attribute("invocationId", Tree.guid("life"))));
        }
        tree.showing = entry -> rootOf(
                entry, new Attribute("highestCommittedUSN", change), new Attribute("dsServiceName", Tree.dn("dsa")));
    }

    @Test
    void accountThatEndsOnAQuietDirectoryIsGone() throws LDAPException {
        counting("7");
        Instant end = door.clock.instant().plusSeconds(3_600);
        tree.change("bob", "accountExpires", Long.toString((end.getEpochSecond() + 11_644_473_600L) * 10_000_000L));
        Look first = look(Set.of(ALICE, BOB), Optional.empty());
        int before = tree.filters.size();
        assertEquals(
                List.of(), look(Set.of(ALICE, BOB), Optional.of(first.mark())).standings());
        assertEquals(2, tree.filters.size() - before, "where the directory stands was enough");
        var told = told(
                door.adapter.look(door.provider, Set.of(ALICE, BOB), Optional.of(first.mark()), end.plusSeconds(1)));
        assertEquals(Reason.ACCOUNT_EXPIRED, gone(told, BOB));
    }

    @Test
    void onePersonWhoCannotBeReadStopsNobodyElse() throws LDAPException {
        Settings settings = tree.settings();
        settings.nesting = DirectorySettings.Nesting.TOKEN_GROUPS;
        tree.person("carol", tokens("S-1-5-11"));
        tree.person("dave", tokens("S-1-5-11"));
        tree.person("erin");
        counting("7");
        Set<String> all = Set.of(Tree.subject("carol"), Tree.subject("dave"), Tree.subject("erin"));
        try (Door strict = Door.to(settings)) {
            Look first = strict.adapter.look(strict.provider, all, Optional.empty(), strict.clock.instant());
            assertEquals(
                    Set.of(Tree.subject("carol"), Tree.subject("dave")),
                    told(first).keySet());
            assertThrows(
                    UnavailableException.class,
                    () -> strict.adapter.standing(strict.provider, Tree.subject("erin"), strict.clock.instant()));
            tree.server.modify(
                    Tree.dn("erin"),
                    new Modification(
                            ModificationType.ADD,
                            "tokenGroups",
                            tokens("S-1-5-11").getValueByteArrays()));
            Look next = strict.adapter.look(strict.provider, all, Optional.of(first.mark()), strict.clock.instant());
            assertEquals(Set.of(Tree.subject("erin")), told(next).keySet(), "asked about again");
            tree.change("carol", "tokenGroups");
            tree.change("dave", "tokenGroups");
            Set<String> both = Set.of(Tree.subject("carol"), Tree.subject("dave"));
            assertThrows(
                    UnavailableException.class,
                    () -> strict.adapter.look(strict.provider, both, Optional.empty(), strict.clock.instant()));
        }
    }

    @Test
    void markSaysNothingOfWhomItsLookDidNotSee() throws LDAPException {
        counting("7");
        Look first = look(Set.of(ALICE), Optional.empty());
        assertEquals(
                Set.of(BOB),
                told(look(Set.of(ALICE, BOB), Optional.of(first.mark()))).keySet());
    }

    @Test
    void groupWithoutAVersionMayHaveChanged() throws LDAPException {
        tree.change("Staff", "uSNChanged");
        Look first = look(Set.of(ALICE), Optional.empty());
        assertEquals(
                1, look(Set.of(ALICE), Optional.of(first.mark())).standings().size());
    }

    @Test
    void deletedGroupTellsEverybody() throws LDAPException {
        Look first = look(Set.of(ALICE), Optional.empty());
        tree.server.delete(Tree.dn("Staff"));
        var alice = present(told(look(Set.of(ALICE), Optional.of(first.mark()))), ALICE);
        assertEquals(List.of(), alice.identity().attributes().texts("groups"));
    }

    @Test
    void unknownMarkTellsEverybody() {
        look(Set.of(ALICE), Optional.empty());
        assertEquals(
                1,
                look(Set.of(ALICE), Optional.of("a mark of another life"))
                        .standings()
                        .size());
    }

    @Test
    void thousandsAreAskedAboutInBatches() throws LDAPException {
        var subjects = new TreeSet<String>();
        for (int i = 0; i < 1_000; i++) {
            tree.person("p" + i);
            subjects.add(Tree.subject("p" + i));
        }
        Look first = look(subjects, Optional.empty());
        assertEquals(1_000, first.standings().size());
        int before = tree.filters.size();
        assertEquals(List.of(), look(subjects, Optional.of(first.mark())).standings());
        int searches = tree.filters.size() - before;
        assertTrue(searches <= 20, searches + " searches for nobody");
    }

    @Test
    void marksOfManyLooksAreRemembered() {
        Look first = look(Set.of(ALICE), Optional.empty());
        IntStream.range(0, 5).forEach(i -> look(Set.of(BOB), Optional.empty()));
        assertEquals(List.of(), look(Set.of(ALICE), Optional.of(first.mark())).standings());
        assertNotEquals(first.mark(), look(Set.of(BOB), Optional.empty()).mark());
    }

    @Test
    void directoryThatIsDownIsAFaultAndNobodyIsGone() {
        Look first = look(Set.of(ALICE), Optional.empty());
        tree.close();
        assertThrows(UnavailableException.class, () -> look(Set.of(ALICE), Optional.of(first.mark())));
    }
}
