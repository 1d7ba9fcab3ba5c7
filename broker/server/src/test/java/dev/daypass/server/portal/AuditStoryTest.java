package dev.daypass.server.portal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.daypass.core.audit.AuditRecord;
import dev.daypass.server.portal.view.Language;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Entries as sentences, whatever they lack. */
final class AuditStoryTest {
    private static final String HASH = "0".repeat(64);

    private static String told(String kind, String outcome, String facts) {
        AuditRecord entry = AuditRecord.parse("{\"sequence\":1,\"node\":\"a\",\"previous\":\"" + HASH
                        + "\",\"at\":\"2026-01-01T00:00:00.000Z\",\"kind\":\"" + kind + "\",\"outcome\":\"" + outcome
                        + "\",\"correlation\":\"c\",\"client\":\"127.0.0.1\",\"facts\":{" + facts + "},\"hash\":\""
                        + HASH
                        + "\"}")
                .orElseThrow();
        return AuditStory.sentence(entry, new Dictionary().in(Language.ENGLISH));
    }

    @Test
    void whoTakesARoleWithKeysIsSaidToHaveThem() {
        assertEquals(
                "arn:daypass:iam::444455556666:user/anna, known by keys of its own, took role/Auditor",
                told(
                        "ASSUME_ROLE",
                        "GRANTED",
                        "\"subject\":[\"arn:daypass:iam::444455556666:user/anna\"],"
                                + "\"role\":[\"arn:daypass:iam::111122223333:role/Auditor\"]"));
        assertEquals(
                "alice, known by corp-saml, was refused role/Admin",
                told(
                        "ASSUME_ROLE",
                        "REFUSED",
                        "\"subject\":[\"alice\"],\"provider\":[\"corp-saml\"],"
                                + "\"role\":[\"arn:daypass:iam::111122223333:role/Admin\"]"));
    }

    @Test
    void whatNobodyKnowsIsASentenceStill() {
        assertEquals("Somebody made a request that was refused", told("REQUEST_AUTHENTICATION", "REFUSED", ""));
        assertEquals("Something was refused: something", told("OF_ANOTHER_RELEASE", "REFUSED", ""));
        assertEquals(Optional.empty(), AuditRecord.parse("no entry"));
    }
}
