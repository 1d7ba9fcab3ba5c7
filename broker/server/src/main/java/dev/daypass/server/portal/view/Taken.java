package dev.daypass.server.portal.view;

import java.time.Instant;
import java.util.List;

/**
 * A session that has just been taken, the only page that ever shows its secrets.
 *
 * @param id the access key id
 * @param role its name
 * @param account its account's alias
 * @param profile what its profile is called
 * @param length how long it lasts, in words
 * @param until in words
 * @param forms ways to use it
 */
public record Taken(
        String id,
        String role,
        String account,
        String profile,
        String length,
        Instant expiresAt,
        String until,
        List<Snippet> forms) {
    public Taken {
        forms = List.copyOf(forms);
    }

    /**
     * Text to copy.
     *
     * @param key names it on the page and in {@code taken.form.KEY}, {@code taken.hint.KEY}
     * @param text holds secrets
     */
    public record Snippet(String key, String text) {
        @Override
        public String toString() {
            return "Snippet[" + key + "]";
        }
    }

    @Override
    public String toString() {
        return "Taken[" + id + "]";
    }
}
