package dev.daypass.attack;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Pattern;

/** Reads forms in pages. */
final class Fields {
    private Fields() {}

    /** The value of a hidden field, which must be there. */
    static String hidden(Wire.Reply page, String name) {
        var field =
                Pattern.compile("name=\"" + name + "\"[^>]*?value=\"([^\"]*)\"").matcher(page.body());
        assertTrue(field.find(), () -> "no field `" + name + "` in " + page.body());
        return field.group(1);
    }
}
