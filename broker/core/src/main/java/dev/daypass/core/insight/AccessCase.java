package dev.daypass.core.insight;

import dev.daypass.core.explain.Explanation;
import dev.daypass.core.identity.Attributes;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.policy.Decision;
import dev.daypass.core.signin.ProofInspection.Check;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything there is to tell of somebody's access, for administrators.
 *
 * @param subject the provider's name for the person; empty if the proof is not to be believed
 * @param checks what each check of the sign-in said; none if the proof was taken for granted
 * @param sent attributes as the provider sent them
 * @param origins where each attribute of the person comes from
 * @param explanation absent if nobody knows whom the proof is about
 * @param decisions whether the session of a role may do what was asked, by role
 */
public record AccessCase(
        ProviderId provider,
        String subject,
        List<Check> checks,
        Attributes sent,
        Map<String, Origin> origins,
        Optional<Explanation> explanation,
        Map<String, Decision> decisions) {
    public AccessCase {
        checks = List.copyOf(checks);
        origins = Map.copyOf(origins);
        decisions = Map.copyOf(decisions);
    }

    /**
     * Where an attribute comes from.
     *
     * @param sent names as the provider sends them; empty if it is a constant, or the directory's
     * @param directory that told it, or added to it
     */
    public record Origin(Set<String> sent, Optional<ProviderId> directory) {
        public Origin {
            sent = Set.copyOf(sent);
        }
    }

    @Override
    public String toString() {
        return "AccessCase[" + provider + ", " + checks + "]";
    }
}
