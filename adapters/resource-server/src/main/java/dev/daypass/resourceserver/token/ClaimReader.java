package dev.daypass.resourceserver.token;

import dev.daypass.resourceserver.json.JsonValue;
import dev.daypass.resourceserver.outcome.Outcome;
import dev.daypass.resourceserver.outcome.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Takes claims out by type and remembers the first that has the wrong one. Confined to one thread. */
final class ClaimReader {
    /** The end of the year 9999, in seconds: later is nonsense, and some arithmetic stops there. */
    private static final long LATEST = 253_402_300_799L;

    private static final int LONGEST = 2048;
    private static final int DEEPEST_ACTOR = 8;
    private static final int MOST_HASHES = 128;

    private final JsonValue.Members claims;
    private Optional<String> problem = Optional.empty();

    ClaimReader(JsonValue.Members claims) {
        this.claims = claims;
    }

    /** The value read, or the first wrong claim. */
    <T> Outcome<T> outcome(T read) {
        return problem.<Outcome<T>>map(detail -> Outcome.refused(Reason.TOKEN_CLAIM_INVALID, "O06: " + detail))
                .orElseGet(() -> Outcome.granted(read));
    }

    /** A text that names something: not empty, not long, one line. */
    String required(String name) {
        Optional<String> text = optional(name);
        if (text.isEmpty()) {
            wrong(name, "is missing");
        }
        return text.orElse("");
    }

    Optional<String> optional(String name) {
        if (!claims.has(name)) {
            return Optional.empty();
        }
        Optional<String> text = claims.text(name).filter(ClaimReader::isIdentifier);
        if (text.isEmpty()) {
            wrong(name, "is no text of 1 to " + LONGEST + " characters on one line");
        }
        return text;
    }

    /** Seconds since 1970 (RFC 7519 section 2, NumericDate): a whole number, as the broker writes them. */
    Instant requiredInstant(String name) {
        Optional<Instant> instant = instant(name);
        if (instant.isEmpty()) {
            wrong(name, "is missing");
        }
        return instant.orElse(Instant.EPOCH);
    }

    Optional<Instant> instant(String name) {
        if (!claims.has(name)) {
            return Optional.empty();
        }
        Optional<Long> seconds = claims.whole(name).filter(number -> number >= 0 && number <= LATEST);
        if (seconds.isEmpty()) {
            wrong(name, "is no whole number of seconds since 1970");
        }
        return seconds.map(Instant::ofEpochSecond);
    }

    /** RFC 6749 section 3.3: texts between spaces. */
    Set<String> scopes(String name) {
        Set<String> scopes = new TreeSet<>();
        for (String scope : optional(name).orElse("").split(" ", -1)) {
            if (!scope.isEmpty()) {
                scopes.add(scope);
            }
        }
        return scopes;
    }

    Map<String, String> tags(String name) {
        Map<String, String> tags = new LinkedHashMap<>();
        object(name).members().forEach((key, value) -> {
            if (value instanceof JsonValue.Text text) {
                tags.put(key, text.text());
            } else {
                wrong(name, "holds what is no text");
            }
        });
        return tags;
    }

    /** RFC 9396 section 2: objects, of whatever members. What cannot be read must not be left out. */
    List<JsonValue.Members> objects(String name) {
        List<JsonValue.Members> objects = new ArrayList<>();
        if (claims.has(name) && claims.list(name).isEmpty()) {
            wrong(name, "is no list");
        }
        for (JsonValue item : claims.list(name).map(JsonValue.Items::items).orElse(List.of())) {
            if (item instanceof JsonValue.Members object) {
                objects.add(object);
            } else {
                wrong(name, "holds what is no object");
            }
        }
        return objects;
    }

    /** RFC 8693 section 4.1. */
    List<Actor> actors(String name) {
        List<Actor> actors = new ArrayList<>();
        ClaimReader outer = this;
        while (outer.claims.has(name)) {
            if (actors.size() == DEEPEST_ACTOR) {
                wrong(name, "is deeper than " + DEEPEST_ACTOR);
                return List.of();
            }
            var inner = new ClaimReader(outer.object(name));
            actors.add(new Actor(inner.required("sub"), inner.optional("iss")));
            if (outer.problem.isPresent() || inner.problem.isPresent()) {
                wrong(name, "is no chain of actors");
                return List.of();
            }
            outer = inner;
        }
        return actors;
    }

    /** What the token is bound to. A member that is not known here might bind it, so that it refuses. */
    Confirmation confirmation(String name) {
        if (!claims.has(name)) {
            return Confirmation.none();
        }
        var members = new ClaimReader(object(name));
        var confirmation = new Confirmation(members.optional("jkt"), members.optional("x5t#S256"));
        boolean known =
                Set.of("jkt", "x5t#S256").containsAll(members.claims.members().keySet());
        if (!known || members.problem.isPresent() || !confirmation.isBound()) {
            wrong(name, "binds in a way that is not known");
        }
        return confirmation;
    }

    /** At least one, since no session is beyond revocation. */
    List<String> hashes(String name) {
        List<String> hashes = claims.list(name).flatMap(JsonValue.Items::texts).orElse(List.of());
        if (hashes.isEmpty() || hashes.size() > MOST_HASHES) {
            wrong(name, "is no list of 1 to " + MOST_HASHES + " texts");
        }
        return hashes;
    }

    private JsonValue.Members object(String name) {
        Optional<JsonValue.Members> object = claims.object(name);
        if (claims.has(name) && object.isEmpty()) {
            wrong(name, "is no object");
        }
        return object.orElse(new JsonValue.Members(Map.of()));
    }

    private static boolean isIdentifier(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST
                && text.chars().noneMatch(Character::isISOControl)
                && text.strip().equals(text);
    }

    private void wrong(String name, String what) {
        if (problem.isEmpty()) {
            problem = Optional.of("`" + name + "` " + what);
        }
    }
}
