package dev.daypass.server.portal;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.server.http.Form;
import dev.daypass.server.http.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The filters of an administration page, which stand in its address. */
final class AdminQuery {
    private static final int MOST_PARAMETERS = 16;
    private static final int LONGEST = 256;

    private final Map<String, String> values;

    private AdminQuery(Map<String, String> values) {
        this.values = values;
    }

    /** What a request asks for; parameters that are left empty are none. */
    static Outcome<AdminQuery> of(Request request) {
        return Form.read(request.target().query(), MOST_PARAMETERS).then(form -> {
            var given = new LinkedHashMap<String, String>();
            form.asMap().forEach((name, value) -> {
                if (!value.isBlank()) {
                    given.put(name, value.strip());
                }
            });
            return given.values().stream().allMatch(value -> value.length() <= LONGEST)
                    ? Outcome.granted(new AdminQuery(given))
                    : wrong("a filter is longer than " + LONGEST + " characters");
        });
    }

    /** A value as typed; empty if there is none. */
    String typed(String name) {
        return values.getOrDefault(name, "");
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** One of an enum's names. */
    <E extends Enum<E>> Outcome<Optional<E>> choice(String name, Class<E> type) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return Outcome.granted(Optional.empty());
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text.get())) {
                return Outcome.granted(Optional.of(constant));
            }
        }
        return wrong("`" + name + "` is none of its choices");
    }

    /** A time in UTC, as {@code datetime-local} fields send it, or an instant (RFC 3339). */
    Outcome<Optional<Instant>> time(String name) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return Outcome.granted(Optional.empty());
        }
        try {
            return Outcome.granted(Optional.of(
                    text.get().endsWith("Z")
                            ? Instant.parse(text.get())
                            : LocalDateTime.parse(text.get()).toInstant(ZoneOffset.UTC)));
        } catch (DateTimeParseException e) {
            return wrong("`" + name + "` is no time");
        }
    }

    /** The same with another value; empty takes the parameter away. */
    AdminQuery and(String name, String value) {
        var other = new LinkedHashMap<>(values);
        other.remove(name);
        if (!value.isEmpty()) {
            other.put(name, value);
        }
        return new AdminQuery(other);
    }

    /** The same page with another value; empty takes the parameter away. */
    String with(String path, String name, String value) {
        return link(path, and(name, value).values);
    }

    /** A time as {@code datetime-local} fields take it, in UTC and whole minutes. */
    static String typed(Instant time) {
        return LocalDateTime.ofInstant(time.truncatedTo(ChronoUnit.MINUTES), ZoneOffset.UTC)
                .toString();
    }

    /** A page with one filter alone. */
    static String link(String path, String name, String value) {
        return link(path, Map.of(name, value));
    }

    static String link(String path, Map<String, String> parameters) {
        String query = parameters.entrySet().stream()
                .map(pair -> encode(pair.getKey()) + "=" + encode(pair.getValue()))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? path : path + "?" + query;
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static <T> Outcome<T> wrong(String message) {
        return Outcome.refused(Reason.PARAMETER_INVALID, message, message);
    }
}
