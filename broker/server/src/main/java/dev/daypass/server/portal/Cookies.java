package dev.daypass.server.portal;

import dev.daypass.server.http.HeaderLines;
import java.util.Arrays;
import java.util.Optional;

/** Reads cookies that are no secrets (RFC 6265 section 4.2.1). */
final class Cookies {
    private Cookies() {}

    /** The first value under a name. */
    static Optional<String> value(HeaderLines headers, String name) {
        return headers.all("cookie").stream()
                .flatMap(line -> Arrays.stream(line.split(";", -1)))
                .map(String::strip)
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .findFirst();
    }
}
