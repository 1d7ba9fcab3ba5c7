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
    public boolean admitsAccount(Account account, GuessLimit limit, Instant now) {
        return store.take(account.key(), limit.perAccount(), now, now.plus(limit.within()));
    }

    /** The password was right: nothing counts any more. */
    public void right(ProviderId provider, String typed, Account account) {
        store.forgive(name(provider, typed));
        store.forgive(account.key());
    }

    /** Nobody said whether the password was right, so the attempt under this name never was. */
    public void nameNotJudged(ProviderId provider, String typed, GuessLimit limit, Instant then) {
        store.giveBack(name(provider, typed), then.plus(limit.within()));
    }

    /** Nobody said whether the password was right, so the attempt at this account never was. */
    public void accountNotJudged(Account account, GuessLimit limit, Instant then) {
        store.giveBack(account.key(), then.plus(limit.within()));
    }

    private static String name(ProviderId provider, String typed) {
        return GuessStore.OF_NAMES + hash("name", provider.name(), spelling(typed));
    }

    private static String spelling(String typed) {
        return typed.strip().toLowerCase(Locale.ROOT);
    }

    /**
     * Whose account an attempt is at.
     *
     * @param key tells nobody whose
     */
    public record Account(String key) {
        /** Of somebody whose subject nobody else has anywhere: tried at several providers it is one account still. */
        public static Account everywhere(String subject) {
            return new Account("account:" + hash("everywhere", "", subject));
        }

        /** Of somebody whose subject says who it is at one provider only. */
        public static Account at(ProviderId provider, String subject) {
            return new Account("account:" + hash("account", provider.name(), subject));
        }

        /** Of nobody: a name that means no one person is counted just as one that does, and costs the same. */
        public static Account decoy(ProviderId provider, String typed) {
            return new Account(GuessStore.OF_NAMES + hash("decoy", provider.name(), spelling(typed)));
        }
    }

    /** Who guessed at whom is nobody's business, so only a hash is kept. */
    private static String hash(String kind, String provider, String text) {
        try {
            byte[] whole = (kind + "\0" + provider + "\0" + text).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(whole));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }
}
