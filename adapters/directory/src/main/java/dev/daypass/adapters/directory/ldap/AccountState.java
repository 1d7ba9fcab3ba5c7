package dev.daypass.adapters.directory.ldap;

import com.unboundid.ldap.sdk.SearchResultEntry;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether an account may be used, as its entry says: for proofs that the directory does not judge itself, and for one
 * that lets a disabled account bind.
 *
 * <p>That an account is locked for wrong passwords is no state: else whoever guesses could end other people's sessions.
 *
 * @param disabled by an administrator
 * @param readable whether the service account is shown what tells that
 * @param expires from when on it may not be used any more
 */
record AccountState(boolean disabled, boolean readable, Optional<Instant> expires) {
    /** ACCOUNTDISABLE of {@code userAccountControl} (MS-ADTS 2.2.16). */
    private static final long ACCOUNT_DISABLE = 0x2;
    /** Never, as {@code accountExpires} writes it besides 0. */
    private static final long NEVER = Long.MAX_VALUE;
    /** From the first of January 1601 to that of 1970. */
    private static final long SECONDS_TO_UNIX = 11_644_473_600L;

    private static final long TICKS = 10_000_000L;
    /** {@code pwdAccountLockedTime} of an account that an administrator has locked for good. */
    private static final String FOR_GOOD = "000001010000Z";

    static AccountState of(SearchResultEntry entry, Dialect dialect) {
        Optional<Long> control = number(entry, "userAccountControl");
        boolean flagged =
                control.filter(flags -> (flags & ACCOUNT_DISABLE) != 0).isPresent();
        boolean locked = FOR_GOOD.equals(entry.getAttributeValue("pwdAccountLockedTime"))
                || "true".equalsIgnoreCase(entry.getAttributeValue("nsAccountLock"));
        return new AccountState(
                flagged || locked,
                !dialect.isActiveDirectory() || control.isPresent(),
                number(entry, "accountExpires")
                        .filter(ticks -> ticks > 0 && ticks != NEVER)
                        .map(AccountState::instant));
    }

    /** Why it may not be used, if so. */
    Optional<Refusal> problem(Instant now) {
        if (disabled) {
            return Optional.of(DirectoryRefusals.refusal(Reason.ACCOUNT_DISABLED, "L04: the account is disabled"));
        }
        if (!readable) {
            return Optional.of(DirectoryRefusals.refusal(
                    Reason.ACCOUNT_RESTRICTED,
                    "L04: whether the account is disabled is not shown: the service account may not read"
                            + " `userAccountControl`"));
        }
        return expires.filter(end -> !now.isBefore(end))
                .map(end -> DirectoryRefusals.refusal(Reason.ACCOUNT_EXPIRED, "L04: the account expired at " + end));
    }

    private static Optional<Long> number(SearchResultEntry entry, String name) {
        return Optional.ofNullable(entry.getAttributeValueAsLong(name));
    }

    private static Instant instant(long ticks) {
        return Instant.ofEpochSecond(ticks / TICKS - SECONDS_TO_UNIX, ticks % TICKS * 100);
    }
}
