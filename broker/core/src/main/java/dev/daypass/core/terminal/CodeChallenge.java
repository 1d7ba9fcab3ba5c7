package dev.daypass.core.terminal;

import dev.daypass.core.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A code challenge of method {@code S256}, the only one there is (RFC 7636; RFC 9700 section 2.1.1; security O16).
 *
 * @param text 43 characters
 */
public record CodeChallenge(String text) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

    /** The challenge of a text; empty if it is not of the form. */
    public static Optional<CodeChallenge> of(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new CodeChallenge(text)) : Optional.empty();
    }

    /** Whether a verifier is the one that the challenge was made of. */
    boolean isOf(Secret verifier) {
        if (!VERIFIER.matcher(verifier.reveal()).matches()) {
            return false;
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(verifier.reveal().getBytes(StandardCharsets.US_ASCII));
            return Secret.of(text)
                    .matches(Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }
}
