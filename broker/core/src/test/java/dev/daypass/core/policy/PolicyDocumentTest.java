package dev.daypass.core.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Canonical form, size and keys. */
final class PolicyDocumentTest {
    @Test
    void canonicalJsonHasTheGrammarsOrder() {
        PolicyDocument document = PolicyFixtures.document(PolicyGrammar.RESOURCE, """
                {"Statement": {"Condition": {"Bool": {"aws:SecureTransport": [true]}, "Null": {"user/x": ["true"]}},
                  "Resource": ["*"], "NotAction": ["a:B", "a:C"], "Principal": {"AWS": ["111122223333"], "Service": ["x", "y"]},
                  "Effect": "Allow", "Sid": "one two"}, "Id": "mine", "Version": "2012-10-17"}""");
        String canonical =
                "{\"Version\":\"2012-10-17\",\"Id\":\"mine\",\"Statement\":[{\"Sid\":\"one two\",\"Effect\":\"Allow\","
                        + "\"Principal\":{\"AWS\":\"111122223333\",\"Service\":[\"x\",\"y\"]},\"NotAction\":[\"a:B\",\"a:C\"],"
                        + "\"Resource\":\"*\",\"Condition\":{\"Bool\":{\"aws:SecureTransport\":\"true\"},\"Null\":{\"user/x\":\"true\"}}}]}";
        assertEquals(canonical, document.json());
        assertEquals(canonical.length() - 1, document.size(), "the blank in the Sid does not count");
        assertEquals(document, PolicyFixtures.document(PolicyGrammar.RESOURCE, canonical));
        assertEquals(Set.of("aws:SecureTransport", "user/x"), document.keys());
    }

    @Test
    void listOfStatementsIsTheNewestVersion() {
        PolicyDocument document = PolicyFixtures.document(
                PolicyGrammar.IDENTITY, "[{\"Effect\":\"Allow\",\"Action\":\"a:B\",\"Resource\":\"*\"}]");
        assertEquals(Optional.of("2012-10-17"), document.version());
        assertEquals("policy.json:1:1", document.source().toString());
        assertEquals(
                List.of(0), document.statements().stream().map(Statement::index).toList());
    }

    @Test
    void grammarIsPartOfEquality() {
        String text = "[{\"Effect\":\"Allow\",\"Action\":\"a:B\",\"Resource\":\"*\"}]";
        assertNotEquals(
                PolicyFixtures.document(PolicyGrammar.IDENTITY, text),
                PolicyFixtures.document(PolicyGrammar.SESSION, text));
    }

    @Test
    void trustKeepsAnybodyAsWritten() {
        PolicyDocument star = PolicyFixtures.document(
                PolicyGrammar.TRUST, "[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sts:AssumeRole\"}]");
        assertTrue(star.json().contains("\"Principal\":\"*\""));
        PolicyDocument aws = PolicyFixtures.document(
                PolicyGrammar.TRUST,
                "[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"*\"},\"Action\":\"sts:AssumeRole\"}]");
        assertTrue(aws.json().contains("\"Principal\":{\"AWS\":\"*\"}"));
    }
}
