package dev.daypass.server.portal.view;

import java.util.List;

/**
 * The roles that a person may take.
 *
 * @param accounts in the order shown; empty if there is no role
 */
public record Picker(List<AccountGroup> accounts) {
    public Picker {
        accounts = List.copyOf(accounts);
    }

    /** How many roles there are. */
    public int roles() {
        return accounts.stream().mapToInt(account -> account.roles().size()).sum();
    }

    /**
     * One account with its roles.
     *
     * @param name the alias
     * @param id twelve digits
     * @param environment what it is for; {@link Environment#UNSAID} if nobody has said
     */
    public record AccountGroup(String name, String id, Environment environment, List<RoleCard> roles) {
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
     * @param lengths to choose from, shortest first
     * @param why where it is told why they have it
     */
    public record RoleCard(String reference, String name, String description, List<Length> lengths, String why) {
        public RoleCard {
            lengths = List.copyOf(lengths);
        }

        /** An id for this card's elements. */
        public String anchor() {
            return reference.replaceAll("[^A-Za-z0-9-]", "_");
        }
    }

    /** A length of session. */
    public record Length(long seconds, String text, boolean usual) {}
}
