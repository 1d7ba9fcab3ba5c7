package dev.daypass.core.login;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a browser leaves for the identity provider. */
public sealed interface Departure {
    /** By going to an address (SAML Bindings 3.4; RFC 6749 section 4.1.1). */
    record Redirect(URI to) implements Departure {
        @Override
        public String toString() {
            return "Redirect[" + to.getHost() + "]";
        }
    }

    /**
     * By posting a form (SAML Bindings 3.5).
     *
     * @param fields names and values in the order in which they are to stand
     */
    record FormPost(URI to, Map<String, String> fields) implements Departure {
        public FormPost {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        @Override
        public String toString() {
            return "FormPost[" + to.getHost() + ", " + fields.keySet() + "]";
        }
    }
}
