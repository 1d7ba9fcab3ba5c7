package dev.daypass.server.cli;

import dev.daypass.server.client.login.DeviceLogin;
import java.net.URI;
import java.security.SecureRandom;

/**
 * What a verb that waits for a person may use of the machine.
 *
 * @param pause waits
 * @param browser shows pages
 */
record Desk(SecureRandom random, DeviceLogin.Pause pause, Browser browser) {
    /** The browser of whoever works here. */
    interface Browser {
        /** Whether one would be seen: not from afar, and not where there is no screen. */
        boolean isThere();

        /** Shows a page; says whether that could be tried. */
        boolean open(URI address);
    }
}
