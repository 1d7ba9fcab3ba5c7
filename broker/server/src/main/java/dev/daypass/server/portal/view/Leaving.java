package dev.daypass.server.portal.view;

import java.util.Optional;

/**
 * Somebody on the way to being signed out at their identity provider too.
 *
 * @param host whereto, as people read it
 * @param form to be posted there
 * @param link to go there, where there is no form
 */
public record Leaving(String host, Optional<Onward> form, String link) {
    @Override
    public String toString() {
        return "Leaving[" + host + "]";
    }
}
