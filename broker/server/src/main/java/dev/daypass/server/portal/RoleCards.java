package dev.daypass.server.portal;

import dev.daypass.core.login.Narrowings;
import dev.daypass.core.login.RoleHabit;
import dev.daypass.core.login.RoleOffer;
import dev.daypass.core.principal.Account;
import dev.daypass.core.role.TakingTerms;
import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.server.portal.view.Holdings;
import dev.daypass.server.portal.view.Picker;
import dev.daypass.server.portal.view.Words;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Roles as they stand on the page where one picks one. */
final class RoleCards {
    private static final List<Duration> USUAL_LENGTHS = List.of(
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(4),
            Duration.ofHours(8),
            Duration.ofHours(12));

    private final Words words;
    private final Snapshot snapshot;

    RoleCards(Words words, Snapshot snapshot) {
        this.words = words;
        this.snapshot = snapshot;
    }

    Picker.RoleCard card(RoleOffer offer, Optional<RoleHabit> habit) {
        return new Picker.RoleCard(
                offer.role().reference(),
                offer.role().name(),
                owner(offer.account()),
                offer.role().description(),
                Gist.of(offer.role().permissions(), words),
                new Picker.Choices(
                        lengths(offer, words),
                        narrowings(offer),
                        reason(offer.role().terms())),
                WhyEndpoint.link(offer.role().reference()),
                new Picker.Habit(
                        habit.filter(RoleHabit::favourite).isPresent(),
                        habit.filter(known -> known.uses() > 0)
                                .map(known -> new Holdings.Moment(known.lastUsed(), words.moment(known.lastUsed())))));
    }

    static Picker.Owner owner(Account account) {
        Picker.Environment environment =
                switch (account.environment()) {
                    case PRODUCTION -> Picker.Environment.PRODUCTION;
                    case STAGING -> Picker.Environment.STAGING;
                    case DEVELOPMENT -> Picker.Environment.DEVELOPMENT;
                    case UNSAID -> Picker.Environment.UNSAID;
                };
        return new Picker.Owner(account.alias(), account.id(), environment);
    }

    private static Picker.Reason reason(TakingTerms terms) {
        return switch (terms.reason()) {
            case NOT_ASKED -> Picker.Reason.NOT_ASKED;
            case OPTIONAL -> Picker.Reason.OPTIONAL;
            case REQUIRED -> Picker.Reason.REQUIRED;
        };
    }

    private List<Picker.Narrowing> narrowings(RoleOffer offer) {
        return Narrowings.of(offer.role(), snapshot).keySet().stream()
                .map(name -> new Picker.Narrowing(name, narrowing(name, words)))
                .toList();
    }

    /** What people read for a lesser form: the one that every role has is ours to name. */
    static String narrowing(String name, Words words) {
        return name.equals(Narrowings.READ_ONLY) ? words.of("picker.readOnly") : name;
    }

    /** Round lengths below the longest, the longest itself, and the usual one. */
    static List<Picker.Length> lengths(RoleOffer offer, Words words) {
        var lengths = new TreeSet<Duration>(Stream.concat(USUAL_LENGTHS.stream(), Stream.of(offer.usual()))
                .filter(length -> length.compareTo(offer.longest()) < 0)
                .toList());
        lengths.add(offer.longest());
        Duration usual = offer.usual().compareTo(offer.longest()) < 0 ? offer.usual() : offer.longest();
        return lengths.stream()
                .map(length -> new Picker.Length(length.toSeconds(), words.length(length), length.equals(usual)))
                .toList();
    }
}
