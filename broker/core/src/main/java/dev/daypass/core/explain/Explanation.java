package dev.daypass.core.explain;

import dev.daypass.core.exchange.SessionBound;
import dev.daypass.core.identity.Attributes;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.policy.Decision;
import dev.daypass.core.rules.RuleTrace;
import dev.daypass.core.session.Session;
import java.util.List;
import java.util.Optional;

/**
 * Why somebody gets which roles, and why not the others. Holds attribute values: for administrators.
 *
 * @param assumptions what was taken for granted
 * @param signIn why the sign-in would be refused; absent if it would not
 * @param user the normalised attributes
 * @param rules what each rule made of them, the nearest misses first among those that did not match
 * @param roles every role, those obtained first
 */
public record Explanation(
        List<String> assumptions, Optional<Refusal> signIn, Attributes user, RuleTrace rules, List<RoleReport> roles) {
    public Explanation {
        assumptions = List.copyOf(assumptions);
        roles = List.copyOf(roles);
    }

    /**
     * One role.
     *
     * @param role {@code ALIAS/NAME}
     * @param grantedBy rules that grant it
     * @param deniedBy rules that deny it
     * @param session the session that would come out; absent if none would
     * @param refusal why none would
     * @param trust what the trust policy says; absent if nothing could be asked
     * @param bounds what bounds the session's length
     */
    public record RoleReport(
            String role,
            List<String> grantedBy,
            List<String> deniedBy,
            Optional<Session> session,
            Optional<Refusal> refusal,
            Optional<Decision> trust,
            List<SessionBound> bounds) {
        public RoleReport {
            grantedBy = List.copyOf(grantedBy);
            deniedBy = List.copyOf(deniedBy);
            bounds = List.copyOf(bounds);
        }

        /** Whether a session of the role would come out. */
        public boolean obtained() {
            return session.isPresent();
        }
    }

    /** The report of one role; empty if the configuration has no such role. */
    public Optional<RoleReport> role(String reference) {
        return roles.stream().filter(report -> report.role().equals(reference)).findFirst();
    }

    @Override
    public String toString() {
        return "Explanation[" + roles.stream().filter(RoleReport::obtained).count() + " of " + roles.size() + " roles]";
    }
}
