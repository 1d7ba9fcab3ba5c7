package dev.daypass.server.portal.view;

/**
 * The question whether to sign in at a console.
 *
 * @param label the application's
 * @param host where it is
 * @param role {@code ALIAS/NAME}
 * @param name what the session is called
 * @param destination where on the console
 * @param token the sign-in token
 */
public record ConsoleEntry(String label, String host, String role, String name, String destination, String token) {
    @Override
    public String toString() {
        return "ConsoleEntry[" + host + "]";
    }
}
