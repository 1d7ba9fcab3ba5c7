package dev.daypass.core.rules;

import dev.daypass.core.identity.Identity;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.rules.expression.CompiledExpression;
import dev.daypass.core.rules.expression.Facts;
import dev.daypass.core.rules.expression.Failure;
import java.util.List;
import java.util.Set;

/**
 * What a directory calls a person for whom another provider vouched: a text made of {@code user.*}. Where it is made of
 * something that people may set without proving it, the provider must say that it is proven (security O09).
 */
public final class EnrichmentKey {
    private static final String MESSAGE = "This login does not tell whom the directory should be asked about";

    private final CompiledExpression expression;
    private final Set<String> provers;

    EnrichmentKey(CompiledExpression expression, Set<String> provers) {
        this.expression = expression;
        this.provers = Set.copyOf(provers);
    }

    CompiledExpression expression() {
        return expression;
    }

    /**
     * The name to ask the directory by.
     *
     * @param identity with its {@code user} already made
     * @return {@link Reason#ENRICHMENT_FAILED} if there is none, or none that is proven
     */
    public Outcome<String> of(Identity identity) {
        for (String prover : provers) {
            if (!identity.attributes().texts(prover).equals(List.of("true"))) {
                return refused("O09: `" + prover + "` is not true, so what is asked by is not proven");
            }
        }
        Object value = expression.term().value(new Facts(identity));
        if (value instanceof Failure failure) {
            return refused(failure.detail());
        }
        return value instanceof String name && !name.isBlank()
                ? Outcome.granted(name)
                : refused("it is empty or no text");
    }

    private <T> Outcome<T> refused(String why) {
        return Outcome.refused(Reason.ENRICHMENT_FAILED, MESSAGE, "`" + expression.text() + "`: " + why);
    }
}
