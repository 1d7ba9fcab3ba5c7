package dev.daypass.core.rules;

import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.source.Source;
import java.util.List;
import java.util.Optional;

/**
 * An attribute rule as written: to whom it applies, what it grants or denies, how it shapes sessions.
 *
 * @param name unique among all rules
 * @param providers the providers it is about; empty for any
 * @param when a condition; absent for always
 * @param roles roles it grants, as {@code ALIAS/NAME}
 * @param rolesFrom a list of texts, each the name of a role it grants; taken literally
 * @param deny what it denies whatever grants it: {@code ALIAS/NAME}, {@code ALIAS/*} for an account, {@code *} for all
 */
public record RuleDefinition(
        String name,
        Source source,
        List<ProviderId> providers,
        Optional<Expression> when,
        List<String> roles,
        Optional<Expression> rolesFrom,
        List<String> deny,
        Optional<SessionShapeDefinition> session,
        Mode mode) {
    /** Whether a rule counts. */
    public enum Mode {
        ENFORCE,
        /** Evaluated and told in the trace; neither grants nor denies. */
        SHADOW
    }

    public RuleDefinition {
        providers = List.copyOf(providers);
        roles = List.copyOf(roles);
        deny = List.copyOf(deny);
    }
}
