package dev.daypass.core.policy;

import java.util.List;
import java.util.Optional;

/**
 * An operand of the ARN operators: each of the six segments is matched on its own, wildcards allowed in each. An operand
 * that is one variable is compared whole.
 */
final class ArnTest implements ValueTest {
    /** The operand's six segments, or one for an operand that is compared whole. */
    private final List<Template> segments;

    private final boolean any;

    private ArnTest(List<Template> segments, boolean any) {
        this.segments = segments;
        this.any = any;
    }

    static Optional<ArnTest> of(String text, Template operand) {
        if (text.equals("*")) {
            return Optional.of(new ArnTest(List.of(operand), true));
        }
        List<Template> segments = operand.split(ResourceName.SEGMENTS);
        if (segments.size() == ResourceName.SEGMENTS && text.startsWith("arn:")) {
            return Optional.of(new ArnTest(segments, false));
        }
        boolean oneVariable = segments.size() == 1 && !operand.isFixed() && !operand.hasWildcard();
        return oneVariable ? Optional.of(new ArnTest(segments, false)) : Optional.empty();
    }

    @Override
    public boolean holds(String value, ConditionContext context) {
        ResourceName name = ResourceName.of(value);
        if (!name.isArn() || any) {
            return name.isArn();
        }
        if (segments.size() == 1) {
            return segments.get(0).text(context).filter(value::equals).isPresent();
        }
        for (int i = 1; i < ResourceName.SEGMENTS; i++) {
            Optional<Glob> glob = segments.get(i).glob(context);
            if (glob.isEmpty() || !name.segmentMatches(i, glob.get())) {
                return false;
            }
        }
        return true;
    }
}
