package dev.daypass.server.signin;

import dev.daypass.core.administration.AdminAction;
import dev.daypass.core.login.BrowserSession;
import dev.daypass.core.secret.Secret;
import java.util.Set;

/**
 * Somebody who is signed in, in the browser that a request came from.
 *
 * @param cookie what their browser showed
 * @param csrf for the hidden field {@code csrf} of every form that changes something
 * @param abilities what they may administer, to know what to show; asked again when it is done
 * @param applications whether there are applications for people to open
 */
public record SignedIn(
        BrowserSession session, Secret cookie, String csrf, Set<AdminAction> abilities, boolean applications) {
    public SignedIn {
        abilities = Set.copyOf(abilities);
    }

    @Override
    public String toString() {
        return "SignedIn[" + session.handle() + "]";
    }
}
