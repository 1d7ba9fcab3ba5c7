package dev.daypass.server.signin;

import dev.daypass.core.administration.AdminAction;
import dev.daypass.core.login.BrowserSession;
import dev.daypass.core.secret.Secret;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Somebody who is signed in, in the browser that a request came from.
 *
 * @param cookie what their browser showed
 * @param csrf for the hidden field {@code csrf} of every form that changes something
 * @param administering tells what they may administer; asked by pages that show it alone, for it costs decisions
 * @param applications whether there are applications for people to open
 */
public record SignedIn(
        BrowserSession session,
        Secret cookie,
        String csrf,
        Supplier<Set<AdminAction>> administering,
        boolean applications) {
    /** What they may administer, to know what to show; asked again when it is done. */
    public Set<AdminAction> abilities() {
        return administering.get();
    }

    @Override
    public String toString() {
        return "SignedIn[" + session.handle() + "]";
    }
}
