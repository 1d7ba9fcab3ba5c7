package dev.daypass.adapters.directory.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Some of an attribute's values, as Active Directory hands out long lists: {@code member;range=0-1499}.
 *
 * @param from the place of the first one, from 0
 * @param to the place of the last one; absent: there are no more
 */
record RangedValues(String name, byte[][] values, int from, Optional<Integer> to) {
    private static final Pattern RANGE = Pattern.compile("(?i)range=([0-9]{1,9})-([0-9]{1,9}|\\*)");

    /** The range of an attribute that an entry holds, if it holds one. */
    static Optional<RangedValues> in(SearchResultEntry entry, String name) {
        for (Attribute attribute : entry.getAttributes()) {
            if (!attribute.getBaseName().equalsIgnoreCase(name)) {
                continue;
            }
            for (String option : attribute.getOptions()) {
                Matcher range = RANGE.matcher(option);
                if (range.matches()) {
                    return Optional.of(new RangedValues(
                            name,
                            attribute.getValueByteArrays(),
                            Integer.parseInt(range.group(1)),
                            Optional.of(range.group(2)).filter(end -> !end.equals("*")).map(Integer::valueOf)));
                }
            }
        }
        return Optional.empty();
    }

    boolean isLast() {
        return to.isEmpty();
    }

    /** The description that asks for what comes after. */
    String next() {
        return name + ";range=" + (from + values.length) + "-*";
    }
}
