package dev.daypass.server.signin;

import dev.daypass.core.application.ForwardedSite;
import dev.daypass.core.login.ReturnTarget;
import dev.daypass.core.login.RoleTaking;
import dev.daypass.core.login.SitePassages;
import dev.daypass.core.login.SiteVisit;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Form;
import dev.daypass.server.http.Protocol;
import dev.daypass.server.http.Request;
import dev.daypass.server.http.Route;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Where a site behind a proxy sends people whom it does not know: {@code GET /sign-in/site?visit=}. Whoever is signed in
 * gets the site's role, by the same decision as in the portal, and goes back with a code; everybody else signs in first.
 * The visit is sealed by us, so that nobody is sent anywhere that we did not name, and serves once (security W01): a link
 * to it takes nobody's role twice. Safe for several threads.
 */
public final class SiteSignInEndpoint {
    private static final String PATH = "/sign-in/site";
    private static final int MOST_PARAMETERS = 8;

    private final SitePassages passages;
    private final RoleTaking taking;
    private final Browsers browsers;
    private final SignInPages pages;

    public SiteSignInEndpoint(SitePassages passages, RoleTaking taking, Browsers browsers, SignInPages pages) {
        this.passages = passages;
        this.taking = taking;
        this.browsers = browsers;
        this.pages = pages;
    }

    /**
     * Its route.
     *
     * @param protocol tells faults to browsers
     */
    public Route route(Protocol protocol) {
        return new Route("GET", PATH, protocol, Route.Size.NONE, Route.Access.GUARDED, this::answer);
    }

    private Answer answer(Request request) {
        RequestContext context = browsers.context(request);
        return browsers.audited(
                        Visits.visited(request)
                                .then(visit -> Form.read(request.target().query(), MOST_PARAMETERS)),
                        context)
                .then(query -> passages.arrived(query.get("visit"), context))
                .then(visit -> browsers.audited(role(visit, context), context)
                        .then(role -> goOn(visit, role, request, context)))
                .fold(answer -> answer, refusal -> pages.refused(request, refusal));
    }

    private static Outcome<String> role(SiteVisit visit, RequestContext context) {
        return context.snapshot()
                .site(visit.host())
                .flatMap(ForwardedSite::role)
                .map(Outcome::granted)
                .orElseGet(() -> Outcome.refused(
                        Reason.CALLER_NOT_ALLOWED,
                        "This site is not served",
                        "host `" + visit.host() + "` is none of `forwardAuth` with a role"));
    }

    private Outcome<Answer> goOn(SiteVisit visit, String role, Request request, RequestContext context) {
        Outcome<SignedIn> who = browsers.signedIn(request, context);
        if (who.value().isEmpty()) {
            return Outcome.granted(Answer.seeOther("/" + afterwards(request)));
        }
        if (!passages.spend(visit)) {
            // Loaded again, or handed to somebody else: the site makes a new visit for whom it does not know yet.
            return Outcome.granted(Answer.seeOther(visit.page()));
        }
        return taking.takeForSite(who.value().get().session(), role, context)
                .then(session -> passages.code(visit, session, context))
                .map(code -> Answer.seeOther(back(visit, code)));
    }

    /** Here again, once somebody is signed in. */
    private static String afterwards(Request request) {
        return ReturnTarget.of(PATH + "?" + request.target().query())
                .map(target -> "?to=" + URLEncoder.encode(target.path(), StandardCharsets.UTF_8))
                .orElse("");
    }

    private static String back(SiteVisit visit, Secret code) {
        return visit.origin() + "/.daypass/session?code=" + code.reveal();
    }
}
