package dev.daypass.core.policy;

import dev.daypass.core.source.Node;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One action of a statement: {@code *}, {@code service:Name} with wildcards in the name, or {@code *:Name}, which AWS
 * does not know: the service is either written out or a star alone, never a pattern, so that a policy cannot mean a
 * service by chance.
 *
 * @param text as written
 * @param service in lower case; {@code *} for any
 * @param name in lower case
 * @param all whether it is {@code *}
 */
record ActionPattern(String text, String service, String name, Glob glob, boolean all) {
    private static final Pattern SERVICE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]*");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9*?_./-]+");

    static Optional<ActionPattern> read(Node.Scalar scalar, Reading reading) {
        String text = scalar.text();
        if (text.equals("*")) {
            return Optional.of(new ActionPattern(text, "*", "*", Glob.of("*"), true));
        }
        int colon = text.indexOf(':');
        if (colon < 0) {
            reading.error(
                    "policy-action-without-service",
                    scalar.source(),
                    "action `" + text + "` has no service in front",
                    "write `service:" + text + "`, or `*` for every action");
            return Optional.empty();
        }
        String service = text.substring(0, colon);
        if (!service.equals("*") && !SERVICE.matcher(service).matches()) {
            reading.error(
                    "policy-action-service",
                    scalar.source(),
                    "`" + service + "` is no service's name; wildcards belong behind the colon",
                    "write the service out, or `*` alone for every service");
            return Optional.empty();
        }
        String name = text.substring(colon + 1);
        if (!NAME.matcher(name).matches()) {
            reading.error(
                    "policy-action-malformed",
                    scalar.source(),
                    "`" + text + "` is no action",
                    "write `service:Name`, where the name has letters, digits, `*` and `?`");
            return Optional.empty();
        }
        String lower = Letters.lower(name);
        return Optional.of(new ActionPattern(text, Letters.lower(service), lower, Glob.of(lower), false));
    }

    boolean matches(ActionName action) {
        if (all) {
            return true;
        }
        return action.nameStart() > 0
                && (service.equals("*") || service.equals(action.service()))
                && glob.matches(action.text(), action.nameStart(), action.text().length());
    }

    /** Whether every action of the other one is its own too; said only where it is plain to see. */
    boolean covers(ActionPattern other) {
        if (all || other.all) {
            return all;
        }
        boolean sameService = service.equals("*") || service.equals(other.service);
        // A pattern's own text is matched by another only if that one takes whatever its wildcards take,
        // unless a question mark of ours meets a star of its.
        return sameService && glob.matches(other.name) && (name.indexOf('?') < 0 || name.equals(other.name));
    }

    /** Whether it names one action and no more. */
    boolean isExact() {
        return !service.equals("*") && glob.isLiteral();
    }
}
