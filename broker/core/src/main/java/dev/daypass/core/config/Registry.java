package dev.daypass.core.config;

import dev.daypass.core.config.form.Placed;
import dev.daypass.core.config.form.Reading;
import dev.daypass.core.source.Source;
import dev.daypass.core.source.Suggestions;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All things of one kind by name, from however many files. Names differ in more than case. A name is known as soon as it
 * was written, even if what stands under it could not be read, so that one mistake is told once. Confined to the thread
 * that reads.
 *
 * @param <T> the things
 */
final class Registry<T> {
    private final String kind;
    private final Map<String, T> things = new LinkedHashMap<>();
    private final Map<String, Source> places = new LinkedHashMap<>();
    private final Map<String, String> folded = new HashMap<>();

    /** A registry; {@code kind} names one thing in messages, without article: {@code role}. */
    Registry(String kind) {
        this.kind = kind;
    }

    /** Takes a name; {@code false} if it is taken already. */
    boolean declare(Placed<String> name, Reading reading) {
        String earlier = folded.putIfAbsent(name.value().toLowerCase(Locale.ROOT), name.value());
        if (earlier == null) {
            places.put(name.value(), name.source());
            return true;
        }
        reading.error(
                "duplicate-name",
                name.source(),
                "the " + kind + " `" + name.value() + "` is defined at " + place(earlier) + " already",
                "names differ in more than case: rename or remove one");
        return false;
    }

    void put(String name, T thing) {
        things.put(name, thing);
    }

    Optional<T> get(String name) {
        return Optional.ofNullable(things.get(name));
    }

    boolean knows(String name) {
        return places.containsKey(name);
    }

    Source place(String name) {
        return places.getOrDefault(name, Source.of(name));
    }

    Set<String> names() {
        return places.keySet();
    }

    Collection<T> all() {
        return List.copyOf(things.values());
    }

    Map<String, T> asMap() {
        return new LinkedHashMap<>(things);
    }

    /** Finds that a name is unknown, unless it is known; {@code true} if it is. */
    boolean require(Placed<String> name, Reading reading) {
        if (knows(name.value())) {
            return true;
        }
        String hint = Suggestions.closest(name.value(), names())
                .map(near -> " (did you mean `" + near + "`?)")
                .orElse("");
        reading.error(
                "unknown-" + kind.replace(' ', '-'),
                name.source(),
                "there is no " + kind + " `" + name.value() + "`" + hint,
                names().isEmpty() ? "define it first" : "known are " + some());
        return false;
    }

    private String some() {
        List<String> all = names().stream().sorted().toList();
        return all.size() <= 12
                ? String.join(", ", all)
                : String.join(", ", all.subList(0, 12)) + " and " + (all.size() - 12) + " more";
    }
}
