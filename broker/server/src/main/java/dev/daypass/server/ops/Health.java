package dev.daypass.server.ops;

import dev.daypass.server.http.Answer;
import dev.daypass.server.http.JsonProtocol;
import dev.daypass.server.http.JsonText;
import dev.daypass.server.http.Request;
import dev.daypass.server.http.Route;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Liveness and readiness: alive while it answers, ready while no check is down. Warnings are told, not acted upon. */
public final class Health {
    private final JsonProtocol protocol;
    private final JsonText json;
    private final Supplier<List<Check>> checks;

    /**
     * @param checks asked at each call; must be quick
     */
    public Health(JsonProtocol protocol, JsonText json, Supplier<List<Check>> checks) {
        this.protocol = protocol;
        this.json = json;
        this.checks = checks;
    }

    /**
     * How one part feels.
     *
     * @param name fixed or configured
     * @param detail what an operator should know; no secret
     */
    public record Check(String name, State state, Optional<String> detail) {
        public static Check up(String name, String detail) {
            return new Check(name, State.UP, Optional.of(detail));
        }

        public static Check warning(String name, String detail) {
            return new Check(name, State.WARNING, Optional.of(detail));
        }

        public static Check down(String name, String detail) {
            return new Check(name, State.DOWN, Optional.of(detail));
        }
    }

    /** What a part's state means for the whole. */
    public enum State {
        UP("up"),
        /** Something needs attention, requests are served. */
        WARNING("warning"),
        /** Requests cannot be served. */
        DOWN("down");

        private final String word;

        State(String word) {
            this.word = word;
        }
    }

    /** Its routes. */
    public List<Route> routes() {
        return List.of(
                new Route("GET", "/health/live", protocol, Route.Size.NONE, Route.Access.OPEN, this::live),
                new Route("HEAD", "/health/live", protocol, Route.Size.NONE, Route.Access.OPEN, this::live),
                new Route("GET", "/health/ready", protocol, Route.Size.NONE, Route.Access.OPEN, this::ready),
                new Route("HEAD", "/health/ready", protocol, Route.Size.NONE, Route.Access.OPEN, this::ready));
    }

    private Answer live(Request request) {
        return protocol.granted(Map.of("status", "up"));
    }

    private Answer ready(Request request) {
        List<Check> asked = checks.get();
        boolean down = asked.stream().anyMatch(check -> check.state() == State.DOWN);
        List<Object> told = new ArrayList<>();
        for (Check check : asked) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", check.name());
            one.put("status", check.state().word);
            check.detail().ifPresent(detail -> one.put("detail", detail));
            told.add(one);
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", down ? "not ready" : "ready");
        body.put("checks", told);
        return down
                ? Answer.refused(
                        503,
                        JsonText.CONTENT_TYPE,
                        json.write(body),
                        new Answer.Mark("not_ready", Answer.Attempt.HARMLESS))
                : protocol.granted(body);
    }
}
