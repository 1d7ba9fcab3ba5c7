package dev.daypass.core.terminal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A native program that asks people for a login (RFC 8252). What it says of itself proves nothing: anybody can be it, so
 * that a person always decides.
 *
 * @param id its {@code client_id}
 * @param name as people read it
 * @param redirects where codes may go, whatever the port
 * @param registered until when its registration serves; absent for the one that is built in
 */
public record TerminalClient(String id, String name, List<LoopbackRedirect> redirects, Optional<Instant> registered) {
    private static final int LONGEST_KEY = 64;

    public TerminalClient {
        redirects = List.copyOf(redirects);
    }

    /** Whether a code may be sent there: host and path as registered, any port (security O17). */
    public boolean receivesAt(String redirectUri) {
        return LoopbackRedirect.of(redirectUri).filter(redirects::contains).isPresent();
    }

    /** Whether it said itself what it is called. */
    public boolean isSelfNamed() {
        return registered.isPresent();
    }

    /** A short name for stores and the audit: the id, or a hash of it where it carries the whole registration. */
    public String key() {
        return key(id);
    }

    static String key(String id) {
        if (id.length() <= LONGEST_KEY) {
            return id;
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return "registered-" + HexFormat.of().formatHex(hash, 0, 16);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }
}
