package dev.daypass.core.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one layer of policies says to a question. Confined to one decision. */
final class Tally {
    private final Question question;
    private List<StatementRef> denies = List.of();
    private Optional<StatementRef> allow = Optional.empty();
    private PrincipalMatch closest = PrincipalMatch.NONE;

    Tally(Question question) {
        this.question = question;
    }

    void countAll(List<NamedPolicy> policies) {
        for (int i = 0; i < policies.size(); i++) {
            count(policies.get(i));
        }
    }

    /** Every deny counts; of the allows the one that names the requester most closely does. */
    void count(NamedPolicy policy) {
        boolean namesPrincipals = policy.type() == PolicyType.RESOURCE || policy.type() == PolicyType.TRUST;
        List<Statement> statements = policy.document().statements();
        for (int at : policy.document().index().candidates(question)) {
            Statement statement = statements.get(at);
            boolean allows = statement.effect() == Statement.Effect.ALLOW;
            if (allows && closest == PrincipalMatch.DIRECT) {
                continue;
            }
            PrincipalMatch match = statement.concerns(question, namesPrincipals);
            if (!match.matches()) {
                continue;
            }
            if (!allows) {
                deny(StatementRef.of(policy, statement));
            } else if (match.compareTo(closest) > 0) {
                closest = match;
                allow = Optional.of(StatementRef.of(policy, statement));
            }
        }
    }

    private void deny(StatementRef statement) {
        if (denies.isEmpty()) {
            denies = new ArrayList<>();
        }
        denies.add(statement);
    }

    List<StatementRef> denies() {
        return denies;
    }

    Optional<StatementRef> allow() {
        return allow;
    }

    boolean allows() {
        return allow.isPresent();
    }

    /** How closely the closest allow names the requester. */
    PrincipalMatch closest() {
        return closest;
    }
}
