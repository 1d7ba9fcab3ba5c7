package dev.daypass.core.session;

import java.util.ArrayList;
import java.util.List;

/**
 * The policies that narrow one session, in layers: whoever narrows a session adds one, nobody takes one away. Every layer
 * must allow what is to be allowed.
 *
 * @param layers oldest first; none means that nothing narrows
 */
public record SessionPolicies(List<Layer> layers) {
    public SessionPolicies {
        layers = List.copyOf(layers);
    }

    /**
     * What was passed at once: one allow among it suffices. A layer without any policy allows nothing.
     *
     * @param inline policy documents as JSON
     * @param managed ARNs of managed or customer policies
     */
    public record Layer(List<String> inline, List<String> managed) {
        public Layer {
            inline = List.copyOf(inline);
            managed = List.copyOf(managed);
        }

        public boolean isEmpty() {
            return inline.isEmpty() && managed.isEmpty();
        }
    }

    public static SessionPolicies none() {
        return new SessionPolicies(List.of());
    }

    public static SessionPolicies of(Layer layer) {
        return new SessionPolicies(List.of(layer));
    }

    /** The same, narrowed once more. */
    public SessionPolicies and(Layer layer) {
        var more = new ArrayList<>(layers);
        more.add(layer);
        return new SessionPolicies(more);
    }
}
