package dev.daypass.server.portal.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A session that has just been taken, the only page that ever shows its secrets.
 *
 * @param id the access key id
 * @param role its name
 * @param account its account's alias
 * @param profile what its profile is called
 * @param time how long it works
 * @param terms what it was taken with
 * @param forms ways to use it, the best first
 * @param consoles where it signs one in
 */
public record Taken(
        String id,
        String role,
        String account,
        String profile,
        Time time,
        Terms terms,
        List<Form> forms,
        List<Console> consoles) {
    public Taken {
        forms = List.copyOf(forms);
        consoles = List.copyOf(consoles);
    }

    /**
     * An application that takes the session.
     *
     * @param link holds a sign-in token
     */
    public record Console(String label, String link) {
        @Override
        public String toString() {
            return "Console[" + label + "]";
        }
    }

    /**
     * How long a session works.
     *
     * @param length in words
     * @param until in words
     */
    public record Time(String length, Instant expiresAt, String until) {}

    /**
     * What a session was taken with.
     *
     * @param narrowing the lesser form of the role, if not the whole of it
     * @param grantedBy names of the rules that gave the role
     */
    public record Terms(Optional<String> narrowing, List<String> grantedBy) {
        public Terms {
            grantedBy = List.copyOf(grantedBy);
        }
    }

    /**
     * A way to use the session.
     *
     * @param key names it on the page and in {@code taken.form.KEY}, {@code taken.hint.KEY}
     * @param snippets one, or one for each kind of shell
     */
    public record Form(String key, List<Snippet> snippets) {
        public Form {
            snippets = List.copyOf(snippets);
        }
    }

    /**
     * Text to copy.
     *
     * @param key names it on the page and in {@code taken.form.KEY}
     * @param secret whether it is folded away until asked for
     */
    public record Snippet(String key, String text, boolean secret) {
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
