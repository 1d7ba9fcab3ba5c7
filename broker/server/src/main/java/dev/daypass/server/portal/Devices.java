package dev.daypass.server.portal;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Kinds of browser and system, as far as a {@code User-Agent} tells; product names are the same in every language. */
final class Devices {
    private record Sign(String part, String name) {}

    /** The more particular first: Edge calls itself Chrome, and Chrome calls itself Safari. */
    private static final List<Sign> BROWSERS = List.of(
            new Sign("Edg", "Edge"),
            new Sign("OPR/", "Opera"),
            new Sign("Firefox/", "Firefox"),
            new Sign("FxiOS/", "Firefox"),
            new Sign("Chrome/", "Chrome"),
            new Sign("CriOS/", "Chrome"),
            new Sign("Safari/", "Safari"),
            new Sign("curl/", "curl"));

    private static final List<Sign> SYSTEMS = List.of(
            new Sign("Windows", "Windows"),
            new Sign("Android", "Android"),
            new Sign("iPhone", "iPhone"),
            new Sign("iPad", "iPad"),
            new Sign("Mac OS X", "macOS"),
            new Sign("CrOS", "ChromeOS"),
            new Sign("Linux", "Linux"));

    private Devices() {}

    /** {@code Firefox, Windows}; empty where nothing is known. */
    static String named(String userAgent) {
        return Stream.of(first(BROWSERS, userAgent), first(SYSTEMS, userAgent))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
    }

    private static Optional<String> first(List<Sign> signs, String userAgent) {
        return signs.stream()
                .filter(sign -> userAgent.contains(sign.part()))
                .map(Sign::name)
                .findFirst();
    }
}
