package dev.daypass.server.portal.view;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where one may sign in.
 *
 * @param purpose what somebody came for, as a sentence
 * @param last where they signed in on this device the last time
 * @param entrances in the order shown
 * @param address absent where no provider is found by one
 * @param open whether all ways are shown at once, beside the last one
 * @param elsewhere where all ways are shown; absent where they are
 */
public record Chooser(
        Optional<String> purpose,
        Optional<Entrance> last,
        List<Entrance> entrances,
        Optional<Address> address,
        boolean open,
        Optional<String> elsewhere) {
    public Chooser {
        entrances = List.copyOf(entrances);
    }

    /** Whether there is no way in at all. */
    public boolean empty() {
        return last.isEmpty() && entrances.isEmpty() && address.isEmpty();
    }

    /**
     * The field for a mail address.
     *
     * @param typed to begin with
     * @param kept further fields of the form
     * @param unknown whether nothing was found for it
     */
    public record Address(String typed, Map<String, String> kept, boolean unknown) {
        public Address {
            kept = Collections.unmodifiableMap(new LinkedHashMap<>(kept));
        }
    }

    /**
     * One provider.
     *
     * @param name as people read it
     * @param initials one or two letters that stand in for a logo
     * @param link where signing in begins, a path of ours
     */
    public record Entrance(String name, String initials, Way way, String link) {}

    /** How one signs in at a provider, in the words of people who do. */
    public enum Way {
        COMPANY_PAGE("chooser.way.page"),
        PASSWORD("chooser.way.password"),
        TICKET("chooser.way.ticket");

        private final String key;

        Way(String key) {
            this.key = key;
        }

        /** The key of its text. */
        public String key() {
            return key;
        }
    }
}
