package dev.daypass.core.application;

import dev.daypass.core.identity.ProviderId;
import java.util.List;
import java.util.Set;

/**
 * What a client may ask for. What is not listed is refused, so that one client is never the deputy of another.
 *
 * @param grants of the token endpoint
 * @param providers whose proofs it may bring
 * @param subjectTokenTypes kinds of token it may exchange, as subject or as actor
 * @param roles that its sessions may have
 * @param audiences other than ourselves that its tokens may be for, letter for letter
 */
public record Permitted(
        Set<GrantType> grants,
        Set<ProviderId> providers,
        Set<SubjectTokenType> subjectTokenTypes,
        List<RolePattern> roles,
        Set<String> audiences) {
    public Permitted {
        grants = Set.copyOf(grants);
        providers = Set.copyOf(providers);
        subjectTokenTypes = Set.copyOf(subjectTokenTypes);
        roles = List.copyOf(roles);
        audiences = Set.copyOf(audiences);
    }

    /** Whether a role, {@code ALIAS/NAME}, is among those it may use. */
    public boolean role(String reference) {
        return roles.stream().anyMatch(pattern -> pattern.matches(reference));
    }
}
