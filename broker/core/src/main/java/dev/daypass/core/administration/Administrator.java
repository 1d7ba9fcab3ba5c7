package dev.daypass.core.administration;

import dev.daypass.core.login.BrowserSession;
import dev.daypass.core.session.Session;

/**
 * Somebody who may do what they ask for, at this moment.
 *
 * @param person who sits at the browser
 * @param with the role session that allows it
 */
public record Administrator(BrowserSession person, Session with) {
    /** Who it is, for the audit of what they change. */
    public String by() {
        return person.identity().provider().name() + " "
                + person.identity().subject().value() + " with " + with.owner().reference() + " (" + with.id() + ", "
                + person.handle() + ")";
    }
}
