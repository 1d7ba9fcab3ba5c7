package dev.daypass.server.portal.view;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Set;

/** All texts of pages in one language. Immutable. */
public final class Words {
    private final Language language;
    private final Map<String, String> texts;
    private final DateTimeFormatter day;

    /**
     * @param texts by key; {@code {0}}, {@code {1}} … stand for what is put in
     */
    public Words(Language language, Map<String, String> texts) {
        this.language = language;
        this.texts = Map.copyOf(texts);
        this.day = DateTimeFormatter.ofPattern(of("format.instant"), language.locale())
                .withZone(ZoneOffset.UTC);
    }

    public Language language() {
        return language;
    }

    /** Every key there is. */
    public Set<String> keys() {
        return texts.keySet();
    }

    /**
     * The text of a key.
     *
     * @throws IllegalStateException if there is none, which is a fault of ours
     */
    public String of(String key, Object... inserted) {
        String text = texts.get(key);
        if (text == null) {
            throw new IllegalStateException("no text for `" + key + "` in " + language.tag());
        }
        for (int i = 0; i < inserted.length; i++) {
            text = text.replace("{" + i + "}", inserted[i].toString());
        }
        return text;
    }

    /** The text for so many: {@code KEY.one} or {@code KEY.other}. */
    public String count(String key, long number) {
        return of(key + (number == 1 ? ".one" : ".other"), number);
    }

    /** A length in words, in hours and minutes, rounded down: {@code 1 hour 30 minutes}. */
    public String length(Duration duration) {
        long hours = duration.toHours();
        long minutes = duration.toMinutesPart();
        if (hours == 0) {
            return count("format.minutes", minutes);
        }
        return minutes == 0
                ? count("format.hours", hours)
                : count("format.hours", hours) + " " + count("format.minutes", minutes);
    }

    /** A moment in UTC, zone included. */
    public String moment(Instant instant) {
        return day.format(instant);
    }
}
