package dev.daypass.server.signin;

import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.login.PendingLogins;
import dev.daypass.core.login.PendingLogouts;
import dev.daypass.core.secret.Secret;
import dev.daypass.server.http.HeaderLines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The cookies of signed-in and signing-in browsers (RFC 6265bis). All have the {@code __Host-} prefix, so that no other
 * host, path or unencrypted page can set them (security W05); a name that comes twice is none.
 */
final class BrowserCookies {
    /** Finds the browser session; not sent along with another site's posts. */
    static final String SESSION = "__Host-daypass";

    /** Tells that somebody is signed in; sent along with a SAML Response, which is another site's post. */
    static final String PRESENCE = "__Host-daypass-here";

    /** One for each login under way, so that several tabs do not disturb each other. */
    static final String LOGIN = "__Host-daypass-login-";

    /** The logout under way at an identity provider; a new one takes its place. */
    static final String LOGOUT = "__Host-daypass-logout";

    /** Names the provider that somebody signed in at the last time: a wish for the next time, and no proof of anything. */
    static final String LAST = "__Host-daypass-last";

    private static final Duration LAST_KEPT = Duration.ofDays(180);

    /** How many logins a browser may have under way; of more the oldest are dropped. */
    static final int MOST_LOGINS = 5;

    private static final String EVERYWHERE = "; Path=/; Secure; HttpOnly; SameSite=None";
    private static final String OURS = "; Path=/; Secure; HttpOnly; SameSite=Lax";

    private BrowserCookies() {}

    static String session(Secret cookie) {
        return SESSION + "=" + cookie.reveal() + OURS;
    }

    static String presence(String mark) {
        return PRESENCE + "=" + mark + EVERYWHERE;
    }

    static String login(String id, Secret sealed) {
        return LOGIN + id + "=" + sealed.reveal() + EVERYWHERE + "; Max-Age=" + PendingLogins.PATIENCE.toSeconds();
    }

    static String logout(Secret sealed) {
        return LOGOUT + "=" + sealed.reveal() + EVERYWHERE + "; Max-Age=" + PendingLogouts.PATIENCE.toSeconds();
    }

    /** Provider names have nothing that ends a cookie's value. */
    static String last(ProviderId provider) {
        return LAST + "=" + provider.name() + OURS + "; Max-Age=" + LAST_KEPT.toSeconds();
    }

    static String noSession() {
        return SESSION + "=" + OURS + "; Max-Age=0";
    }

    static String noPresence() {
        return PRESENCE + "=" + EVERYWHERE + "; Max-Age=0";
    }

    static String noLogin(String id) {
        return LOGIN + id + "=" + EVERYWHERE + "; Max-Age=0";
    }

    static String noLogout() {
        return LOGOUT + "=" + EVERYWHERE + "; Max-Age=0";
    }

    /** What a browser keeps of its logout. */
    static Optional<Secret> logout(HeaderLines headers) {
        return only(headers, LOGOUT).map(Secret::of);
    }

    /** A cookie that no other site's posts bring along; it goes at once where it lasts no second. */
    static String ours(String name, Secret value, long seconds) {
        return name + "=" + value.reveal() + OURS + "; Max-Age=" + seconds;
    }

    /** What follows a beginning in the names of cookies, oldest first. */
    static List<String> after(HeaderLines headers, String beginning) {
        return pairs(headers).stream()
                .map(Pair::name)
                .filter(name -> name.startsWith(beginning))
                .map(name -> name.substring(beginning.length()))
                .distinct()
                .toList();
    }

    /** The value of a cookie that was sent exactly once; names are compared as they stand. */
    static Optional<String> only(HeaderLines headers, String name) {
        List<String> values = pairs(headers).stream()
                .filter(pair -> pair.name().equals(name))
                .map(Pair::value)
                .toList();
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    /** What a browser keeps of one login. */
    static Optional<Secret> login(HeaderLines headers, String id) {
        return PendingLogins.ID.matcher(id).matches()
                ? only(headers, LOGIN + id).map(Secret::of)
                : Optional.empty();
    }

    /** The ids of the logins under way, oldest first: the order in which browsers send them (RFC 6265 section 5.4). */
    static List<String> logins(HeaderLines headers) {
        return pairs(headers).stream()
                .map(Pair::name)
                .filter(name -> name.startsWith(LOGIN))
                .map(name -> name.substring(LOGIN.length()))
                .filter(id -> PendingLogins.ID.matcher(id).matches())
                .distinct()
                .toList();
    }

    private record Pair(String name, String value) {}

    private static List<Pair> pairs(HeaderLines headers) {
        var pairs = new ArrayList<Pair>();
        for (String line : headers.all("cookie")) {
            for (String text : line.split(";", -1)) {
                int equals = text.indexOf('=');
                if (equals > 0) {
                    pairs.add(new Pair(
                            text.substring(0, equals).strip(),
                            text.substring(equals + 1).strip()));
                }
            }
        }
        return pairs;
    }
}
