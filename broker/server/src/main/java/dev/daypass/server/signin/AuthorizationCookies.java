package dev.daypass.server.signin;

import dev.daypass.core.secret.Secret;
import dev.daypass.core.terminal.PendingAuthorizations;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.HeaderLines;
import java.util.List;
import java.util.Optional;

/**
 * What a browser keeps of authorization requests that wait for its person: a cookie for each, of the same care as a
 * session's (security W05), so that several tabs do not disturb each other.
 */
public final class AuthorizationCookies {
    private static final String NAME = "__Host-daypass-ask-";
    private static final int MOST = 4;

    private AuthorizationCookies() {}

    /** The answer with what the browser shall keep; where it keeps too many, the oldest go. */
    public static Answer keep(Answer answer, PendingAuthorizations.Begun begun, HeaderLines asked) {
        List<String> former = BrowserCookies.after(asked, NAME).stream()
                .filter(id -> PendingAuthorizations.ID.matcher(id).matches())
                .toList();
        Answer told = answer;
        for (int i = 0; i <= former.size() - MOST; i++) {
            told = drop(told, former.get(i));
        }
        return told.withCookie(
                BrowserCookies.ours(NAME + begun.id(), begun.cookie(), PendingAuthorizations.PATIENCE.toSeconds()));
    }

    /** The answer after which the browser keeps a request no more. */
    public static Answer drop(Answer answer, String id) {
        return PendingAuthorizations.ID.matcher(id).matches()
                ? answer.withCookie(BrowserCookies.ours(NAME + id, Secret.of(""), 0))
                : answer;
    }

    /** What the browser keeps under an id. */
    public static Optional<Secret> find(HeaderLines headers, String id) {
        return PendingAuthorizations.ID.matcher(id).matches()
                ? BrowserCookies.only(headers, NAME + id).map(Secret::of)
                : Optional.empty();
    }
}
