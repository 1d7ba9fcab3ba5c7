package dev.daypass.core.policy;

/**
 * The action of a request, ready to be matched.
 *
 * @param text in lower case
 * @param service what stands before the first colon; empty if there is none, and then {@code *} alone matches
 * @param nameStart where the name begins in the text
 */
record ActionName(String text, String service, int nameStart) {
    static ActionName of(String action) {
        String lower = Letters.lower(action);
        int colon = lower.indexOf(':');
        return colon < 0 ? new ActionName(lower, "", 0) : new ActionName(lower, lower.substring(0, colon), colon + 1);
    }
}
