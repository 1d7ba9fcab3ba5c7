package dev.daypass.adapters.directory.ldap;

import dev.daypass.core.octets.Utf8;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes texts of values, within limits (security L10). What is no text refuses the whole person rather than be left out: a
 * rule that denies must not fail to see it.
 */
final class Texts {
    /** Most values of one attribute. */
    static final int MOST_VALUES = 1_000;

    private static final int LONGEST = 8_192;

    private Texts() {}

    /** The values of an attribute as texts, in their order. */
    static Outcome<List<String>> of(String attribute, List<byte[]> values) {
        if (values.size() > MOST_VALUES) {
            return DirectoryRefusals.refused(
                    Reason.LIMIT_EXCEEDED, "L10: `" + attribute + "` has more than " + MOST_VALUES + " values");
        }
        var texts = new ArrayList<String>();
        for (byte[] value : values) {
            if (value.length > LONGEST) {
                return DirectoryRefusals.refused(
                        Reason.LIMIT_EXCEEDED, "L10: a value of `" + attribute + "` has " + value.length + " bytes");
            }
            Optional<String> text = Binary.isBinary(attribute) ? Binary.text(attribute, value) : text(value);
            if (text.isEmpty()) {
                return DirectoryRefusals.refused(
                        Reason.ATTRIBUTE_INVALID, "L10: a value of `" + attribute + "` is no text");
            }
            texts.add(text.get());
        }
        return Outcome.granted(texts);
    }

    /** A value as text; absent if it is not UTF-8, or has control characters other than those of line ends and tabs. */
    static Optional<String> text(byte[] value) {
        return Utf8.text(value).filter(text -> text.codePoints().noneMatch(Texts::isForbidden));
    }

    private static boolean isForbidden(int point) {
        return Character.isISOControl(point) && point != '\t' && point != '\n' && point != '\r';
    }
}
