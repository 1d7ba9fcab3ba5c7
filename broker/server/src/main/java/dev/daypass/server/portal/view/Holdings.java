package dev.daypass.server.portal.view;

import java.time.Instant;
import java.util.List;

/**
 * All live sessions of a person.
 *
 * @param roles role sessions, newest first
 * @param browsers where the person is signed in, newest first
 * @param ended whether one was just ended
 */
public record Holdings(List<RoleSession> roles, List<Browser> browsers, boolean ended) {
    public Holdings {
        roles = List.copyOf(roles);
        browsers = List.copyOf(browsers);
    }

    /**
     * A role session.
     *
     * @param id the access key id
     * @param role {@code ALIAS/NAME}
     * @param since in words
     * @param until in words
     */
    public record RoleSession(String id, String role, Moment since, Moment until) {}

    /**
     * A signed-in browser.
     *
     * @param device kind of browser and system
     * @param address where it signed in
     * @param here whether it is the one that shows this page
     */
    public record Browser(String handle, String device, String address, Moment since, Moment seen, boolean here) {}

    /** An instant, for programs and in words. */
    public record Moment(Instant instant, String text) {}
}
