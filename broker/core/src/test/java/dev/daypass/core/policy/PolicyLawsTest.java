package dev.daypass.core.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What must hold of every policy and every request (T07, T18). */
final class PolicyLawsTest {
    private static final String ACCOUNT = PolicyFixtures.ACCOUNT;
    private final PolicyEvaluator evaluator = new PolicyEvaluator();

    @Property(tries = 500)
    void T18DenyNeverWidens(
            @ForAll("statements") List<String> own,
            @ForAll("deny") String deny,
            @ForAll("requests") AccessRequest request) {
        var more = new ArrayList<>(own);
        more.add(deny);
        boolean before = decide(PolicySet.identity(List.of(policy(PolicyType.INLINE, own))), request)
                .allowed();
        boolean after = decide(PolicySet.identity(List.of(policy(PolicyType.INLINE, more))), request)
                .allowed();
        assertTrue(before || !after);
    }

    @Property(tries = 500)
    void T07SessionBoundaryAndGuardRailNeverWiden(
            @ForAll("statements") List<String> own,
            @ForAll("statements") List<String> limit,
            @ForAll("requests") AccessRequest request) {
        PolicySet bare = PolicySet.identity(List.of(policy(PolicyType.INLINE, own)));
        boolean before = decide(bare, request).allowed();
        NamedPolicy narrowing = policy(PolicyType.SESSION, limit);
        boolean alone = decide(PolicySet.identity(List.of(narrowing)), request).allowed();
        for (PolicySet narrowed : List.of(
                bare.withSession(List.of(narrowing)),
                bare.withBoundary(narrowing),
                bare.withGuardRails(List.of(narrowing)))) {
            assertEquals(before && alone, decide(narrowed, request).allowed(), "the intersection, exactly");
        }
        assertFalse(decide(bare.withSession(List.of()), request).allowed());
    }

    @Property(tries = 500)
    void T07EveryFurtherLayerNarrowsAndNoneWidens(
            @ForAll("statements") List<String> own,
            @ForAll("statements") List<String> first,
            @ForAll("statements") List<String> second,
            @ForAll("requests") AccessRequest request) {
        PolicySet bare = PolicySet.identity(List.of(policy(PolicyType.INLINE, own)));
        List<NamedPolicy> one = List.of(policy(PolicyType.SESSION, first));
        List<NamedPolicy> two = List.of(policy(PolicyType.SESSION, second));
        boolean both = decide(bare.withSession(one), request).allowed()
                && decide(bare.withSession(two), request).allowed();
        assertEquals(
                both, decide(bare.withSession(one).withSession(two), request).allowed(), "the intersection, exactly");
        assertEquals(
                both, decide(bare.withSession(two).withSession(one), request).allowed());
        assertFalse(
                decide(bare.withSession(one).withSession(List.of()), request).allowed());
    }

    @Property(tries = 500)
    void T18OrderNeverMatters(
            @ForAll("statements") List<String> first,
            @ForAll("statements") List<String> second,
            @ForAll("requests") AccessRequest request,
            @ForAll Random random) {
        Decision one = decide(
                PolicySet.identity(List.of(policy(PolicyType.INLINE, first), policy(PolicyType.MANAGED, second))),
                request);
        var shuffled = new ArrayList<>(first);
        Collections.shuffle(shuffled, random);
        Decision other = decide(
                PolicySet.identity(List.of(policy(PolicyType.MANAGED, second), policy(PolicyType.INLINE, shuffled))),
                request);
        assertEquals(one.effect(), other.effect());
        var merged = new ArrayList<>(second);
        merged.addAll(first);
        assertEquals(
                one.effect(),
                decide(PolicySet.identity(List.of(policy(PolicyType.INLINE, merged))), request)
                        .effect());
        assertEquals(one.deciding().size(), effectiveDenies(one, other), "as many denies are told");
    }

    private static int effectiveDenies(Decision one, Decision other) {
        return one.effect() == Decision.Effect.EXPLICIT_DENY
                ? other.deciding().size()
                : one.deciding().size();
    }

