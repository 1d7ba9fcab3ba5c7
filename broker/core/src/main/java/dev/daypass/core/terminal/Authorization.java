package dev.daypass.core.terminal;

import java.util.Optional;

/**
 * What a program asks a person for through the person's browser (RFC 6749 section 4.1.1), every part of it checked.
 *
 * @param redirectUri where the answer goes, as asked for, port included
 * @param state comes back with the answer; absent: none was sent
 */
public record Authorization(
        TerminalClient client, String redirectUri, CodeChallenge challenge, Optional<String> state) {
    public Authorization {
        if (!client.receivesAt(redirectUri)) {
            throw new IllegalArgumentException("the client receives nothing there");
        }
    }
}
