package dev.daypass.server.portal;

import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.terminal.DeviceGrants;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Form;
import dev.daypass.server.http.ReasonStatus;
import dev.daypass.server.http.Request;
import dev.daypass.server.portal.view.Problem;
import dev.daypass.server.portal.view.Words;
import dev.daypass.server.signin.Browsers;
import dev.daypass.server.signin.SignedIn;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sends people to the fresh sign-in without which nobody lets a program in, and brings them back with their code (security
 * O24). A provider may answer from a session of its own all the same: the way back says that a fresh one was asked for, so
 * that somebody who returns without it is told what to do, and not sent round for ever. Safe for several threads.
 */
final class DeviceSignIn {
    private static final String ANEW = "anew";

    private final DeviceGrants grants;
    private final Browsers browsers;
    private final Frame frame;
    private final RefusalPages refusals;

    DeviceSignIn(DeviceGrants grants, Browsers browsers, Frame frame) {
        this.grants = grants;
        this.browsers = browsers;
        this.frame = frame;
        this.refusals = new RefusalPages(frame);
    }

    /** For somebody who is not signed in. */
    static Answer first(String code) {
        return Answer.seeOther(SignInQuery.withQuery("/", asked(code, Map.of())));
    }

    /** For somebody whose sign-in is too old: to the same provider, which is told to ask again who it is. */
    static Answer again(String code, SignedIn who) {
        return Answer.seeOther(link(code, who));
    }

    /** Whether an address is that which somebody comes back to. */
    static boolean wasSent(Form query) {
        return query.get(ANEW).isPresent();
    }

    /**
     * The same, unless that is where they come from just now.
     *
     * @param wasSent {@link #wasSent}: says nothing of when
     */
    Answer again(String code, boolean wasSent, SignedIn who, Request request) {
        Instant lately = request.origin().instant().minus(DeviceGrants.LIFE);
        return wasSent && who.session().signedInAt().isAfter(lately)
                ? notAskedAnew(code, who, request)
                : again(code, who);
    }

    private Answer notAskedAnew(String code, SignedIn who, Request request) {
        Refusal refusal = grants.notAskedAnew(who.session(), browsers.context(request));
        Words words = frame.words(request.headers());
        var problem = new Problem(
                ReasonStatus.of(refusal.reason()),
                words.of("device.stale.heading"),
                words.of("device.stale.sentence"),
                words.of("device.stale.cure"),
                List.of(new Problem.Way(words.of("problem.again"), link(code, who), "button primary")));
        return refusals.page(request, refusal, problem);
    }

    private static String link(String code, SignedIn who) {
        Map<String, String> provider = new LinkedHashMap<>();
        provider.put("choose", "1");
        provider.put("idp_hint", who.session().identity().provider().name());
        return SignInQuery.withQuery("/login", asked(code, provider));
    }

    private static Map<String, String> asked(String code, Map<String, String> more) {
        Map<String, String> query = new LinkedHashMap<>(more);
        query.put("fresh", "1");
        query.put("to", back(code));
        return query;
    }

    private static String back(String code) {
        Map<String, String> query = new LinkedHashMap<>();
        if (!code.isEmpty()) {
            query.put(DeviceEndpoint.CODE, code);
        }
        query.put(ANEW, "1");
        return SignInQuery.withQuery(DeviceEndpoint.PATH, query);
    }
}
