package dev.daypass.server.signin;

import dev.daypass.core.login.BrowserSession;
import dev.daypass.core.secret.Secret;

/**
 * Somebody who is signed in, in the browser that a request came from.
 *
 * @param cookie what their browser showed
 * @param csrf for the hidden field {@code csrf} of every form that changes something
 */
public record SignedIn(BrowserSession session, Secret cookie, String csrf) {
    @Override
    public String toString() {
        return "SignedIn[" + session.handle() + "]";
    }
}
