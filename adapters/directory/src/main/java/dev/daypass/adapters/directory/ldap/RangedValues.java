package dev.daypass.adapters.directory.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Some of an attribute's values, as Active Directory hands out long lists: {@code member;range=0-1499}.
 *
 * @param from the place of the first one, from 0
 * @param last whether there are no more
 */
record RangedValues(String name, List<byte[]> values, int from, boolean last) {
    private static final Pattern RANGE = Pattern.compile("(?i)range=([0-9]{1,9})-([0-9]{1,9}|\\*)");

    RangedValues {
        values = List.copyOf(values);
    }

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
                            List.of(attribute.getValueByteArrays()),
                            Integer.parseInt(range.group(1)),
                            "*".equals(range.group(2))));
                }
            }
        }
        return Optional.empty();
    }

    /** The description that asks for what comes after. */
    String next() {
        return name + ";range=" + (from + values.size()) + "-*";
    }
}
