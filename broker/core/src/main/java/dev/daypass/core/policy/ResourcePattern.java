package dev.daypass.core.policy;

import dev.daypass.core.source.Node;
import java.util.Optional;
import java.util.Set;

/**
 * One resource of a statement: {@code *}, or an ARN matched segment by segment, so that a star in front of a colon never
 * reaches past it, the last one first since it tells most. The service is written out; variables stand behind the fifth colon only. Immutable.
 */
final class ResourcePattern {
    private static final int SERVICE = 2;
    private static final int RESOURCE = ResourceName.SEGMENTS - 1;

    private final String text;
    /** Segments in front of the resource; empty for {@code *}. */
    private final Glob[] head;

    private final Template resource;

    private ResourcePattern(String text, Glob[] head, Template resource) {
        this.text = text;
        this.head = head;
        this.resource = resource;
    }

    static Optional<ResourcePattern> read(Node.Scalar scalar, Reading reading) {
        String text = scalar.text();
        if (text.equals("*")) {
            return Template.read(scalar, reading).map(any -> new ResourcePattern(text, new Glob[0], any));
        }
        String[] segments = text.split(":", ResourceName.SEGMENTS);
        if (segments.length < ResourceName.SEGMENTS || !segments[0].equals("arn")) {
            reading.error(
                    "policy-resource-not-arn",
                    scalar.source(),
                    "resource `" + text
                            + "` is no ARN: it needs six parts, `arn:partition:service:region:account:resource`",
                    "write all five colons (region and account may be empty or `*`), or `*` for everything");
            return Optional.empty();
        }
        if (!headIsValid(segments, scalar, reading)) {
            return Optional.empty();
        }
        Glob[] head = new Glob[RESOURCE];
        for (int i = 0; i < RESOURCE; i++) {
            head[i] = Glob.of(segments[i]);
        }
        var rest = new Node.Scalar(scalar.source(), segments[RESOURCE], scalar.type());
        return Template.read(rest, reading).map(resource -> new ResourcePattern(text, head, resource));
    }

    private static boolean headIsValid(String[] segments, Node.Scalar scalar, Reading reading) {
        if (segments[SERVICE].isEmpty() || !Glob.of(segments[SERVICE]).isLiteral()) {
            reading.error(
                    "policy-resource-service",
                    scalar.source(),
                    "the service of `" + scalar.text() + "` must be written out",
                    "name the service without `*` and `?`, one resource for each service");
            return false;
        }
        for (int i = 0; i < RESOURCE && reading.variables(); i++) {
            if (segments[i].contains("${")) {
                reading.error(
                        "policy-variable-place",
                        scalar.source(),
                        "`" + scalar.text() + "` has a variable in front of the fifth colon",
                        "use variables in the resource part only");
                return false;
            }
        }
        return true;
    }

    boolean matches(ResourceName name, ConditionContext context) {
        if (isAll()) {
            return true;
        }
        if (!name.isArn()) {
            return false;
        }
        Optional<Glob> glob = resource.glob(context);
        if (glob.isEmpty() || !name.segmentMatches(RESOURCE, glob.get())) {
            return false;
        }
        return headMatches(name);
    }

    private boolean headMatches(ResourceName name) {
        for (int i = RESOURCE - 1; i > 0; i--) {
            if (!name.segmentMatches(i, head[i])) {
                return false;
            }
        }
        return true;
    }

    /** Whether every variable in it has a value. */
    boolean isResolved(ConditionContext context) {
        return resource.text(context).isPresent();
    }

    /** What every resource that it matches begins with: the text up to the first wildcard or variable. */
    String prefix() {
        String plain = Glob.prefix(text);
        int dollar = plain.indexOf("${");
        return dollar < 0 ? plain : plain.substring(0, dollar);
    }

    /** Whether it is {@code *}. */
    boolean isAll() {
        return head.length == 0;
    }

    String text() {
        return text;
    }

    void collectKeys(Set<String> keys) {
        resource.collectKeys(keys);
    }
}
