package dev.daypass.server.signin;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.server.http.HeaderLines;
import dev.daypass.server.http.Request;

/**
 * Whether somebody visits, or a page of whomever loads us as its picture, script or frame: that could sign people in and
 * out unseen. Browsers tell in Fetch Metadata; whatever tells nothing is no such browser.
 */
final class Visits {
    private Visits() {}

    static Outcome<Request> visited(Request request) {
        boolean visit = says(request.headers(), "sec-fetch-mode", "navigate")
                && says(request.headers(), "sec-fetch-dest", "document");
        return visit
                ? Outcome.granted(request)
                : Outcome.refused(
                        Reason.FORM_FORGED,
                        "Signing in takes a page of its own; open this address in a tab",
                        "W01: loaded by another page, not visited");
    }

    private static boolean says(HeaderLines headers, String name, String expected) {
        return !headers.has(name) || headers.only(name).filter(expected::equals).isPresent();
    }
}
