package dev.daypass.core.config;

import dev.daypass.core.config.form.Placed;
import dev.daypass.core.identity.Attributes;
import dev.daypass.core.policy.ConditionContext;
import dev.daypass.core.source.Source;
import java.util.List;
import java.util.Optional;

/**
 * One expectation of {@code tests/}: for somebody whom a provider vouches for, which roles come out, which do not, and
 * what these roles' sessions may do.
 *
 * @param name as written, or its place
 */
public record TestCase(
        String name,
        Source source,
        Given given,
        List<Placed<String>> roles,
        List<Placed<String>> not,
        List<Decision> decisions) {
    public TestCase {
        roles = List.copyOf(roles);
        not = List.copyOf(not);
        decisions = List.copyOf(decisions);
    }

    /**
     * Who signs in.
     *
     * @param attributes as the provider sends them, before its {@code attributes} map
     * @param directory what the directory says that the provider is enriched by, before that one's map
     */
    public record Given(
            Placed<String> provider, String subject, Attributes attributes, Optional<Attributes> directory) {}

    /** What a role's session may or may not do. */
    public record Decision(
            Placed<String> role,
            String action,
            String resource,
            boolean allowed,
            ConditionContext context,
            Source source) {}
}
