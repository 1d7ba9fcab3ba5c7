package dev.daypass.core.signin;

import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.provider.DirectorySettings.GuessLimit;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Bounds how many wrong passwords reach a directory (security L08, W18). An attempt counts twice: under the name as it
 * was typed, whether anybody has that name or not, and under the account that was found, so that the several names of
 * one account give no more guesses than one. Safe for several threads.
 */
public final class Guesses {
    private final GuessStore store;

    public Guesses(GuessStore store) {
        this.store = store;
    }

    /** Whether a name may be tried once more; counts the attempt. */
    public boolean admitsName(ProviderId provider, String typed, GuessLimit limit, Instant now) {
        return store.take(name(provider, typed), limit.perAccount(), now, now.plus(limit.within()));
    }

    /** Whether an account may be tried once more; counts the attempt. */
    public boolean admitsAccount(ProviderId provider, String account, GuessLimit limit, Instant now) {
        return store.take(account(provider, account), limit.perAccount(), now, now.plus(limit.within()));
    }

    /** The password was right: nothing counts any more. */
    public void right(ProviderId provider, String typed, String account) {
        store.forgive(name(provider, typed));
        store.forgive(account(provider, account));
    }

    private static String name(ProviderId provider, String typed) {
        return key("name", provider, typed.strip().toLowerCase(Locale.ROOT));
    }

    private static String account(ProviderId provider, String account) {
        return key("account", provider, account);
    }

    /** Who guessed at whom is nobody's business, so only a hash is kept. */
    private static String key(String kind, ProviderId provider, String text) {
        try {
            byte[] whole = (kind + "\0" + provider.name() + "\0" + text).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(whole));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }
}
