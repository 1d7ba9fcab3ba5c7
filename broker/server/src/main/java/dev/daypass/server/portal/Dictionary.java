package dev.daypass.server.portal;

import dev.daypass.server.http.HeaderLines;
import dev.daypass.server.portal.view.Language;
import dev.daypass.server.portal.view.Words;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** The words of every language, and which of them a request wishes. Immutable. */
final class Dictionary {
    /** Remembers a choice; it says nothing about a person, so it needs neither a secret nor an end. */
    static final String COOKIE = "daypass-language";

    private final Map<Language, Words> words = new EnumMap<>(Language.class);

    Dictionary() {
        for (Language language : Language.values()) {
            words.put(language, new Words(language, read("words_" + language.tag() + ".properties")));
        }
    }

    /** The words of one language. */
    Words in(Language language) {
        Words found = words.get(language);
        if (found == null) {
            throw new IllegalStateException("no words for " + language);
        }
        return found;
    }

    /** What the person chose, else what the browser wishes (RFC 9110 section 12.5.4), else English. */
    Words asked(HeaderLines headers) {
        Language language = Cookies.value(headers, COOKIE)
                .flatMap(Language::of)
                .or(() -> wished(headers))
                .orElse(Language.ENGLISH);
        return in(language);
    }

    private static Optional<Language> wished(HeaderLines headers) {
        return headers.all("accept-language").stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(Wish::read)
                .filter(wish -> wish.weight() > 0)
                .sorted(Comparator.comparingDouble((Wish wish) -> -wish.weight()))
                .flatMap(wish -> Language.of(wish.tag()).stream())
                .findFirst();
    }

    /** One language of an {@code Accept-Language} header with its weight. */
    private record Wish(String tag, double weight) {
        static Wish read(String text) {
            String[] parts = text.strip().split(";", 2);
            return new Wish(parts[0], parts.length < 2 ? 1 : weight(parts[1].strip()));
        }

        /** What is no weight wishes nothing. */
        private static double weight(String text) {
            return text.matches("q=[01](\\.\\d{0,3})?") ? Double.parseDouble(text.substring(2)) : 0;
        }
    }

    private static Map<String, String> read(String name) {
        try (InputStream in = Dictionary.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            var properties = new Properties();
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            var texts = new HashMap<String, String>();
            properties.stringPropertyNames().forEach(key -> texts.put(key, properties.getProperty(key)));
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
