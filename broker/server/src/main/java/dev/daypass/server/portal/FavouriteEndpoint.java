package dev.daypass.server.portal;

import dev.daypass.core.login.RoleHabits;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Protocol;
import dev.daypass.server.http.Request;
import dev.daypass.server.http.Route;
import dev.daypass.server.signin.Browsers;

/** Marks a role as a favourite, or as none any more, at {@code POST /roles/favourite}. Safe for several threads. */
final class FavouriteEndpoint {
    private final RoleHabits habits;
    private final Browsers browsers;
    private final RefusalPages refusals;

    FavouriteEndpoint(RoleHabits habits, Browsers browsers, Frame frame) {
        this.habits = habits;
        this.browsers = browsers;
        this.refusals = new RefusalPages(frame);
    }

    Route route(Protocol protocol) {
        return new Route("POST", "/roles/favourite", protocol, Route.Size.ORDINARY, Route.Access.GUARDED, this::mark);
    }

    private Answer mark(Request request) {
        RequestContext context = browsers.context(request);
        return browsers.signedIn(request, context)
                .then(who -> browsers.form(request, who, context).map(form -> {
                    boolean favourite =
                            form.get("favourite").filter("yes"::equals).isPresent();
                    habits.mark(who.session(), form.get("role").orElse(""), favourite, context);
                    return Answer.seeOther("/");
                }))
                .fold(answer -> answer, refusal -> refusals.page(request, refusal));
    }
}
