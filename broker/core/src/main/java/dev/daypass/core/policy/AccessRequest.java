package dev.daypass.core.policy;

/**
 * May this requester do this to that?
 *
 * @param action {@code service:Name}; case does not matter
 * @param resource the ARN of the thing acted on, or {@code *} for actions that act on nothing in particular
 * @param context what conditions and policy variables read
 */
public record AccessRequest(Requester requester, String action, String resource, ConditionContext context) {}
