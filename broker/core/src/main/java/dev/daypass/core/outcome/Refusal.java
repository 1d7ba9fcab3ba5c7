package dev.daypass.core.outcome;

/**
 * Why an entrance stayed shut: one reason, told differently to the caller and to the audit.
 *
 * @param reason stable over releases; tests, metrics and protocol mappings rely on it
 * @param publicMessage a sentence that tells an outsider nothing he did not know
 * @param auditDetail which check failed on what, for the audit alone; never holds a secret, a token or an assertion
 */
public record Refusal(Reason reason, String publicMessage, String auditDetail) {}
