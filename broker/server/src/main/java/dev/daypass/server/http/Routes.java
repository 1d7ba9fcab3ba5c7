package dev.daypass.server.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** All routes of one listener, found by path and method. Immutable. */
public final class Routes {
    private final List<Route> all;
    private final Map<String, List<Route>> plain = new HashMap<>();
    private final List<Route> withVariables = new ArrayList<>();
    private final Protocol elsewhere;

    /**
     * @param elsewhere how faults are told where no route is
     */
    public Routes(List<Route> routes, Protocol elsewhere) {
        this.all = List.copyOf(routes);
        this.elsewhere = elsewhere;
        for (Route route : all) {
            if (route.template().indexOf('{') < 0) {
                plain.computeIfAbsent(route.template(), path -> new ArrayList<>())
                        .add(route);
            } else {
                withVariables.add(route);
            }
        }
    }

    /** A route together with what its variables stand for. */
    public record Match(Route route, Map<String, String> variables) {}

    public List<Route> all() {
        return all;
    }

    /** The route for a method and a path in normal form. */
    public Optional<Match> find(String method, String path) {
        return at(path).stream()
                .filter(match -> match.route().method().equals(method))
                .findFirst();
    }

    /** The methods that a path takes, sorted; empty where nothing is. */
    public List<String> methods(String path) {
        var methods = new TreeSet<String>();
        at(path).forEach(match -> methods.add(match.route().method()));
        return List.copyOf(methods);
    }

    /** How faults are told at a path. */
    public Protocol protocol(String path) {
        return at(path).stream()
                .map(match -> match.route().protocol())
                .findFirst()
                .orElse(elsewhere);
    }

    /** The template of the guarded route at a path, whatever its method; empty where nothing is guarded. */
    public Optional<String> entrance(String path) {
        return at(path).stream()
                .map(Match::route)
                .filter(route -> route.access() == Route.Access.GUARDED)
                .map(Route::template)
                .findFirst();
    }

    private List<Match> at(String path) {
        List<Route> exact = plain.get(path);
        if (exact != null) {
            return exact.stream().map(route -> new Match(route, Map.of())).toList();
        }
        List<Match> matches = new ArrayList<>();
        for (Route route : withVariables) {
            variables(route.template(), path).ifPresent(found -> matches.add(new Match(route, found)));
        }
        return matches;
    }

    private static Optional<Map<String, String>> variables(String template, String path) {
        String[] expected = template.split("/", -1);
        String[] steps = path.split("/", -1);
        if (expected.length != steps.length) {
            return Optional.empty();
        }
        Map<String, String> found = new HashMap<>();
        for (int i = 0; i < steps.length; i++) {
            if (expected[i].startsWith("{")) {
                Optional<String> value = PathForm.decodeStep(steps[i]).filter(text -> !text.isEmpty());
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                found.put(expected[i].substring(1, expected[i].length() - 1), value.get());
            } else if (!expected[i].equals(steps[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(found);
    }
}
