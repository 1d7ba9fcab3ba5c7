package dev.daypass.server.portal.view;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A language that pages speak. */
public enum Language {
    ENGLISH(Locale.ENGLISH),
    GERMAN(Locale.GERMAN);

    private final Locale locale;

    Language(Locale locale) {
        this.locale = locale;
    }

    /** The language of a tag such as {@code de-AT} (RFC 4647 section 3.4, look-up); empty if we do not speak it. */
    public static Optional<Language> of(String tag) {
        String primary = tag.strip().split("-", 2)[0];
        return Arrays.stream(values())
                .filter(language -> language.tag().equalsIgnoreCase(primary))
                .findFirst();
    }

    /** The tag for {@code lang} attributes (RFC 5646). */
    public String tag() {
        return locale.toLanguageTag();
    }

    public Locale locale() {
        return locale;
    }

    /** The one to change to. */
    public Language other() {
        return this == ENGLISH ? GERMAN : ENGLISH;
    }
}
