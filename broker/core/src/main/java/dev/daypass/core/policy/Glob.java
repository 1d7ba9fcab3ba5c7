package dev.daypass.core.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * A text in which {@code *} stands for any characters and {@code ?} for one. Immutable.
 *
 * <p>Between two stars lies a chunk; taking each chunk's first occurrence is enough, so nothing is ever tried twice and
 * the time is linear in the value (security.md T14).
 */
final class Glob {
    /** The chunks between the stars: one more than there are stars. */
    private final Chunk[] chunks;

    private Glob(List<Chunk> chunks) {
        this.chunks = chunks.toArray(new Chunk[0]);
    }

    /** A pattern in which every star and question mark is wild. */
    static Glob of(String pattern) {
        return new Builder().pattern(pattern).build();
    }

    /** What stands in front of a pattern's first wildcard. */
    static String prefix(String pattern) {
        for (int i = 0; i < pattern.length(); i++) {
            if (pattern.charAt(i) == '*' || pattern.charAt(i) == '?') {
                return pattern.substring(0, i);
            }
        }
        return pattern;
    }

    /** What stands behind a pattern's last wildcard. */
    static String suffix(String pattern) {
        return pattern.substring(Math.max(pattern.lastIndexOf('*'), pattern.lastIndexOf('?')) + 1);
    }

    boolean matches(String value) {
        return matches(value, 0, value.length());
    }

    /** Whether the characters from {@code start} up to {@code end} match. */
    boolean matches(String value, int start, int end) {
        Chunk first = chunks[0];
        if (chunks.length == 1) {
            return end - start == first.length() && first.at(value, start);
        }
        Chunk last = chunks[chunks.length - 1];
        int from = start + first.length();
        int to = end - last.length();
        if (from > to || !first.at(value, start) || !last.at(value, to)) {
            return false;
        }
        for (int i = 1; i < chunks.length - 1; i++) {
            int found = chunks[i].find(value, from, to);
            if (found < 0) {
                return false;
            }
            from = found + chunks[i].length();
        }
        return true;
    }

    /** Whether it matches whatever is there. */
    boolean isAny() {
        return chunks.length == 2 && chunks[0].length() == 0 && chunks[1].length() == 0;
    }

    /** Whether there is nothing wild in it. */
    boolean isLiteral() {
        return chunks.length == 1 && chunks[0].isLiteral();
    }

    /** Puts a pattern together from pieces whose stars are wild and pieces whose stars are stars. */
    static final class Builder {
        private final List<Chunk> chunks = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private final List<Integer> wild = new ArrayList<>();

        Builder literal(String piece) {
            text.append(piece);
            return this;
        }

        Builder pattern(String piece) {
            for (int i = 0; i < piece.length(); i++) {
                char c = piece.charAt(i);
                if (c == '*') {
                    endChunk(false);
                } else {
                    if (c == '?') {
                        wild.add(text.length());
                    }
                    text.append(c);
                }
            }
            return this;
        }

        Glob build() {
            endChunk(true);
            return new Glob(chunks);
        }

        private void endChunk(boolean last) {
            // An empty chunk matters at either end alone: it says that the pattern begins or ends with a star.
            if (text.length() > 0 || chunks.isEmpty() || last) {
                boolean anchored = chunks.isEmpty() || last;
                chunks.add(anchored ? Chunk.anchored(text.toString(), wild) : Chunk.searched(text.toString(), wild));
            }
            text.setLength(0);
            wild.clear();
        }
    }
}
