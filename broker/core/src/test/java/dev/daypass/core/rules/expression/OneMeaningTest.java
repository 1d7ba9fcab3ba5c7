package dev.daypass.core.rules.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.values.NullValue;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.source.Findings;
import dev.daypass.core.source.Source;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** Our terms and plain CEL mean the same: same checks, same values, failures alike. */
class OneMeaningTest {
    private final Dialect dialect = Generated.dialect();
    private final CelEnvironment cel = new CelEnvironment(dialect);
    private final CelRuntime reference = PlainCel.runtime();

    @Provide
    Arbitrary<String> conditions() {
        return Generated.conditions();
    }

    @Provide
    Arbitrary<Identity> identities() {
        return Generated.identities();
    }

    @Property(tries = 1500)
    void whatWeAcceptCelAcceptsWithTheSameTypeAndValue(
            @ForAll("conditions") String text, @ForAll("identities") Identity identity) {
        Optional<Term> ours = Parser.parse(text).flatMap(new Translator(dialect)::translate);
        Statistics.label("said by our terms").collect(ours.isPresent());
        if (ours.isEmpty()) {
            return;
        }
        CelValidationResult checked = cel.compile(text);
        assertFalse(checked.hasError(), () -> text + ": " + checked.getErrorString());
        CelAbstractSyntaxTree ast = tree(checked);
        assertEquals(ast.getResultType(), ours.get().type(), text);
        assertEquals(byCel(ast, identity), comparable(ours.get().value(new Facts(identity))), text);
    }

    @Property(tries = 1000)
    void joiningBothSidesChangesNothing(@ForAll("conditions") String text, @ForAll("identities") Identity identity) {
        CelValidationResult checked = cel.compile(text);
        var findings = new Findings();
        Optional<CompiledExpression> joined =
                new ExpressionCompiler().compile(text, Source.of("test"), dialect, Wanted.CONDITION, findings);
        Statistics.label("accepted").collect(joined.isPresent());
        if (joined.isEmpty()) {
            assertTrue(findings.hasErrors(), text);
            assertTrue(
                    checked.hasError() || !Wanted.CONDITION.admits(tree(checked).getResultType()), text);
            return;
        }
        Object ours = joined.get().term().value(new Facts(identity));
        assertEquals(byCel(tree(checked), identity), comparable(ours), text);
    }

    @Property(tries = 1000)
    void aGuardThatFindsNothingMeansFalse(@ForAll("conditions") String text, @ForAll("identities") Identity identity) {
        Optional<Term> term = Parser.parse(text).flatMap(new Translator(dialect)::translate);
        var facts = new Facts(identity);
        for (var keys : term.map(Guard::alternatives).orElse(List.of())) {
            boolean nothing = keys.stream().allMatch(key -> isReadable(key, facts) && !finds(key, facts));
            Statistics.label("ruled out").collect(nothing);
            if (nothing) {
                assertEquals(false, term.orElseThrow().truth(facts), text);
            }
        }
    }

    @Provide
    Arbitrary<String> chains() {
        return Arbitraries.of(" && ", " || ").flatMap(operator -> Generated.conditions()
                .map(condition -> "(" + condition + ")")
                .list()
                .ofMinSize(4)
                .ofMaxSize(9)
                .map(conditions -> String.join(operator, conditions)));
    }

    /** CEL balances a chain's tree, which must not lose a part of it. */
    @Property(tries = 500)
    void longChainsKeepEachPart(@ForAll("chains") String text, @ForAll("identities") Identity identity) {
        joiningBothSidesChangesNothing(text, identity);
    }

    private static boolean isReadable(Guard.Key key, Facts facts) {
        Object value = key.place().read(facts);
        boolean holder = value instanceof List || value instanceof Map;
        return !(value instanceof Failure) && (holder || !key.place().isMembership());
    }

    private static boolean finds(Guard.Key key, Facts facts) {
        Object value = key.place().read(facts);
        if (!key.place().isMembership()) {
            return key.text().equals(value);
        }
        return value instanceof Map<?, ?> map ? map.containsKey(key.text()) : ((List<?>) value).contains(key.text());
    }

    private static CelAbstractSyntaxTree tree(CelValidationResult checked) {
        try {
            return checked.getAst();
        } catch (CelValidationException e) {
            throw new AssertionError(e);
        }
    }

    private Object byCel(CelAbstractSyntaxTree ast, Identity identity) {
        try {
            return comparable(reference.createProgram(ast).eval(PlainCel.variables(new Facts(identity))));
        } catch (CelEvaluationException e) {
            return "failure";
        }
    }

    private static Object comparable(Object value) {
        return value instanceof Failure || value instanceof NullValue ? "failure" : value;
    }
}
