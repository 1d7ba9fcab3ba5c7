package dev.daypass.adapters.directory.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.provider.DirectorySettings;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.signin.Guesses;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One sign-in by name and password: finds the one entry, binds as it, reads it. Every way that ends in "not right" costs
 * one search and one bind, and is told after the same time, so that the clock does not tell who exists (security L08).
 */
final class PasswordSignIn {
    /** Subjects that no two accounts share, so that an account is one at all providers that lead to it. */
    private static final Set<String> UNIQUE_EVERYWHERE = Set.of("objectguid", "entryuuid");

    private final Provider provider;
    private final DirectorySettings settings;
    private final LiveDirectory directory;
    private final Guesses guesses;
    private final People.Arrival arrival;

    PasswordSignIn(
            Provider provider,
            DirectorySettings settings,
            LiveDirectory directory,
            Guesses guesses,
            People.Arrival arrival) {
        this.provider = provider;
        this.settings = settings;
        this.directory = directory;
        this.guesses = guesses;
        this.arrival = arrival;
    }

    Outcome<Identity> signIn(String name, String password) {
        if (!directory.reachable()) {
            // Whoever tries again and again while the directory is down must not be throttled when it is back.
            return DirectoryRefusals.refused(Reason.DIRECTORY_UNREACHABLE, "L09: every server is put aside");
        }
        return directory.admit(deadline -> admitted(name, password, deadline)).then(this::told);
    }

    /**
     * What came of it.
     *
     * @param began when the look for the name did, of {@link System#nanoTime}
     */
    private record Judged(Outcome<Identity> outcome, long began) {}

    /** Keeps whoever is not right waiting, who has left the directory's seats to others by now. */
    private Outcome<Identity> told(Judged judged) {
        if (judged.outcome().refusal().filter(DirectoryRefusals::isNotRight).isPresent()) {
            directory.pace().even(System.nanoTime() - judged.began());
        }
        return judged.outcome();
    }

    private Outcome<Judged> admitted(String name, String password, Deadline deadline) {
        if (!guesses.admitsName(provider.id(), name, settings.guesses(), arrival.instant())) {
            return DirectoryRefusals.refused(Reason.THROTTLED, "L08: too many attempts under this name");
        }
        long began = System.nanoTime();
        Outcome<Identity> outcome = directory
                .named(sought(name), deadline)
                .then(people -> new Judging(people, name, Secret.of(password), began, deadline).judge());
        if (isUnreachable(outcome)) {
            guesses.nameNotJudged(provider.id(), name, settings.guesses(), arrival.instant());
        }
        return Outcome.granted(new Judged(outcome, began));
    }

    private static boolean isUnreachable(Outcome<?> outcome) {
        return outcome.refusal()
                .filter(refusal -> refusal.reason() == Reason.DIRECTORY_UNREACHABLE)
                .isPresent();
    }

    /** Instead of a name that nobody can have, one that nobody has is looked for, for the time that takes. */
    private Filter sought(String name) {
        return directory
                .people()
                .named(name)
                .or(() -> directory.people().named(arrival.proofId()))
                .orElseThrow();
    }

    /** Who has the name is known; whether the password is right is not. */
    private final class Judging {
        private final List<Person> people;
        private final String name;
        private final Guesses.Account account;
        private final Secret password;
        private final long began;
        private final Deadline deadline;
        /** The password was sent and nothing came back: the directory may have counted it, so it counts here, too. */
        private boolean lost;

        Judging(List<Person> people, String name, Secret password, long began, Deadline deadline) {
            this.people = people;
            this.name = name;
            this.account = account();
            this.password = password;
            this.began = began;
            this.deadline = deadline;
        }

        /** Counts before anything is shown, and as much where nobody is meant, so that the store's time tells nothing. */
        Outcome<Identity> judge() {
            if (!counts()) {
                return wrong(Reason.PASSWORD_WRONG, "L08: throttled: too many attempts at this account");
            }
            Outcome<Identity> outcome = verdict();
            if (isUnreachable(outcome) && !lost) {
                guesses.accountNotJudged(account, settings.guesses(), arrival.instant());
            }
            return outcome;
        }

        private boolean counts() {
            return guesses.admitsAccount(account, settings.guesses(), arrival.instant());
        }

        private Guesses.Account account() {
            if (people.size() != 1) {
                return Guesses.Account.decoy(provider.id(), name);
            }
            Person person = people.get(0);
            return person.subject()
                    .filter(subject -> UNIQUE_EVERYWHERE.contains(
                            settings.search().subject().toLowerCase(Locale.ROOT)))
                    .map(Guesses.Account::everywhere)
                    .orElseGet(() ->
                            Guesses.Account.at(provider.id(), person.subject().orElseGet(person::dn)));
        }

        private Outcome<Identity> verdict() {
            if (people.isEmpty()) {
                return wrong(Reason.PASSWORD_WRONG, "L04: nobody among the people has this name");
            }
            if (people.size() > 1) {
                return wrong(Reason.ACCOUNT_NOT_UNIQUE, "L04: several people have this name");
            }
            Person person = people.get(0);
            Outcome<Boolean> verdict = bind(person.dn());
            verdict.refusal()
                    .filter(refusal -> refusal.reason() == Reason.PASSWORD_WRONG)
                    .ifPresent(wrong -> directory.pace().wrong(System.nanoTime() - began));
            return verdict.then(right -> {
                directory.pace().right(System.nanoTime() - began);
                guesses.right(provider.id(), name, account);
                Optional<Refusal> problem = person.state().problem(arrival.instant());
                return problem.isPresent()
                        ? Outcome.refused(problem.get())
                        : directory.identity(person, IdentityReader.Vouching.of(arrival), deadline);
            });
        }

        /** Refuses after a bind that cannot succeed: its DN is nobody's. */
        private Outcome<Identity> wrong(Reason reason, String auditDetail) {
            return bind(decoy())
                    .refusal()
                    .filter(refusal -> refusal.reason() == Reason.DIRECTORY_UNREACHABLE)
                    .<Outcome<Identity>>map(Outcome::refused)
                    .orElseGet(() -> DirectoryRefusals.refused(reason, auditDetail));
        }

        private String decoy() {
            var name = new RDN("CN", arrival.proofId());
            try {
                return new DN(name, new DN(settings.search().baseDn())).toString();
            } catch (LDAPException e) {
                return name.toString();
            }
        }

        /**
         * A server that dies over the password loses nobody their sign-in: it is shown to another one, and counts again, as
         * both may have counted it.
         */
        private Outcome<Boolean> bind(String dn) {
            var attempt = new BindVerdict.Attempt(
                    dn, password, Dialect.of(settings.search().flavour()), () -> lost = true);
            return directory.bind(attempt, () -> lost && counts(), deadline);
        }
    }
}
