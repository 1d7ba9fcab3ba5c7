package dev.daypass.server.portal;

import dev.daypass.core.application.Tile;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.login.ReturnTarget;
import dev.daypass.core.login.RoleOffers;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Protocol;
import dev.daypass.server.http.Request;
import dev.daypass.server.http.Route;
import dev.daypass.server.portal.view.Applications;
import dev.daypass.server.portal.view.Words;
import dev.daypass.server.signin.Browsers;
import dev.daypass.server.signin.SignedIn;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/**
 * A person's applications: {@code GET /applications} shows them, {@code GET /applications/{app}} opens one, so that the
 * address can be kept and passed on. Nobody is led anywhere but where configuration says. Safe for several threads.
 */
final class ApplicationsEndpoint {
    private final RoleOffers offers;
    private final Browsers browsers;
    private final Frame frame;
    private final RefusalPages refusals;

    ApplicationsEndpoint(RoleOffers offers, Browsers browsers, Frame frame) {
        this.offers = offers;
        this.browsers = browsers;
        this.frame = frame;
        this.refusals = new RefusalPages(frame);
    }

    List<Route> routes(Protocol protocol) {
        return List.of(
                new Route("GET", "/applications", protocol, Route.Size.NONE, Route.Access.OPEN, this::list),
                new Route("GET", "/applications/{app}", protocol, Route.Size.NONE, Route.Access.OPEN, this::open));
    }

    private Answer list(Request request) {
        RequestContext context = browsers.context(request);
        return browsers.signedIn(request, context)
                .fold(who -> page(who, request, context), refusal -> Answer.seeOther("/login?to=/applications"));
    }

    private Answer page(SignedIn who, Request request, RequestContext context) {
        Words words = frame.words(request.headers());
        List<Applications.Tile> tiles = theirs(context.snapshot().tiles(), who, context).stream()
                .sorted(Comparator.comparing(Tile::label, String.CASE_INSENSITIVE_ORDER))
                .map(ApplicationsEndpoint::shown)
                .toList();
        var shell = frame.signedIn(words, words.of("applications.title"), "applications", People.person(who));
        return Frame.page(Pages.applications(shell, new Applications(tiles)), words);
    }

    private static Applications.Tile shown(Tile tile) {
        return new Applications.Tile(
                tile.label(),
                ChooserPage.initials(tile.label()),
                tile.description(),
                "/applications/" + tile.name(),
                tile.launch().getHost());
    }

    private Answer open(Request request) {
        RequestContext context = browsers.context(request);
        String name = request.variable("app");
        Outcome<SignedIn> somebody = browsers.signedIn(request, context);
        if (somebody.refusal().isPresent()) {
            // Whatever it is called, whether there is one or not: who is not signed in learns of none.
            String here = "/applications/" + URLEncoder.encode(name, StandardCharsets.UTF_8);
            String to = ReturnTarget.of(here).map(ReturnTarget::path).orElse("/applications");
            return Answer.seeOther("/login?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8));
        }
        return somebody.then(who -> browsers.audited(tile(name, who, context), context))
                .fold(
                        tile -> Answer.seeOther(tile.launch().toASCIIString()),
                        refusal -> refusals.page(request, refusal));
    }

    /** One that is not there and one that is not theirs are the same to them. */
    private Outcome<Tile> tile(String name, SignedIn who, RequestContext context) {
        List<Tile> named = context.snapshot().tiles().stream()
                .filter(tile -> tile.name().equals(name))
                .toList();
        return theirs(named, who, context).stream()
                .findFirst()
                .map(Outcome::granted)
                .orElseGet(() -> Outcome.refused(
                        Reason.CALLER_NOT_ALLOWED,
                        "There is no such application among yours",
                        "no application of that name is theirs to open"));
    }

    /** Roles are rehearsed only where one of the applications asks for some. */
    private List<Tile> theirs(List<Tile> tiles, SignedIn who, RequestContext context) {
        Identity identity = who.session().identity();
        List<String> roles = tiles.stream().anyMatch(Tile::isForRoles)
                ? offers.names(who.session().caller(), context)
                : List.of();
        return tiles.stream().filter(tile -> tile.isFor(identity, roles)).toList();
    }
}
