package dev.daypass.demo.sites;

import dev.daypass.demo.http.Html;
import dev.daypass.demo.http.LoopbackServer;

/** A page behind a tile. It signs nobody in, as wikis that trust their network do. */
public final class TeamWiki {
    private TeamWiki() {}

    /** Puts it at {@code /wiki}. */
    public static void serveOn(LoopbackServer server) {
        server.serve(
                "/wiki",
                query -> Html.message(
                        "Demo company: team wiki", "You came here from a tile under My applications in the portal."));
    }
}
