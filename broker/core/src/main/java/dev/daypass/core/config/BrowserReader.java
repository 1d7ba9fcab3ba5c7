package dev.daypass.core.config;

import dev.daypass.core.config.form.Fields;
import dev.daypass.core.config.form.Key;
import dev.daypass.core.config.form.Quantities;
import dev.daypass.core.config.form.Reading;
import dev.daypass.core.config.form.Shape;
import java.time.Duration;
import java.util.Optional;

/** The {@code browser} of {@code daypass.yaml}: how long people stay signed in. */
final class BrowserReader {
    /** No key that seals a browser session is kept for longer. */
    private static final Duration LONGEST = Duration.ofHours(24);

    private static final Key<Duration> IDLE = Key.optional(
                    "idle",
                    Quantities.duration(Duration.ofMinutes(1), LONGEST),
                    "After how long without a click somebody is signed out.",
                    "30m")
            .otherwise(Duration.ofMinutes(30));
    private static final Key<Duration> ABSOLUTE = Key.optional(
                    "absolute",
                    Quantities.duration(Duration.ofMinutes(5), LONGEST),
                    "After how long everybody has to sign in again.",
                    "12h")
            .otherwise(Duration.ofHours(12));

    private static final Key<Duration> TERMINAL_IDLE = Key.optional(
                    "terminalIdle",
                    Quantities.duration(Duration.ofMinutes(5), LONGEST),
                    "After how long without being used the login of a program in a terminal ends; it ends with `absolute`"
                            + " at the latest.",
                    "8h")
            .otherwise(Duration.ofHours(8));
    private static final Key<Duration> DEVICE_SIGN_IN = Key.optional(
                    "deviceSignIn",
                    Quantities.duration(Duration.ofMinutes(5), LONGEST),
                    "How long ago somebody may have signed in who lets a program on another machine in by its code; who"
                            + " came earlier signs in again first.",
                    "1h")
            .otherwise(Duration.ofHours(1));

    static final Shape SHAPE = Shape.of("`browser`", IDLE, ABSOLUTE, TERMINAL_IDLE, DEVICE_SIGN_IN);

    private BrowserReader() {}

    /** The settings as set; absent: all as they are safe. */
    static BrokerSettings.Browser browser(Optional<Fields> set, Reading reading) {
        Fields fields = set.orElseGet(Fields::none);
        var browser = new BrokerSettings.Browser(
                fields.orFallback(IDLE),
                fields.orFallback(ABSOLUTE),
                fields.orFallback(TERMINAL_IDLE),
                fields.orFallback(DEVICE_SIGN_IN));
        if (browser.idle().compareTo(browser.absolute()) > 0) {
            set.ifPresent(there -> reading.error(
                    "idle-after-absolute",
                    there.source(there.get(IDLE).isPresent() ? IDLE : ABSOLUTE),
                    "`idle` is " + Quantities.text(browser.idle()) + ", longer than `absolute`, "
                            + Quantities.text(browser.absolute()),
                    "let `idle` be at most as long as `absolute`"));
        }
        return browser;
    }
}
