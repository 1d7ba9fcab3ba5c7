package dev.daypass.core.policy;

/**
 * A document in the capacity in which it takes part in a decision.
 *
 * @param name what decisions and explanations call it: an ARN, or the name of an in-line policy
 */
public record NamedPolicy(PolicyType type, String name, PolicyDocument document) {
    @Override
    public String toString() {
        return type + " " + name;
    }
}
