package dev.daypass.attack;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.server.sts.Signed;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads forms and credentials in pages. */
final class Fields {
    private Fields() {}

    /** The value of a hidden field, which must be there. */
    static String hidden(Wire.Reply page, String name) {
        var field =
                Pattern.compile("name=\"" + name + "\"[^>]*?value=\"([^\"]*)\"").matcher(page.body());
        assertTrue(field.find(), () -> "no field `" + name + "` in " + page.body());
        return field.group(1);
    }

    /** The credentials that the page of a session just taken shows. */
    static Signed.Keys keys(Wire.Reply page, Instant at) {
        return new Signed.Keys(
                exported(page, "AWS_ACCESS_KEY_ID"),
                exported(page, "AWS_SECRET_ACCESS_KEY"),
                Optional.of(exported(page, "AWS_SESSION_TOKEN")),
                at);
    }

    private static String exported(Wire.Reply page, String name) {
        Matcher line = Pattern.compile("export " + name + "=(?:'|&#39;)([A-Za-z0-9+/=_-]+)")
                .matcher(page.body());
        assertTrue(line.find(), page::body);
        return line.group(1);
    }
}
