package dev.daypass.core.policy;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/** What stands between two stars of a {@link Glob}: characters, some of which may be wild. Immutable. */
final class Chunk {
    /** Up to this length a plain search is linear enough; beyond it, or with wild characters, bits are. */
    private static final int SHORT = 16;

    private static final long[] NONE = {};

    private final String text;
    /** Places of the wild characters, ascending. */
    private final int[] wild;
    /** The chunk's different characters, ascending, and for each one bit per place that takes it. */
    private final char[] letters;

    private final long[][] places;
    /** The bits of the places that take any character. */
    private final long[] anywhere;

    private Chunk(String text, int[] wild, boolean plain) {
        this.text = text;
        this.wild = wild;
        this.anywhere = plain ? NONE : bits(wild, text.length());
        var byLetter = new TreeMap<Character, long[]>();
        for (int i = 0; i < text.length() && !plain; i++) {
            if (!isWild(i)) {
                byLetter.computeIfAbsent(text.charAt(i), letter -> anywhere.clone())[i >> 6] |= 1L << i;
            }
        }
        this.letters = new char[byLetter.size()];
        this.places = new long[byLetter.size()][];
        int next = 0;
        for (var entry : byLetter.entrySet()) {
            letters[next] = entry.getKey();
            places[next++] = entry.getValue();
        }
    }

    /** At either end of a pattern: its place is known, so it is never searched for. */
    static Chunk anchored(String text, List<Integer> wild) {
        return new Chunk(text, array(wild), true);
    }

    /** Between two stars: it may be anywhere. */
    static Chunk searched(String text, List<Integer> wild) {
        return new Chunk(text, array(wild), wild.isEmpty() && text.length() <= SHORT);
    }

    private static int[] array(List<Integer> places) {
        return places.stream().mapToInt(Integer::intValue).toArray();
    }

    int length() {
        return text.length();
    }

    boolean isLiteral() {
        return wild.length == 0;
    }

    /** Whether the value has this chunk at this place; the caller has made sure that it is long enough. */
    boolean at(String value, int place) {
        if (wild.length == 0) {
            return value.startsWith(text, place);
        }
        int from = 0;
        for (int any : wild) {
            if (!value.regionMatches(place + from, text, from, any - from)) {
                return false;
            }
            from = any + 1;
        }
        return value.regionMatches(place + from, text, from, text.length() - from);
    }

    /** The first place from {@code from} at which the chunk fits before {@code to}, or -1. */
    int find(String value, int from, int to) {
        if (anywhere.length == 0) {
            int found = value.indexOf(text, from);
            return found + text.length() <= to ? found : -1;
        }
        return findByBits(value, from, to);
    }

    /** Shift-And: bit {@code i} of the state says that the chunk's first {@code i + 1} places fit up to here. */
    private int findByBits(String value, int from, int to) {
        long[] state = new long[anywhere.length];
        int last = text.length() - 1;
        for (int at = from; at < to; at++) {
            int letter = Arrays.binarySearch(letters, value.charAt(at));
            long[] takes = letter < 0 ? anywhere : places[letter];
            long carry = 1;
            for (int word = 0; word < state.length; word++) {
                long shifted = (state[word] << 1) | carry;
                carry = state[word] >>> 63;
                state[word] = shifted & takes[word];
            }
            if (((state[last >> 6] >>> last) & 1) == 1) {
                return at - last;
            }
        }
        return -1;
    }

    private boolean isWild(int place) {
        return Arrays.binarySearch(wild, place) >= 0;
    }

    private static long[] bits(int[] places, int length) {
        long[] bits = new long[(length + 63) >> 6];
        for (int place : places) {
            bits[place >> 6] |= 1L << place;
        }
        return bits;
    }
}
