package dev.daypass.core.policy;

/**
 * The resource of a request, cut into an ARN's six segments once. The last one keeps its colons.
 *
 * <p>Nothing is decoded or normalised: {@code %2A} is three characters. What could be read as another thing by the one
 * who serves it, a path step or a control character, is {@linkplain #isPlain() not plain} and never allowed
 * (security.md T16).
 */
final class ResourceName {
    static final int SEGMENTS = 6;

    private final String text;
    /** Where each segment begins, and one past the end of the last; empty if the text is no ARN. */
    private final int[] starts;

    private final boolean plain;

    private ResourceName(String text, int[] starts) {
        this.text = text;
        this.starts = starts;
        this.plain = isPlain(text);
    }

    static ResourceName of(String text) {
        if (!text.startsWith("arn:")) {
            return new ResourceName(text, new int[0]);
        }
        int[] starts = new int[SEGMENTS + 1];
        for (int i = 1; i < SEGMENTS; i++) {
            int colon = text.indexOf(':', starts[i - 1]);
            if (colon < 0) {
                return new ResourceName(text, new int[0]);
            }
            starts[i] = colon + 1;
        }
        starts[SEGMENTS] = text.length() + 1;
        return new ResourceName(text, starts);
    }

    boolean isArn() {
        return starts.length > 0;
    }

    /** Whether a segment, counted from 0, is matched by a pattern. */
    boolean segmentMatches(int segment, Glob glob) {
        return glob.matches(text, starts[segment], starts[segment + 1] - 1);
    }

    /** The account segment; empty for no ARN and for things that belong to no account. */
    String account() {
        return isArn() ? text.substring(starts[4], starts[5] - 1) : "";
    }

    boolean isPlain() {
        return plain;
    }

    /** Whether it has neither control characters nor a step between slashes or at its end: {@code /.} or {@code /..}. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) || (c == '/' && (isStep(text, i, "/.") || isStep(text, i, "/..")))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isStep(String text, int at, String step) {
        int end = at + step.length();
        return text.startsWith(step, at) && (end == text.length() || text.charAt(end) == '/');
    }

    @Override
    public String toString() {
        return text;
    }
}
