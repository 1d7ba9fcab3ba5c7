package dev.daypass.core.identity;

import java.util.List;
import java.util.Map;

/** One value of an attribute, typed where its source is typed (JWT claims are, SAML attributes are texts). */
public sealed interface AttributeValue {
    /** The value as text: what string conditions, tags and session names see. */
    String text();

    record Text(String text) implements AttributeValue {}

    record Whole(long number) implements AttributeValue {
        @Override
        public String text() {
            return Long.toString(number);
        }
    }

    record Fraction(double number) implements AttributeValue {
        @Override
        public String text() {
            return Double.toString(number);
        }
    }

    record Flag(boolean value) implements AttributeValue {
        @Override
        public String text() {
            return Boolean.toString(value);
        }
    }

    /** A JSON object inside a claim, such as Keycloak's {@code realm_access}. */
    record Structure(Map<String, List<AttributeValue>> members) implements AttributeValue {
        public Structure {
            members = Map.copyOf(members);
        }

        @Override
        public String text() {
            return "(structure)";
        }
    }

    static AttributeValue of(String text) {
        return new Text(text);
    }
}
