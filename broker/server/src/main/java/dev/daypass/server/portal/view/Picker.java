package dev.daypass.server.portal.view;

import java.util.List;
import java.util.Optional;

/**
 * The roles that a person may take.
 *
 * @param query what they search for; may be empty
 * @param all how many roles there are, found or not
 * @param first favourites and what was used last
 * @param accounts the others, in the order shown
 */
public record Picker(String query, int all, List<RoleCard> first, List<AccountGroup> accounts) {
    public Picker {
        first = List.copyOf(first);
        accounts = List.copyOf(accounts);
    }

    /** How many roles are shown. */
    public int roles() {
        return first.size()
                + accounts.stream().mapToInt(account -> account.roles().size()).sum();
    }

    /** Who owns roles. */
    public record Owner(String name, String id, Environment environment) {}

    /** One account with its roles. */
    public record AccountGroup(Owner owner, List<RoleCard> roles) {
        public AccountGroup {
            roles = List.copyOf(roles);
        }
    }

    /** What an account is for: a word and a colour, so that nobody depends on the colour. */
    public enum Environment {
        PRODUCTION("picker.production", "production"),
        STAGING("picker.staging", "staging"),
        DEVELOPMENT("picker.development", "development"),
        UNSAID("", "");

        private final String key;
        private final String style;

        Environment(String key, String style) {
            this.key = key;
            this.style = style;
        }

        /** The key of its word; empty if there is none. */
        public String key() {
            return key;
        }

        /** Its class in the style sheet. */
        public String style() {
            return style;
        }
    }

    /**
     * One role.
     *
     * @param reference {@code ALIAS/NAME}, as the form sends it back
     * @param description one line; may be empty
     * @param allows what it allows, in a line; may be empty
     * @param choices how it may be taken
     * @param why where it is told why they have it
     * @param habit how the person uses it
     */
    public record RoleCard(
            String reference,
            String name,
            Owner owner,
            String description,
            String allows,
            Choices choices,
            String why,
            Habit habit) {
        /** An id for this card's elements. */
        public String anchor() {
            return reference.replaceAll("[^A-Za-z0-9-]", "_");
        }

        /** What a search looks at. */
        public String searched() {
            return owner.name() + " " + owner.id() + " " + name + " " + description + " " + allows;
        }
    }

    /**
     * How a role may be taken.
     *
     * @param lengths shortest first
     * @param narrowings lesser forms, beside the whole role
     * @param reason whether one is asked what for
     */
    public record Choices(List<Length> lengths, List<Narrowing> narrowings, Reason reason) {
        public Choices {
            lengths = List.copyOf(lengths);
            narrowings = List.copyOf(narrowings);
        }
    }

    /** Whether one is asked what for. */
    public enum Reason {
        NOT_ASKED,
        OPTIONAL,
        REQUIRED
    }

    /** A lesser form of a role. */
    public record Narrowing(String name, String text) {}

    /** A length of session. */
    public record Length(long seconds, String text, boolean usual) {}

    /**
     * How somebody uses a role.
     *
     * @param lastUsed absent if it was never taken
     */
    public record Habit(boolean favourite, Optional<Holdings.Moment> lastUsed) {}
}
