package dev.daypass.adapters.store;

import dev.daypass.core.secret.Secret;

/**
 * Where the store is and how it is entered.
 *
 * @param url {@code jdbc:h2:file:PATH} (one broker), {@code jdbc:postgresql://HOST/DATABASE} (one or many), or {@code
 *     memory} (nothing outlives the process)
 * @param user the database's user; H2 makes it when it makes the file
 */
public record StoreSettings(String url, String user, Secret password) {
    /** The store that forgets everything at the end of the process. */
    public static final String MEMORY = "memory";

    /** A store in memory. */
    public static StoreSettings memory() {
        return new StoreSettings(MEMORY, "", Secret.of(""));
    }

    boolean inMemory() {
        return url.equals(MEMORY) || url.equals("jdbc:daypass:memory");
    }

    /** Without the URL, in which a password may stand. */
    @Override
    public String toString() {
        return "StoreSettings[" + url.split("[;?]", 2)[0] + "]";
    }
}
