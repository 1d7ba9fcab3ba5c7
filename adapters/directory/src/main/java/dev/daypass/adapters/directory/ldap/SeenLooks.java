package dev.daypass.adapters.directory.ldap;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What the newest looks at one directory saw, each by its mark. Safe for several threads. */
final class SeenLooks {
    private static final int MOST = 8;

    private final Deque<Marked> newest = new ArrayDeque<>();

    private record Marked(String mark, Seen seen) {}

    /**
     * What a look saw.
     *
     * @param position where the server stood, if it tells
     * @param groups stands for the versions of all groups, if all have one
     * @param end when the first account ends that had not ended yet, if any ever does
     * @param versions of the people who were there, by subject
     */
    record Seen(
            Optional<String> position, Optional<String> groups, Optional<Instant> end, Map<String, String> versions) {
        Seen {
            versions = Map.copyOf(versions);
        }

        /**
         * Whether nothing is to be told where nothing in the directory has changed: all of them were told, and no account
         * has ended by itself.
         */
        boolean holds(Set<String> subjects, Instant now) {
            return versions.keySet().containsAll(subjects)
                    && end.filter(first -> !now.isBefore(first)).isEmpty();
        }
    }

    /** What the look of a mark saw; absent if that is forgotten. Looked at again, it is remembered for longer. */
    synchronized Optional<Seen> of(String mark) {
        Optional<Marked> known =
                newest.stream().filter(marked -> marked.mark().equals(mark)).findFirst();
        known.ifPresent(marked -> {
            newest.remove(marked);
            newest.addFirst(marked);
        });
        return known.map(Marked::seen);
    }

    /** Remembers what a look saw; equal things have equal marks. */
    synchronized String add(Seen seen) {
        String mark = hash(List.of(
                seen.position().orElse(""), seen.groups().orElse(""), new TreeMap<>(seen.versions()).toString()));
        newest.removeIf(marked -> marked.mark().equals(mark));
        newest.addFirst(new Marked(mark, seen));
        if (newest.size() > MOST) {
            newest.removeLast();
        }
        return mark;
    }

    /** SHA-256 of some lines, in hex. */
    static String hash(Collection<String> lines) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String line : lines) {
                digest.update(line.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }
}
