package dev.daypass.core.login;

import dev.daypass.core.keys.KeyRing;
import dev.daypass.core.secret.Secret;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The mark by which a browser tells even to a page of another site's making that somebody is signed in: the session's
 * public name, authenticated. It opens nothing. A SAML Response comes as another site's post, without the session's own
 * cookie, and must not put somebody else in a signed-in person's place unasked (security O13). Safe for several threads.
 */
public final class Presence {
    private static final String KIND = "daypass/presence\n";

    private final Csrf marks;

    public Presence(Supplier<KeyRing> keys) {
        this.marks = new Csrf(keys);
    }

    /** The mark of a session: printable ASCII, fit for a cookie. */
    public String mark(BrowserSession session) {
        return session.handle() + "." + marks.token(text(session.handle()));
    }

    /** The public name in a mark of ours; empty if it is none. */
    public Optional<String> handle(String mark) {
        int dot = mark.indexOf('.');
        String handle = mark.substring(0, Math.max(dot, 0));
        return dot > 0 && marks.isOurs(text(handle), mark.substring(dot + 1)) ? Optional.of(handle) : Optional.empty();
    }

    private static Secret text(String handle) {
        return Secret.of(KIND + handle);
    }
}
