package dev.daypass.core.administration;

import dev.daypass.core.policy.ConditionContext;
import dev.daypass.core.policy.Decision;
import dev.daypass.core.role.Role;
import dev.daypass.core.session.SessionOwner;
import dev.daypass.core.session.SessionRecord;
import dev.daypass.core.snapshot.Snapshot;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What somebody wants to see or to end, as far as policies tell it from others: the condition keys {@code
 * daypass:SessionAccount}, 12 digits, and {@code daypass:SessionRole}, {@code ALIAS/NAME}. A sign-in is of no account, and
 * ending everything of a person ends sessions of any: these have no keys, as what is not about sessions at all.
 *
 * @param account whose role or user it is
 * @param role the role; absent for a user's own session
 */
public record AdminObject(Optional<String> account, Optional<String> role) {
    private static final String ACCOUNT = "daypass:SessionAccount";
    private static final String ROLE = "daypass:SessionRole";
    private static final AdminObject EVERYTHING = new AdminObject(Optional.empty(), Optional.empty());

    /** All there is, or what belongs to no account. */
    public static AdminObject everything() {
        return EVERYTHING;
    }

    public static AdminObject of(SessionRecord session) {
        SessionOwner owner = session.owner();
        return new AdminObject(
                Optional.of(owner.account()),
                Optional.of(owner.reference()).filter(role -> owner.kind() == SessionOwner.Kind.ROLE));
    }

    /** All sessions of a role. */
    public static AdminObject of(Role role) {
        return new AdminObject(Optional.of(role.account()), Optional.of(role.reference()));
    }

    /** Whatever policies can tell apart: the sessions of each role, and of the users of each account. */
    static Stream<AdminObject> all(Snapshot snapshot) {
        return Stream.concat(
                snapshot.roles().stream().map(AdminObject::of),
                snapshot.accounts().stream()
                        .map(account -> new AdminObject(Optional.of(account.id()), Optional.empty())));
    }

    boolean isEverything() {
        return account.isEmpty();
    }

    ConditionContext keys() {
        ConditionContext.Builder keys = ConditionContext.builder();
        account.ifPresent(value -> keys.put(ACCOUNT, value));
        role.ifPresent(value -> keys.put(ROLE, value));
        return keys.build();
    }

    /** Whether a decision that had none of these keys might come out otherwise with them. */
    static boolean matters(Decision decision) {
        Set<String> missing = decision.missingKeys();
        return missing.stream()
                .map(key -> key.toLowerCase(Locale.ROOT))
                .anyMatch(key ->
                        key.equals(ACCOUNT.toLowerCase(Locale.ROOT)) || key.equals(ROLE.toLowerCase(Locale.ROOT)));
    }
}
