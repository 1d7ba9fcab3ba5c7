package dev.daypass.adapters.directory.ldap;

import java.util.List;
import java.util.stream.IntStream;

/** Cuts long lists into parts that fit into one filter. */
final class Batches {
    private Batches() {}

    static <T> List<List<T>> of(List<T> all, int size) {
        return IntStream.iterate(0, from -> from < all.size(), from -> from + size)
                .mapToObj(from -> all.subList(from, Math.min(all.size(), from + size)))
                .toList();
    }
}