    @Property(tries = 500)
    void indexIsALinearScan(@ForAll("manyStatements") List<String> own, @ForAll("requests") AccessRequest request) {
        NamedPolicy policy = policy(PolicyType.INLINE, own);
        Question question = Question.of(request);
        List<Integer> concerned = policy.document().statements().stream()
                .filter(statement -> statement.concerns(question, false).matches())
                .map(Statement::index)
                .toList();
        List<Integer> found = Arrays.stream(policy.document().index().candidates(question))
                .boxed()
                .toList();
        assertTrue(found.containsAll(concerned), "no statement is overlooked");
        assertEquals(new TreeSet<>(found).stream().toList(), found, "each comes once and in its order");
        assertEquals(
                linear(policy.document(), question),
                decide(PolicySet.identity(List.of(policy)), request).effect());
    }

    private static Decision.Effect linear(PolicyDocument document, Question question) {
        List<Statement.Effect> concerned = document.statements().stream()
                .filter(statement -> statement.concerns(question, false).matches())
                .map(Statement::effect)
                .toList();
        if (concerned.contains(Statement.Effect.DENY)) {
            return Decision.Effect.EXPLICIT_DENY;
        }
        return concerned.isEmpty() ? Decision.Effect.IMPLICIT_DENY : Decision.Effect.ALLOW;
    }

    @Property(tries = 500)
    void canonicalJsonIsTheSameDocument(@ForAll("statements") List<String> own) {
        PolicyDocument document = policy(PolicyType.INLINE, own).document();
        PolicyDocument again = PolicyFixtures.document(PolicyGrammar.IDENTITY, document.json());
        assertEquals(document, again);
        assertEquals(document.json(), again.json());
        assertEquals(document.size(), again.size());
        assertEquals(document.keys(), again.keys());
    }

    @Property(tries = 500)
    void positiveConditionNeverHoldsWithoutItsKey(@ForAll("positiveConditions") String condition) {
        NamedPolicy policy = PolicyFixtures.identity(
                "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":" + condition + "}");
        var request = new AccessRequest(
                PolicyFixtures.alice(),
                "a:Get",
                "*",
                ConditionContext.builder().put("user/other", "5").build());
        Decision decision = decide(PolicySet.identity(List.of(policy)), request);
        assertFalse(decision.allowed());
        assertEquals(Set.of("user/x"), decision.missingKeys());
    }

    @Property(tries = 500)
    void explanationAgreesWithTheDecision(
            @ForAll("statements") List<String> own, @ForAll("requests") AccessRequest request) {
        Decision decision = decide(PolicySet.identity(List.of(policy(PolicyType.INLINE, own))), request);
        List<Statement.Effect> applying = decision.explain().applying().stream()
                .map(Explanation.StatementVerdict::effect)
                .toList();
        assertEquals(decision.effect() == Decision.Effect.EXPLICIT_DENY, applying.contains(Statement.Effect.DENY));
        assertEquals(decision.effect() == Decision.Effect.IMPLICIT_DENY, applying.isEmpty());
    }

    private Decision decide(PolicySet policies, AccessRequest request) {
        return evaluator.decide(policies, request);
    }

    private static NamedPolicy policy(PolicyType type, List<String> statements) {
        String text = "[" + String.join(",", statements) + "]";
        return new NamedPolicy(type, "own", PolicyFixtures.document(PolicyGrammar.IDENTITY, text));
    }

