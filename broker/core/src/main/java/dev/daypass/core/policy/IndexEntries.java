package dev.daypass.core.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A list of statements with what the action's name must begin and end with, and what the resource must begin with. Flat arrays, so that passing over a
 * thousand statements touches a few kilobytes. Immutable.
 */
final class IndexEntries {
    static final IndexEntries NONE = new Builder().build();
    private static final int[] NOTHING = {};
    /** Below this, working out the request's beginnings costs more than it spares. */
    private static final int WORTH_FILTERING = 16;

    /** Ascending; a statement with several actions stands here once for each. */
    private final int[] statements;

    private final int[] nameLengths;
    private final long[] nameHashes;
    private final int[] endLengths;
    private final long[] endHashes;
    private final int[] resourceLengths;
    private final long[] resourceHashes;
    /** Each statement once. */
    private final int[] all;

    private IndexEntries(List<Entry> entries) {
        int size = entries.size();
        statements = new int[size];
        nameLengths = new int[size];
        nameHashes = new long[size];
        endLengths = new int[size];
        endHashes = new long[size];
        resourceLengths = new int[size];
        resourceHashes = new long[size];
        for (int i = 0; i < size; i++) {
            Entry entry = entries.get(i);
            statements[i] = entry.statement();
            nameLengths[i] = entry.nameStart().length();
            nameHashes[i] = Prefixes.hash(entry.nameStart());
            endLengths[i] = entry.nameEnd().length();
            endHashes[i] = Prefixes.hash(Prefixes.reversed(entry.nameEnd()));
            resourceLengths[i] = entry.resource().length();
            resourceHashes[i] = Prefixes.hash(entry.resource());
        }
        all = Arrays.stream(statements).distinct().toArray();
    }

    private record Entry(int statement, String nameStart, String nameEnd, String resource) {}

    /** The statements that may concern the question, ascending, each once. Not to be changed. */
    int[] candidates(Question question) {
        if (statements.length < WORTH_FILTERING) {
            return all;
        }
        Prefixes names = question.namePrefixes();
        Prefixes ends = question.nameSuffixes();
        Prefixes resources = question.resourcePrefixes();
        int[] found = NOTHING;
        int size = 0;
        for (int i = 0; i < statements.length; i++) {
            if (names.mayBeginWith(nameLengths[i], nameHashes[i])
                    && ends.mayBeginWith(endLengths[i], endHashes[i])
                    && resources.mayBeginWith(resourceLengths[i], resourceHashes[i])
                    && (size == 0 || found[size - 1] != statements[i])) {
                found = size == found.length ? Arrays.copyOf(found, size * 2 + 4) : found;
                found[size++] = statements[i];
            }
        }
        return size == found.length ? found : Arrays.copyOf(found, size);
    }

    /** Gathers entries in the statements' order. */
    static final class Builder {
        private final List<Entry> entries = new ArrayList<>();

        /** Adds a statement that concerns actions so named (a pattern) and resources that begin so. */
        Builder add(int statement, String name, String resource) {
            entries.add(new Entry(statement, Glob.prefix(name), Glob.suffix(name), resource));
            return this;
        }

        IndexEntries build() {
            return new IndexEntries(entries);
        }
    }
}
