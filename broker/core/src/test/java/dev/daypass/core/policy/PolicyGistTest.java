package dev.daypass.core.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.daypass.core.arn.Partition;
import dev.daypass.core.world.Policies;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What policies come to in a line. */
final class PolicyGistTest {
    private static PolicyGist managed(String name) {
        return PolicyGist.of(List.of(
                ManagedPolicies.shipped(new Partition("daypass")).find(name).orElseThrow()));
    }

    private static PolicyGist of(String statement) {
        return PolicyGist.of(List.of(Policies.inline(statement)));
    }

    private static PolicyGist gist(boolean everything, boolean reads, Set<String> works, Set<String> readServices) {
        return new PolicyGist(everything, reads, new TreeSet<>(works), new TreeSet<>(readServices));
    }

    @Test
    void shippedPoliciesAreKnownForWhatTheyAre() {
        assertEquals(gist(true, false, Set.of(), Set.of()), managed("AdministratorAccess"));
        assertEquals(gist(false, true, Set.of(), Set.of()), managed("ReadOnlyAccess"));
        assertEquals(true, managed("PowerUserAccess").everything());
        assertEquals(true, managed("ViewOnlyAccess").readsOnly());
    }

    @Test
    void readingIsToldFromTheRest() {
        assertEquals(
                gist(false, false, Set.of("lake"), Set.of("reports")),
                of("{'Effect':'Allow','Action':['lake:Get*','lake:Put*','reports:Get'],'Resource':'*'}"));
        assertEquals(
                gist(true, false, Set.of(), Set.of()), of("{'Effect':'Allow','NotAction':'iam:*','Resource':'*'}"));
    }

    @Test
    void whatIsDeniedSaysNothing() {
        assertEquals(gist(false, false, Set.of(), Set.of()), of("{'Effect':'Deny','Action':'*','Resource':'*'}"));
    }
}
