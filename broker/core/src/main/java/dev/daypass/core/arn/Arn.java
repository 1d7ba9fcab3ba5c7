package dev.daypass.core.arn;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a thing: {@code arn:partition:service:region:account:resource}. Region and account may be empty.
 *
 * <p>Comparison is exact; wildcards live in policies only, never here.
 *
 * @param resource everything behind the fifth colon, colons included
 */
public record Arn(String partition, String service, String region, String account, String resource) {
    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9._-]*");
    /** No white space, controls, percent signs or wildcards: a concrete thing's name. */
    private static final Pattern RESOURCE = Pattern.compile("[A-Za-z0-9+=,.@_/:~-]+");

    private static final Pattern PATH_STEP = Pattern.compile("(?:^|[/:])\\.{1,2}(?:$|[/:])");

    private static final int MAX_LENGTH = 2048;

    /** Reads the name of a concrete thing; anything odd is not an ARN. */
    public static Optional<Arn> parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String[] parts = text.split(":", 6);
        if (parts.length != 6 || !parts[0].equals("arn") || parts[1].isEmpty() || parts[2].isEmpty()) {
            return Optional.empty();
        }
        for (int i = 1; i < 5; i++) {
            if (!SEGMENT.matcher(parts[i]).matches()) {
                return Optional.empty();
            }
        }
        String resource = parts[5];
        if (!RESOURCE.matcher(resource).matches() || PATH_STEP.matcher(resource).find() || resource.contains("//")) {
            return Optional.empty();
        }
        return Optional.of(new Arn(parts[1], parts[2], parts[3], parts[4], resource));
    }

    @Override
    public String toString() {
        return "arn:" + partition + ":" + service + ":" + region + ":" + account + ":" + resource;
    }
}
