package dev.daypass.server.portal;

import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Endpoint;
import dev.daypass.server.http.Protocol;
import dev.daypass.server.http.Request;
import dev.daypass.server.http.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** All pages and what they load; the one class of this package that wiring makes. Safe for several threads. */
public final class Portal {
    /** What a call of the STS has in its query: presigned calls come by GET. */
    private static final Pattern CALL = Pattern.compile("(?:^|&)(?:Action|Version|X-Amz-[^=&]*)(?:=|&|$)");

    private final Protocol programs;
    private final Supplier<Snapshot> snapshots;
    private final Assets assets;
    private final Frame frame;
    private final ChooserPage chooser;

    /**
     * @param programs tells faults to programs
     * @param snapshots the configuration in force, read once a request
     * @param mounted the ways in for which there are routes
     */
    public Portal(Protocol programs, Supplier<Snapshot> snapshots, Set<Entrance> mounted) {
        this.programs = programs;
        this.snapshots = snapshots;
        this.assets = new Assets(programs);
        this.frame = new Frame(assets);
        this.chooser = new ChooserPage(frame, mounted);
    }

    /** Its routes but the start page. */
    public List<Route> routes() {
        List<Route> routes = new ArrayList<>(assets.routes());
        routes.add(new LanguageEndpoint(faults(programs)).route());
        return routes;
    }

    /**
     * The start page, at a path that programs use too.
     *
     * @param calls the program's route at the same path, which keeps all that is a call
     */
    public Route start(Route calls) {
        Endpoint endpoint = request -> isCall(request) ? calls.endpoint().answer(request) : start(request);
        return new Route(
                calls.method(), calls.template(), faults(calls.protocol()), calls.size(), calls.access(), endpoint);
    }

    /** Faults as pages for browsers, and as before for programs. */
    public Protocol faults(Protocol others) {
        return new BrowserFaults(others, frame);
    }

    private Answer start(Request request) {
        return chooser.answer(request, snapshots.get());
    }

    private static boolean isCall(Request request) {
        return CALL.matcher(request.target().query()).find();
    }
}
