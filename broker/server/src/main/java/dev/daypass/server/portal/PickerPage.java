package dev.daypass.server.portal;

import dev.daypass.core.login.RoleOffer;
import dev.daypass.core.login.RoleOffers;
import dev.daypass.core.principal.Account;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Request;
import dev.daypass.server.portal.view.Picker;
import dev.daypass.server.portal.view.Words;
import dev.daypass.server.signin.SignedIn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The page where one picks a role. Safe for several threads. */
final class PickerPage {
    private static final List<Duration> USUAL_LENGTHS = List.of(
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(4),
            Duration.ofHours(8),
            Duration.ofHours(12));

    private final Frame frame;
    private final RoleOffers offers;

    PickerPage(Frame frame, RoleOffers offers) {
        this.frame = frame;
        this.offers = offers;
    }

    Answer answer(SignedIn who, Request request, RequestContext context) {
        Words words = frame.words(request.headers());
        Map<Account, List<Picker.RoleCard>> cards = new LinkedHashMap<>();
        for (RoleOffer offer : offers.of(who.session().caller(), context)) {
            cards.computeIfAbsent(offer.account(), account -> new ArrayList<>()).add(card(offer, words));
        }
        List<Picker.AccountGroup> groups = cards.entrySet().stream()
                .map(entry -> new Picker.AccountGroup(
                        entry.getKey().alias(), entry.getKey().id(), environment(entry.getKey()), entry.getValue()))
                .toList();
        var shell = frame.signedIn(words, words.of("picker.title"), "roles", People.person(who));
        return Frame.page(Pages.picker(shell, new Picker(groups), who.csrf()), words);
    }

    private static Picker.Environment environment(Account account) {
        return switch (account.environment()) {
            case PRODUCTION -> Picker.Environment.PRODUCTION;
            case STAGING -> Picker.Environment.STAGING;
            case DEVELOPMENT -> Picker.Environment.DEVELOPMENT;
            case UNSAID -> Picker.Environment.UNSAID;
        };
    }

    private static Picker.RoleCard card(RoleOffer offer, Words words) {
        return new Picker.RoleCard(
                offer.role().reference(),
                offer.role().name(),
                offer.role().description(),
                lengths(offer, words),
                WhyEndpoint.link(offer.role().reference()));
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
