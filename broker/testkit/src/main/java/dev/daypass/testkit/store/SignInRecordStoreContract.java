package dev.daypass.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.insight.SignInRecord;
import dev.daypass.core.insight.SignInRecordStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a {@link SignInRecordStore} must do. */
public interface SignInRecordStoreContract {
    Instant NOW = TestSessions.START;
    ProviderId CORP = new ProviderId("corp-saml");

    SignInRecordStore signInRecordStore();

    /** The store as another node sees it. */
    SignInRecordStore otherNode();

    private static SignInRecord record(String subject, Instant at, String sealed) {
        return new SignInRecord(CORP, subject, at, 1, base64(sealed.getBytes(StandardCharsets.UTF_8)));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static List<String> texts(List<SignInRecord.Kept> kept) {
        return kept.stream()
                .map(one -> new String(Base64.getUrlDecoder().decode(one.sealed()), StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    default void ofEachPersonTheNewestIsKept() {
        signInRecordStore().keep(List.of(record("alice", NOW, "first"), record("bob", NOW.minusSeconds(9), "bob's")));
        otherNode().keep(List.of(record("alice", NOW.plusSeconds(60), "second")));
        signInRecordStore().keep(List.of(record("alice", NOW.plusSeconds(30), "late news")));
        assertEquals(List.of("second", "bob's"), texts(otherNode().newest(10)));
        assertEquals(List.of("second"), texts(otherNode().newest(1)));
    }

    @Test
    default void ofOneBatchTheNewestIsKept() {
        signInRecordStore().keep(List.of(record("alice", NOW.plusSeconds(1), "newer"), record("alice", NOW, "older")));
        assertEquals(List.of("newer"), texts(signInRecordStore().newest(10)));
    }

    @Test
    default void peopleAreToldApartByProviderAndName() {
        var other = new SignInRecord(new ProviderId("other"), "alice", NOW, 1, base64(new byte[] {1}));
        signInRecordStore().keep(List.of(record("alice", NOW, "x"), record("Alice", NOW, "y"), other));
        assertEquals(3, otherNode().newest(10).size());
    }

    @Test
    default void oneIsFoundByItsIdThatTellsNothingOfThePerson() {
        byte[] sealed = new byte[100_000];
        sealed[99_999] = 7;
        signInRecordStore().keep(List.of(new SignInRecord(CORP, "alice@corp.example.com", NOW, 3, base64(sealed))));
        SignInRecord.Kept kept = otherNode().newest(1).get(0);
        assertTrue(!kept.id().contains("alice"));
        SignInRecord.Kept found = otherNode().find(kept.id()).orElseThrow();
        assertEquals(base64(sealed), found.sealed());
        assertEquals(3, found.keyVersion());
        assertEquals(NOW, found.at());
        assertEquals(Optional.empty(), otherNode().find("nobody's"));
        assertEquals(Optional.empty(), otherNode().find("00000000-0000-0000-0000-000000000000"));
    }

    @Test
    default void theSameIsSealedAnewAndANewerOneIsLeftAlone() {
        signInRecordStore().keep(List.of(record("alice", NOW, "old key"), record("bob", NOW, "old key")));
        List<SignInRecord.Kept> old = otherNode().sealedBefore(2, 10);
        assertEquals(2, old.size());
        assertEquals(1, otherNode().sealedBefore(2, 1).size());
        assertEquals(0, otherNode().sealedBefore(1, 10).size());
        signInRecordStore().keep(List.of(record("alice", NOW.plusSeconds(1), "newer")));
        old.forEach(kept -> otherNode().reseal(kept, 2, base64(new byte[] {'n'})));
        assertEquals(List.of("newer", "n"), texts(signInRecordStore().newest(10)));
        assertNotEquals(0, signInRecordStore().sealedBefore(2, 10).size());
    }

    @Test
    default void pagesFollowEachOtherAndAllAreCounted() {
        assertEquals(0, otherNode().count());
        // Several of one instant, so that a page ends among them.
        signInRecordStore()
                .keep(IntStream.range(0, 20)
                        .mapToObj(i -> record("person " + i, NOW.plusSeconds(i / 4), Integer.toString(i)))
                        .toList());
        assertEquals(20, otherNode().count());
        var seen = new ArrayList<SignInRecord.Kept>();
        Optional<SignInRecord.Kept> last = Optional.empty();
        List<SignInRecord.Kept> page;
        do {
            page = otherNode().newest(last, 3);
            seen.addAll(page);
            last = Optional.of(seen.get(seen.size() - 1));
        } while (!page.isEmpty());
        assertEquals(otherNode().newest(100), seen);
        assertEquals(20, seen.size());
    }

    @Test
    default void whatIsOldOrTooMuchIsForgotten() {
        signInRecordStore()
                .keep(IntStream.range(0, 20)
                        .mapToObj(i -> record("person " + i, NOW.plusSeconds(i), Integer.toString(i)))
                        .toList());
        assertEquals(5, otherNode().forget(NOW.plusSeconds(5), 1_000));
        assertEquals(15, signInRecordStore().newest(100).size());
        assertEquals(12, otherNode().forget(NOW, 3));
        assertEquals(List.of("19", "18", "17"), texts(signInRecordStore().newest(100)));
        assertEquals(3, otherNode().forget(NOW.plus(Duration.ofDays(1)), 3));
        assertEquals(0, signInRecordStore().newest(100).size());
        assertEquals(0, otherNode().forget(NOW, 3));
    }
}
