package dev.daypass.core.terminal;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a person types to find a program's request: eight letters without vowels, so that none spells a word, in two groups
 * (RFC 8628 section 6.1). 20 letters in 8 places are 34 bits.
 *
 * @param letters eight capital letters
 */
public record UserCode(String letters) {
    private static final String ALPHABET = "BCDFGHJKLMNPQRSTVWXZ";
    private static final int LENGTH = 8;
    private static final Pattern FORM = Pattern.compile("[" + ALPHABET + "]{8}");
    private static final Pattern BETWEEN = Pattern.compile("[\\s\\u2010-\\u2015_.-]");
    private static final int LONGEST_TYPED = 32;

    static UserCode random(SecureRandom random) {
        var letters = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            letters.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new UserCode(letters.toString());
    }

    /** The code that somebody typed, however they wrote case and gaps; empty if it is of no such form. */
    public static Optional<UserCode> of(String typed) {
        if (typed.length() > LONGEST_TYPED) {
            return Optional.empty();
        }
        String letters = BETWEEN.matcher(typed).replaceAll("").toUpperCase(Locale.ROOT);
        return FORM.matcher(letters).matches() ? Optional.of(new UserCode(letters)) : Optional.empty();
    }

    /** As shown: two groups of four letters with a hyphen between. */
    public String shown() {
        return letters.substring(0, 4) + "-" + letters.substring(4);
    }

    @Override
    public String toString() {
        return "UserCode[***]";
    }
}
