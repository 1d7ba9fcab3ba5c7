package dev.daypass.core.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.identity.AttributeValue;
import dev.daypass.core.identity.Attributes;
import dev.daypass.core.identity.AuthenticationContext;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.identity.Subject;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.source.Findings;
import dev.daypass.core.source.Source;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a provider sent becomes what rules speak of, typed, or the sign-in is refused. */
class AttributeMappingTest {
    private static final Map<String, List<AttributeValue>> SENT = Map.of(
            "mail", List.of(AttributeValue.of("Alice@corp.example.com"), AttributeValue.of("second@corp.example.com")),
            "groups", List.of(AttributeValue.of("Engineers"), AttributeValue.of("Admins")),
            "one", List.of(AttributeValue.of("only")),
            "level", List.of(new AttributeValue.Whole(3)),
            "score", List.of(new AttributeValue.Fraction(1.5)),
            "verified", List.of(new AttributeValue.Flag(true)),
            "realm_access",
                    List.of(new AttributeValue.Structure(
                            Map.of("roles", List.of(AttributeValue.of("admin"), AttributeValue.of("user"))))));

    @Test
    void scalarsStayScalarsAndListsStayLists() {
        Attributes user = user(
                "mail", "attr('mail')", "groups", "attrs('groups')", "one", "attrs('one')", "none", "attrs('gone')");
        assertEquals(List.of("Alice@corp.example.com"), user.texts("mail"));
        assertTrue(user.isSingle("mail"));
        assertEquals(List.of("Engineers", "Admins"), user.texts("groups"));
        assertFalse(user.isSingle("groups"));
        assertFalse(user.isSingle("one"));
        assertTrue(user.has("none"));
        assertEquals(List.of(), user.texts("none"));
    }

    @Test
    void valuesKeepTheirKind() {
        Attributes user = user(
                "level",
                "attr('level')",
                "score",
                "attr('score')",
                "verified",
                "attr('verified')",
                "sum",
                "size(attrs('groups')) + 1");
        assertEquals(List.of(new AttributeValue.Whole(3)), user.all("level"));
        assertEquals(List.of(new AttributeValue.Fraction(1.5)), user.all("score"));
        assertEquals(List.of(new AttributeValue.Flag(true)), user.all("verified"));
        assertEquals(List.of(new AttributeValue.Whole(3)), user.all("sum"));
    }

    @Test
    void membersOfStructuresAreLists() {
        Attributes user =
                user("roles", "attr('realm_access').roles", "whole", "attr('realm_access')", "made", "{'a': 'b'}");
        assertEquals(List.of("admin", "user"), user.texts("roles"));
        assertEquals(SENT.get("realm_access"), user.all("whole"));
        assertEquals(
                List.of(new AttributeValue.Structure(Map.of("a", List.of(AttributeValue.of("b"))))), user.all("made"));
    }

    @Test
    void expressionsMayChangeWhatWasSent() {
        Attributes user = user(
                "email", "attr('mail').lowerAscii()",
                "admins", "attrs('groups').filter(g, g.startsWith('Adm'))",
                "who", "provider + ':' + subject",
                "strong", "authn.contextClass == 'mfa' && authn.instant > timestamp('2020-01-01T00:00:00Z')",
                "fallback", "attr('gone', 'nothing')");
        assertEquals(List.of("alice@corp.example.com"), user.texts("email"));
        assertEquals(List.of("Admins"), user.texts("admins"));
        assertEquals(List.of("corp:alice"), user.texts("who"));
        assertEquals(List.of("true"), user.texts("strong"));
        assertEquals(List.of("nothing"), user.texts("fallback"));
    }

    /** Security T21: what is missing is an error, never an empty text. */
    @Test
    void T21aMissingAttributeRefusesTheSignIn() {
        Refusal refusal = refused("email", "attr('email')");
        assertEquals(Reason.EVALUATION_FAILED, refusal.reason());
        assertEquals("attribute map, `email`: the provider sent no attribute `email`", refusal.auditDetail());
    }

    @Test
    void T21aFallbackOfAnotherKindRefuses() {
        assertEquals(
                "attribute map, `level`: attribute `level` is a number, its fallback a text",
                refused("level", "attr('level', '0')").auditDetail());
        assertEquals(List.of("3"), user("level", "attr('level', 0)").texts("level"));
    }

    @Test
    void refusalsHoldNoValues() {
        Refusal refusal = refused("email", "attr('mail').substring(500)");
        assertFalse((refusal.publicMessage() + refusal.auditDetail()).contains("Alice"));
        assertFalse(refusal.publicMessage().contains("mail"));
    }

    @Test
    void nullAndInstantsAreNoAttributes() {
        assertEquals(Reason.EVALUATION_FAILED, refused("x", "[null]").reason());
        assertEquals(Reason.EVALUATION_FAILED, refused("x", "[authn.instant]").reason());
    }

    @Test
    void requirementsAreMetOrRefused() {
        Requirement corp = requirement("user.email.endsWith('@corp.example.com')");
        assertTrue(corp.check(identity().normalised(email("a@corp.example.com")))
                .value()
                .isPresent());
        assertEquals(
                Optional.of(Reason.REQUIREMENT_NOT_MET),
                corp.check(identity().normalised(email("a@evil.example")))
                        .refusal()
                        .map(Refusal::reason));
        assertEquals(
                Optional.of(Reason.EVALUATION_FAILED),
                corp.check(identity()).refusal().map(Refusal::reason));
        assertEquals(
                Optional.of(Reason.EVALUATION_FAILED),
                requirement("user.email")
                        .check(identity().normalised(email("true")))
                        .refusal()
                        .map(Refusal::reason));
    }

    private static Requirement requirement(String condition) {
        return new RuleCompiler()
                .requirement(expression(condition), Set.of("email"), new Findings())
                .orElseThrow();
    }

    private static Attributes email(String address) {
        return Attributes.of(Map.of("email", List.of(AttributeValue.of(address))), Set.of("email"));
    }

    private static Attributes user(String... namesAndExpressions) {
        return apply(namesAndExpressions).value().orElseThrow();
    }

    private static Refusal refused(String... namesAndExpressions) {
        return apply(namesAndExpressions).refusal().orElseThrow();
    }

    private static Outcome<Attributes> apply(String... namesAndExpressions) {
        var attributes = new LinkedHashMap<String, Expression>();
        for (int i = 0; i < namesAndExpressions.length; i += 2) {
            attributes.put(namesAndExpressions[i], expression(namesAndExpressions[i + 1]));
        }
        var findings = new Findings();
        return new RuleCompiler()
                .mapping(attributes, findings)
                .orElseThrow(() -> new AssertionError(findings.sorted()))
                .apply(identity());
    }

    private static Expression expression(String text) {
        return new Expression(text, Source.of("providers.yaml"));
    }

    private static Identity identity() {
        return Identity.verified(
                new ProviderId("corp"),
                "https://idp.example.com",
                new Subject("alice", Optional.empty()),
                List.of(),
                Optional.empty(),
                Attributes.of(SENT),
                new AuthenticationContext(
                        Optional.of(Instant.parse("2026-01-01T00:00:00Z")),
                        Optional.of("mfa"),
                        List.of("pwd"),
                        Optional.empty(),
                        Optional.empty()),
                "proof-1");
    }
}
