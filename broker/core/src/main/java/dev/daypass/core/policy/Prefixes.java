package dev.daypass.core.policy;

/**
 * Hashes of every beginning of a text, so that 'does it begin with this' costs one comparison however long this is. Equal
 * beginnings have equal hashes; a chance agreement costs a full match and decides nothing.
 */
final class Prefixes {
    /** By length: the hash of so many characters. */
    private final long[] hashes;

    Prefixes(String text, int start) {
        hashes = new long[text.length() - start + 1];
        for (int i = 1; i < hashes.length; i++) {
            hashes[i] = next(hashes[i - 1], text.charAt(start + i - 1));
        }
    }

    static String reversed(String text) {
        return new StringBuilder(text).reverse().toString();
    }

    static long hash(String text) {
        long hash = 0;
        for (int i = 0; i < text.length(); i++) {
            hash = next(hash, text.charAt(i));
        }
        return hash;
    }

    private static long next(long hash, char c) {
        return hash * 31 + c + 1;
    }

    boolean mayBeginWith(int length, long hash) {
        return length < hashes.length && hashes[length] == hash;
    }
}
