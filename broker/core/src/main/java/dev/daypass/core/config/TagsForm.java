package dev.daypass.core.config;

import dev.daypass.core.config.form.Form;
import dev.daypass.core.config.form.JsonSchema;
import dev.daypass.core.config.form.Many;
import dev.daypass.core.config.form.Placed;
import dev.daypass.core.config.form.Reading;
import dev.daypass.core.config.form.Scalars;
import dev.daypass.core.source.Node;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Tags: at most 50, keys unique ignoring case, no reserved prefix (sts.md 1.8, IAM tagging). */
final class TagsForm implements Form<Map<String, String>> {
    private static final int MOST = 50;
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_VALUE = 256;
    private static final Pattern CHARACTERS = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");
    private static final Form<Map<Placed<String>, Placed<String>>> MAP = Many.map(Scalars.placed(Scalars.anyText()));

    @Override
    public Optional<Map<String, String>> read(Node node, Reading reading) {
        return MAP.read(node, reading).map(tags -> {
            if (tags.size() > MOST) {
                reading.error("too-many", node, tags.size() + " tags; " + MOST + " are the most", "remove some");
            }
            var read = new LinkedHashMap<String, String>();
            var seen = new HashSet<String>();
            tags.forEach((key, value) -> {
                key(key, seen, reading);
                value(value, reading);
                read.put(key.value(), value.value());
            });
            return read;
        });
    }

    /** Checks a tag's key: also of tags that rules set. */
    static void key(Placed<String> key, Set<String> seen, Reading reading) {
        String text = key.value();
        if (text.toLowerCase(Locale.ROOT).startsWith("aws:")) {
            reading.error(
                    "reserved-tag",
                    key.source(),
                    "tag keys that begin with `aws:` are reserved",
                    "choose another prefix");
        } else if (text.isEmpty()
                || text.length() > LONGEST_KEY
                || !CHARACTERS.matcher(text).matches()) {
            reading.error(
                    "bad-tag",
                    key.source(),
                    "`" + text + "` is not a tag key",
                    "use 1 to " + LONGEST_KEY + " letters, digits, spaces and _.:/=+-@");
        }
        if (!seen.add(text.toLowerCase(Locale.ROOT))) {
            reading.error(
                    "duplicate-name",
                    key.source(),
                    "the tag key `" + text + "` is there already",
                    "tag keys differ in more than case");
        }
    }

    private static void value(Placed<String> value, Reading reading) {
        if (value.value().length() > LONGEST_VALUE
                || !CHARACTERS.matcher(value.value()).matches()) {
            reading.error(
                    "bad-tag",
                    value.source(),
                    "this is not a tag value",
                    "use up to " + LONGEST_VALUE + " letters, digits, spaces and _.:/=+-@");
        }
    }

    @Override
    public JsonSchema schema() {
        return MAP.schema().with("maxProperties", MOST);
    }
}
