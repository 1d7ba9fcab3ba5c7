package dev.daypass.core.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.source.Findings;
import dev.daypass.core.source.Node;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every operator against every kind of context: the cases are data. */
final class ConditionCasesTest {
    @TestFactory
    Stream<DynamicTest> conditions() {
        List<Node.Mapping> cases = PolicyFixtures.cases("conditions.json");
        assertTrue(cases.size() > 150, "the case file was read");
        return cases.stream().map(test -> DynamicTest.dynamicTest(name(test), () -> check(test)));
    }

    private static String name(Node.Mapping test) {
        return test.source().line() + ": "
                + PolicyFixtures.optionalText(test, "name").orElse("");
    }

    private static void check(Node.Mapping test) {
        var findings = new Findings();
        var reading = new Reading(PolicyGrammar.IDENTITY, true, findings);
        List<Condition> conditions =
                new ConditionReader(reading).read(test.get("condition").orElseThrow());
        assertTrue(!findings.hasErrors(), () -> findings.sorted().toString());
        assertTrue(!conditions.isEmpty());
        ConditionContext context = PolicyFixtures.context(test);
        boolean holds = conditions.stream().allMatch(condition -> condition.holds(context));
        assertEquals(
                Boolean.parseBoolean(PolicyFixtures.text(test, "holds")), holds, () -> conditions + " on " + context);
    }
}
