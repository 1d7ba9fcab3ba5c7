package dev.daypass.core.policy;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The answer to a request, with its reasons. Immutable; the reasons beyond the deciding statements are worked out when they
 * are read, by asking every statement again.
 */
public final class Decision {
    /** The three answers (sts.md 1.13). */
    public enum Effect {
        ALLOW,
        /** A statement denies it. */
        EXPLICIT_DENY,
        /** Nothing allows it. */
        IMPLICIT_DENY
    }

    /** What was asked, kept for the explanation. */
    record Inquiry(PolicySet policies, AccessRequest request) {}

    private final Effect effect;
    private final List<StatementRef> deciding;
    private final Optional<PolicyType> missingAllow;
    private final boolean accountOnly;
    private final Inquiry inquiry;

    private Decision(
            Effect effect,
            List<StatementRef> deciding,
            Optional<PolicyType> missingAllow,
            boolean accountOnly,
            Inquiry inquiry) {
        this.effect = effect;
        this.deciding = List.copyOf(deciding);
        this.missingAllow = missingAllow;
        this.accountOnly = accountOnly;
        this.inquiry = inquiry;
    }

    static Decision allowed(Inquiry inquiry, List<StatementRef> allows) {
        return new Decision(Effect.ALLOW, allows, Optional.empty(), false, inquiry);
    }

    static Decision allowedByAccount(Inquiry inquiry, List<StatementRef> allows) {
        return new Decision(Effect.ALLOW, allows, Optional.empty(), true, inquiry);
    }

    static Decision denied(Inquiry inquiry, List<StatementRef> denies) {
        return new Decision(Effect.EXPLICIT_DENY, denies, Optional.empty(), false, inquiry);
    }

    static Decision notAllowed(Inquiry inquiry, PolicyType missing) {
        return new Decision(Effect.IMPLICIT_DENY, List.of(), Optional.of(missing), false, inquiry);
    }

    public Effect effect() {
        return effect;
    }

    public boolean allowed() {
        return effect == Effect.ALLOW;
    }

    /** The statements that decided: all that deny, or one allow of each layer; none if nothing allows. */
    public List<StatementRef> deciding() {
        return deciding;
    }

    /** The kind of policy that had to allow and did not; {@link PolicyType#IDENTITY} stands for all identity-based ones. */
    public Optional<PolicyType> missingAllow() {
        return missingAllow;
    }

    /**
     * Of a trust decision: whether the allow names the requester's account or {@code *}, not itself, its role or its
     * provider. Then an identity policy of the requester must allow the call too.
     */
    public boolean allowedByAccountOnly() {
        return accountOnly;
    }

    /** Keys that the request lacks and statements for this action and requester read: what a simulation asks for. */
    public Set<String> missingKeys() {
        return explain().missingKeys();
    }

    /** Every statement with the verdict of each of its elements. Holds context values: for those who may see them. */
    public Explanation explain() {
        return Explainer.explain(this, inquiry);
    }

    /** The denial as AWS words it, or that it is allowed (sts.md 1.4). */
    public String sentence(String principalArn, String action, String resource) {
        String act = "to perform: " + action + " on resource: " + resource;
        return switch (effect) {
            case ALLOW -> "User: " + principalArn + " is authorized " + act;
            case EXPLICIT_DENY ->
                "User: " + principalArn + " is not authorized " + act + " with an explicit deny in "
                        + deciding.get(0).type().oneOfThem();
            case IMPLICIT_DENY ->
                "User: " + principalArn + " is not authorized " + act + " because no "
                        + missingAllow.orElse(PolicyType.IDENTITY).kind() + " allows the " + action + " action";
        };
    }

    @Override
    public String toString() {
        return effect + " "
                + missingAllow.map(type -> "no " + type.kind() + " allows it").orElse(deciding.toString());
    }
}
