package dev.daypass.server.portal;

import dev.daypass.core.login.RoleHabit;
import dev.daypass.core.login.RoleHabits;
import dev.daypass.core.login.RoleOffer;
import dev.daypass.core.login.RoleOffers;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Form;
import dev.daypass.server.http.Request;
import dev.daypass.server.portal.view.Picker;
import dev.daypass.server.portal.view.Words;
import dev.daypass.server.signin.SignedIn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The page where one picks a role: what one likes first, then all by account. Safe for several threads. */
final class PickerPage {
    private static final int MOST_PARAMETERS = 8;
    private static final int LONGEST_QUERY = 100;

    /** With fewer roles than this, nobody looks for the one they like. */
    private static final int MANY = 4;

    /** How many of those used last come first, beside the favourites. */
    private static final int MOST_RECENT = 3;

    private final Frame frame;
    private final RoleOffers offers;
    private final RoleHabits habits;

    PickerPage(Frame frame, RoleOffers offers, RoleHabits habits) {
        this.frame = frame;
        this.offers = offers;
        this.habits = habits;
    }

    Answer answer(SignedIn who, Request request, RequestContext context) {
        Words words = frame.words(request.headers());
        String query = query(request);
        Map<String, RoleHabit> liked = new LinkedHashMap<>();
        habits.of(who.session(), context).forEach(habit -> liked.put(habit.role(), habit));
        var cards = new RoleCards(words, context.snapshot());
        Map<String, Picker.RoleCard> all = new LinkedHashMap<>();
        for (RoleOffer offer : offers.of(who.session().caller(), context)) {
            String reference = offer.role().reference();
            all.put(reference, cards.card(offer, Optional.ofNullable(liked.get(reference))));
        }
        var shell = frame.signedIn(words, words.of("picker.title"), "roles", People.person(who));
        return Frame.page(Pages.picker(shell, picker(query, all, List.copyOf(liked.values())), who.csrf()), words);
    }

    private static String query(Request request) {
        return Form.read(request.target().query(), MOST_PARAMETERS)
                .fold(query -> query.get("q").map(String::strip).orElse(""), refusal -> "")
                .codePoints()
                .limit(LONGEST_QUERY)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static Picker picker(String query, Map<String, Picker.RoleCard> all, List<RoleHabit> liked) {
        List<Picker.RoleCard> first = query.isEmpty() && all.size() >= MANY ? first(all, liked) : List.of();
        Map<Picker.Owner, List<Picker.RoleCard>> byOwner = new LinkedHashMap<>();
        all.values().stream()
                .filter(card -> !first.contains(card) && matches(card, query))
                .forEach(card -> byOwner.computeIfAbsent(card.owner(), owner -> new ArrayList<>())
                        .add(card));
        List<Picker.AccountGroup> accounts = byOwner.entrySet().stream()
                .map(entry -> new Picker.AccountGroup(entry.getKey(), entry.getValue()))
                .toList();
        return new Picker(query, all.size(), first, accounts);
    }

    /** Favourites, and the few that were used most and last; as {@link RoleHabits} orders them. */
    private static List<Picker.RoleCard> first(Map<String, Picker.RoleCard> all, List<RoleHabit> liked) {
        List<Picker.RoleCard> first = new ArrayList<>();
        int recent = 0;
        for (RoleHabit habit : liked) {
            Picker.RoleCard card = all.get(habit.role());
            if (card != null && (habit.favourite() || recent++ < MOST_RECENT)) {
                first.add(card);
            }
        }
        return first;
    }

    private static boolean matches(Picker.RoleCard card, String query) {
        String text = card.searched().toLowerCase(Locale.ROOT);
        return Arrays.stream(query.toLowerCase(Locale.ROOT).split("\\s+", -1)).allMatch(text::contains);
    }
}
