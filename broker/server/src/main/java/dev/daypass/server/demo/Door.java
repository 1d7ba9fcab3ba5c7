package dev.daypass.server.demo;

import dev.daypass.server.client.StsAnswer;
import dev.daypass.server.client.StsRefusal;
import java.io.IOException;
import java.util.Map;

/** One way to a session. Every knock brings a proof of its own. */
@FunctionalInterface
interface Door {
    /**
     * Asks for a session.
     *
     * @param more parameters beside those the way needs
     */
    StsAnswer knock(Map<String, String> more) throws IOException, StsRefusal;
}
