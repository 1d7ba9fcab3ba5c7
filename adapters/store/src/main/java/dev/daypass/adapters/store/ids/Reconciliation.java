package dev.daypass.adapters.store.ids;

import dev.daypass.core.principal.UniqueIds.Kind;
import dev.daypass.core.principal.UniqueIds.Named;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What becomes of known ids when a configuration is loaded.
 *
 * @param ids of everything present, new ones included
 * @param added the new ones alone
 * @param gone what nobody has, and has lost its id for good
 */
public record Reconciliation(Map<Named, String> ids, Map<Named, String> added, Set<Named> gone) {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int LENGTH = 17;

    /**
     * Keeps known ids of what is present and makes ids for what is new: a prefix and 17 random characters, 85 bits.
     *
     * @param present what the node that loads has
     * @param held what any node has, this one included
     */
    public static Reconciliation of(
            Map<Named, String> known, Set<Named> present, Set<Named> held, SecureRandom random) {
        var ids = new HashMap<Named, String>();
        var added = new HashMap<Named, String>();
        for (Named named : present) {
            if (known.containsKey(named)) {
                ids.put(named, known.get(named));
            } else {
                added.put(named, newId(named.kind(), random));
            }
        }
        ids.putAll(added);
        var gone = new HashSet<>(known.keySet());
        gone.removeAll(held);
        return new Reconciliation(ids, added, gone);
    }

    private static String newId(Kind kind, SecureRandom random) {
        var id = new StringBuilder(kind.prefix());
        for (int i = 0; i < LENGTH; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }
}