    @Provide
    Arbitrary<List<String>> statements() {
        return statement(Arbitraries.of("Allow", "Allow", "Deny"))
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    /** Enough for the index to filter by prefixes. */
    @Provide
    Arbitrary<List<String>> manyStatements() {
        return statement(Arbitraries.of("Allow", "Allow", "Deny"))
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }

    @Provide
    Arbitrary<String> deny() {
        return statement(Arbitraries.just("Deny"));
    }

    private static Arbitrary<String> statement(Arbitrary<String> effects) {
        Arbitrary<String> actions = Arbitraries.of(
                "\"Action\":\"*\"",
                "\"Action\":\"a:Get\"",
                "\"Action\":[\"a:Get\",\"a:Put\"]",
                "\"Action\":[\"a:*\",\"b:Get\"]",
                "\"Action\":\"A:g*\"",
                "\"Action\":[\"b:*\",\"b:P?t\"]",
                "\"Action\":\"*:Get\"",
                "\"Action\":[]",
                "\"NotAction\":\"a:*\"",
                "\"NotAction\":[\"*:Get\",\"b:Put\"]");
        Arbitrary<String> resources = Arbitraries.of(
                "\"Resource\":\"*\"",
                "\"Resource\":\"arn:daypass:a::" + ACCOUNT + ":x/*\"",
                "\"Resource\":[\"arn:daypass:a::*:x/one\",\"arn:daypass:b::*:x/two\"]",
                "\"Resource\":\"arn:daypass:a:::x/${aws:username}\"",
                "\"Resource\":\"arn:daypass:a::" + ACCOUNT + ":x/${aws:username, 'one'}\"",
                "\"NotResource\":\"arn:daypass:a::*:x/one\"",
                "\"NotResource\":\"arn:daypass:a::*:x/${user/x}\"");
        Arbitrary<String> conditions = Arbitraries.of(
                "",
                "",
                ",\"Condition\":{\"StringEquals\":{\"user/x\":\"1\"}}",
                ",\"Condition\":{\"StringNotLike\":{\"user/x\":[\"1*\",\"2\"]},\"Null\":{\"aws:username\":\"false\"}}",
                ",\"Condition\":{\"ForAllValues:StringEquals\":{\"user/x\":[\"1\",\"2\"]}}",
                ",\"Condition\":{\"ForAnyValue:StringLikeIfExists\":{\"user/x\":\"${aws:username}*\"}}",
                ",\"Condition\":{\"NumericLessThan\":{\"user/x\":2}}");
        return Combinators.combine(effects, actions, resources, conditions)
                .as((effect, action, resource, condition) ->
                        "{\"Effect\":\"" + effect + "\"," + action + "," + resource + condition + "}");
    }

    @Provide
    Arbitrary<AccessRequest> requests() {
        Arbitrary<String> actions =
                Arbitraries.of("a:Get", "A:GET", "a:Put", "b:Get", "b:Put", "b:pat", "c:Get", "c:X", "read");
        Arbitrary<String> resources = Arbitraries.of(
                "*",
                "arn:daypass:a::" + ACCOUNT + ":x/one",
                "arn:daypass:a::" + ACCOUNT + ":x/../one",
                "arn:daypass:a:::x/one",
                "arn:daypass:b::" + ACCOUNT + ":x/two",
                "thing");
        Arbitrary<List<String>> xs =
                Arbitraries.of("1", "2", "15", "one", "*").list().ofMaxSize(2);
        Arbitrary<List<String>> names = Arbitraries.of("one", "1", "*").list().ofMaxSize(1);
        return Combinators.combine(actions, resources, xs, names).as((action, resource, x, name) -> {
            ConditionContext context = ConditionContext.builder()
                    .put("user/x", x)
                    .put("aws:username", name)
                    .build();
            return new AccessRequest(PolicyFixtures.alice(), action, resource, context);
        });
    }

    @Provide
    Arbitrary<String> positiveConditions() {
        Arbitrary<String> prefixes = Arbitraries.of("", "ForAnyValue:");
        Arbitrary<Comparison> comparisons = Arbitraries.of(Comparison.values())
                .filter(comparison -> !comparison.negated() && comparison != Comparison.NULL);
        return Combinators.combine(prefixes, comparisons)
                .as((prefix, comparison) ->
                        "{\"" + prefix + comparison.text() + "\":{\"user/x\":\"" + operand(comparison) + "\"}}");
    }

    private static String operand(Comparison comparison) {
        return switch (comparison.kind()) {
            case STRING, STRING_IGNORE_CASE -> "";
            case STRING_PATTERN, ARN_PATTERN -> "*";
            case NUMBER, DATE -> "0";
            case BOOLEAN, ABSENCE -> "false";
            case BINARY -> "";
            case ADDRESS -> "0.0.0.0/0";
        };
    }
}
