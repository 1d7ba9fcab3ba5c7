package dev.daypass.core.rules;

/**
 * A decision of the rules together with all its reasons.
 *
 * @param entitlements what is granted
 * @param trace what each rule made of it
 */
public record Explanation(Entitlements entitlements, RuleTrace trace) {}
