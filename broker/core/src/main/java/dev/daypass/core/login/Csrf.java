package dev.daypass.core.login;

import dev.daypass.core.keys.KeyRing;
import dev.daypass.core.keys.Purpose;
import dev.daypass.core.secret.Secret;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Marks forms as ours: a browser sends its cookie with everybody's forms, but only a page that we wrote for that cookie
 * knows the token (security W01). The token is an HMAC of the cookie's value under a derived key, with the key's version
 * in front; it tells nothing of the cookie. Safe for several threads.
 */
public final class Csrf {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,5})\\.([A-Za-z0-9_-]{43})");

    private final Supplier<KeyRing> keys;

    public Csrf(Supplier<KeyRing> keys) {
        this.keys = keys;
    }

    /** The token for forms of a browser with this cookie: printable ASCII, for a hidden field. */
    public String token(Secret cookie) {
        KeyRing ring = keys.get();
        int version = ring.sealingVersion();
        return version + "." + mac(ring, version, cookie.reveal()).orElseThrow();
    }

    /** Marks a text as ours in an address: another browser has use for it neither, nor for the mark of another text. */
    public String mark(Secret cookie, String text) {
        KeyRing ring = keys.get();
        int version = ring.sealingVersion();
        return version + "." + mac(ring, version, marked(cookie, text)).orElseThrow();
    }

    /** Whether we marked this text for the browser with this cookie. */
    public boolean isMarked(Secret cookie, String text, String mark) {
        return isOurs(marked(cookie, text), mark);
    }

    /** Cookies hold no line end, so that no token is a mark. */
    private static String marked(Secret cookie, String text) {
        return cookie.reveal() + "\n" + text;
    }

    /** Whether a form that came with this cookie is one of ours, in time that does not depend on where they differ. */
    public boolean isOurs(Secret cookie, String presented) {
        return isOurs(cookie.reveal(), presented);
    }

    private boolean isOurs(String marked, String presented) {
        Matcher form = FORM.matcher(presented);
        if (!form.matches()) {
            return false;
        }
        return mac(keys.get(), Integer.parseInt(form.group(1)), marked)
                .map(expected -> Secret.of(expected).matches(form.group(2)))
                .orElse(false);
    }

    private static Optional<String> mac(KeyRing ring, int version, String marked) {
        return ring.derive(version, Purpose.BROWSER_FORM, marked)
                .map(bytes -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
}
