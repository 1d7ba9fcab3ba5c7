package dev.daypass.server.portal.view;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A form on its way to an identity provider.
 *
 * @param action where it goes
 * @param host the same, as people read it
 * @param fields names and values in order
 */
public record Onward(String action, String host, Map<String, String> fields) {
    public Onward {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    @Override
    public String toString() {
        return "Onward[" + host + "]";
    }
}
