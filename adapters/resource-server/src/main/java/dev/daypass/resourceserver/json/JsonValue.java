package dev.daypass.resourceserver.json;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON value (RFC 8259). {@code null} has none: a member that is null is absent. {@code toString} tells no values. */
public sealed interface JsonValue {
    /** A string. */
    record Text(String text) implements JsonValue {
        @Override
        public String toString() {
            return "text";
        }
    }

    /** A number without fraction or exponent that fits into 64 bits. */
    record Whole(long number) implements JsonValue {
        @Override
        public String toString() {
            return "number";
        }
    }

    /** Any other finite number. */
    record Fraction(double number) implements JsonValue {
        @Override
        public String toString() {
            return "number";
        }
    }

    /** {@code true} or {@code false}. */
    record Flag(boolean flag) implements JsonValue {
        @Override
        public String toString() {
            return "flag";
        }
    }

    /** An array. */
    record Items(List<JsonValue> items) implements JsonValue {
        public Items {
            items = List.copyOf(items);
        }

        /** The texts, if all items are texts. */
        public Optional<List<String>> texts() {
            boolean allTexts = items.stream().allMatch(Text.class::isInstance);
            return allTexts
                    ? Optional.of(
                            items.stream().map(item -> ((Text) item).text()).toList())
                    : Optional.empty();
        }

        @Override
        public String toString() {
            return "list of " + items.size();
        }
    }

    /** An object, its members in their order. */
    record Members(Map<String, JsonValue> members) implements JsonValue {
        public boolean has(String name) {
            return members.containsKey(name);
        }

        public Optional<JsonValue> get(String name) {
            return Optional.ofNullable(members.get(name));
        }

        public Optional<String> text(String name) {
            return get(name).filter(Text.class::isInstance).map(value -> ((Text) value).text());
        }

        public Optional<Long> whole(String name) {
            return get(name).filter(Whole.class::isInstance).map(value -> ((Whole) value).number());
        }

        public Optional<Boolean> flag(String name) {
            return get(name).filter(Flag.class::isInstance).map(value -> ((Flag) value).flag());
        }

        public Optional<Members> object(String name) {
            return get(name).filter(Members.class::isInstance).map(Members.class::cast);
        }

        public Optional<Items> list(String name) {
            return get(name).filter(Items.class::isInstance).map(Items.class::cast);
        }

        @Override
        public String toString() {
            return members.keySet().toString();
        }
    }
}
