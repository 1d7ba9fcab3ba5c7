package dev.daypass.server.portal.view;

import java.util.Optional;

/**
 * A form for user name and password.
 *
 * @param provider what people call the directory
 * @param action where it is posted to
 * @param login which login it belongs to
 * @param userName to begin with; may be empty
 * @param problem why the last attempt failed
 */
public record PasswordEntry(String provider, String action, String login, String userName, Optional<Problem> problem) {
    @Override
    public String toString() {
        return "PasswordEntry[" + provider + "]";
    }
}
