package dev.daypass.server.forwardauth;

import dev.daypass.core.application.ForwardedSite;
import dev.daypass.core.login.SitePassages;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Form;
import dev.daypass.server.http.HeaderLines;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How browsers come into a site: sent to sign in where they are nobody yet, and let in at {@code /.daypass/session} when
 * they come back. The cookies are the site's host's alone ({@code __Host-}, RFC 6265bis section 4.1.3.2).
 *
 * <p>A browser is sent back to the standard port only. Whoever listens at another port of the same host could take the
 * code and use it at the site itself; on this machine alone any port will do.
 */
final class SiteDoor {
    /** Stands for the role session. */
    static final String SESSION = "__Host-daypass-site";

    /** Tells a browser that was sent from one that was not. */
    static final String STATE = "__Host-daypass-site-state";

    /** Where browsers are sent, for nginx, which can hand on no redirect. */
    static final String SIGN_IN = "X-Daypass-Sign-In";

    private static final String RETURN = "/.daypass/session";
    private static final String OURS = "; Path=/; Secure; HttpOnly; SameSite=Lax";
    private static final int MOST_PARAMETERS = 8;
    private static final int UNAUTHENTICATED = 401;
    private static final int FOUND = 302;
    private static final int SEE_OTHER = 303;
    private static final Pattern HTTPS = Pattern.compile("https://[a-z0-9.-]+");
    private static final Pattern THIS_MACHINE =
            Pattern.compile("https?://(?:(?:[a-z0-9-]+\\.)*localhost|127(?:\\.[0-9]{1,3}){3})(?::[0-9]{1,5})?");

    private final SitePassages passages;

    SiteDoor(SitePassages passages) {
        this.passages = passages;
    }

    /** Whether somebody comes back from signing in. */
    static boolean isReturn(OriginalRequest original, ForwardedSite site) {
        return site.role().isPresent()
                && original.method().equals("GET")
                && original.path().equals(RETURN);
    }

    /**
     * Lets them in: from here on the cookie tells who they are. The state stays for what it lasts, since other tabs may be on
     * their way with it.
     */
    Outcome<Answer> enter(OriginalRequest original, RequestContext context) {
        return passages.enter(code(original), original.host(), cookie(original, STATE), context)
                .map(entered -> Answer.seeOther(entered.path())
                        .withCookie(SESSION + "=" + entered.cookie().reveal() + OURS));
    }

    /**
     * The same refusal for somebody who comes back too late, twice, or with what another tab has replaced: the page itself
     * lets them in, or sends them once more. Whose browser keeps no cookies would go in circles, and is told instead.
     */
    Answer again(Answer refused, OriginalRequest original) {
        boolean keeps =
                cookie(original, STATE).isPresent() || cookie(original, SESSION).isPresent();
        return passages.page(code(original), original.host())
                .filter(path -> keeps)
                .map(path -> refused.withStatus(SEE_OTHER).with("Location", path))
                .orElse(refused);
    }

    private static Optional<String> code(OriginalRequest original) {
        return Form.read(original.request().target().query(), MOST_PARAMETERS)
                .value()
                .flatMap(query -> query.get("code"));
    }

    /** The cookie of somebody who was let in. */
    static Optional<Secret> shown(OriginalRequest original, ForwardedSite site) {
        return site.role().flatMap(role -> cookie(original, SESSION)).map(Secret::of);
    }

    /**
     * The same refusal, with the way to sign in for a person who visits a page. Whose own proof was refused would bring it
     * again, and go in circles.
     */
    Answer invite(Answer refused, OriginalRequest original, ForwardedSite site, RequestContext context) {
        boolean welcome = refused.status() == UNAUTHENTICATED
                && site.role().isPresent()
                && isVisit(original)
                && !original.bringsProof();
        return welcome
                ? origin(original)
                        .map(origin -> sent(refused, origin, original, context))
                        .orElse(refused)
                : refused;
    }

    private Answer sent(Answer refused, String origin, OriginalRequest original, RequestContext context) {
        String state = passages.state(cookie(original, STATE));
        String query = original.request().target().query();
        String path = original.path() + (query.isEmpty() ? "" : "?" + query);
        String visit = passages.sent(origin, path, state, context);
        String address = context.snapshot().issuer() + "/sign-in/site?visit=" + visit;
        Answer told = original.toldByNginx()
                ? refused.with(SIGN_IN, address)
                : refused.withStatus(FOUND).with("Location", address);
        return told.withCookie(STATE + "=" + state + OURS + "; Max-Age=" + SitePassages.PATIENCE.toSeconds());
    }

    /** A page that somebody looks at: neither a picture or frame in it nor a program's call. */
    private static boolean isVisit(OriginalRequest original) {
        HeaderLines headers = original.request().headers();
        return original.method().equals("GET")
                && says(headers, "sec-fetch-mode", "navigate")
                && says(headers, "sec-fetch-dest", "document")
                && headers.all("accept").stream().anyMatch(line -> line.contains("text/html"));
    }

    private static boolean says(HeaderLines headers, String name, String expected) {
        return !headers.has(name) || headers.only(name).filter(expected::equals).isPresent();
    }

    private static Optional<String> origin(OriginalRequest original) {
        String origin = original.origin();
        return HTTPS.matcher(origin).matches() || THIS_MACHINE.matcher(origin).matches()
                ? Optional.of(origin)
                : Optional.empty();
    }

    /** The value of a cookie that came exactly once. */
    private static Optional<String> cookie(OriginalRequest original, String name) {
        Optional<String> found = Optional.empty();
        for (String line : original.request().headers().all("cookie")) {
            for (String pair : line.split(";", -1)) {
                String text = pair.strip();
                if (text.startsWith(name + "=")) {
                    if (found.isPresent()) {
                        return Optional.empty();
                    }
                    found = Optional.of(text.substring(name.length() + 1));
                }
            }
        }
        return found;
    }
}
