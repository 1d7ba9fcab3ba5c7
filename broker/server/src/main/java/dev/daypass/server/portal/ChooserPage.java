package dev.daypass.server.portal;

import dev.daypass.core.login.HomeRealm;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Request;
import dev.daypass.server.portal.view.Chooser;
import dev.daypass.server.portal.view.Words;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Where one chooses how to sign in: by a mail address, by what this device remembers, or from a list. Where there is but
 * one way that fits, it is gone without a page. Safe for several threads.
 */
final class ChooserPage {
    private static final Comparator<Provider> BY_LABEL = Comparator.comparing(
                    Provider::label, String.CASE_INSENSITIVE_ORDER)
            .thenComparing(provider -> provider.id().name());

    private final Frame frame;
    private final Set<Entrance> mounted;

    /**
     * @param mounted the ways in for which there are routes
     */
    ChooserPage(Frame frame, Set<Entrance> mounted) {
        this.frame = frame;
        this.mounted = new TreeSet<>(mounted);
    }

    /** A way to sign in at a provider. */
    private record Way(Provider provider, Entrance entrance) {
        String link() {
            return entrance.link(provider);
        }
    }

    /**
     * The page, or a step on.
     *
     * @param last where somebody signed in on this device the last time
     */
    Answer answer(Request request, Optional<Provider> last, Snapshot snapshot) {
        SignInQuery asked = SignInQuery.of(request);
        List<Way> fitting = hinted(asked, snapshot);
        if (!fitting.isEmpty()) {
            return fitting.size() == 1 && !asked.choose()
                    ? Answer.seeOther(asked.onward(fitting.get(0).link()))
                    : page(request, asked, new Offer(fitting, Optional.empty(), false, false));
        }
        List<Way> listed = ways(snapshot.providers().stream()
                .filter(provider -> !provider.listing().hidden()));
        boolean byAddress = snapshot.providers().stream()
                .anyMatch(provider -> provider.state() == Provider.State.ENABLED
                        && !provider.listing().domains().isEmpty());
        boolean others = byAddress && ways(snapshot.providers().stream()).size() > 1;
        boolean unknown = asked.address().isPresent();
        if (listed.size() == 1 && !others && !asked.choose() && !unknown) {
            return Answer.seeOther(asked.onward(listed.get(0).link()));
        }
        Optional<Way> former =
                unknown ? Optional.empty() : ways(last.stream()).stream().findFirst();
        return page(request, asked, new Offer(listed, former, byAddress, unknown));
    }

    /** The ways of the provider that was named, or of those that serve the domain; empty if nothing of it is known here. */
    private List<Way> hinted(SignInQuery asked, Snapshot snapshot) {
        List<Way> named = ways(asked.provider().stream().flatMap(name -> snapshot.providers().stream()
                .filter(provider -> provider.id().name().equals(name))));
        return named.isEmpty()
                ? ways(asked.address().flatMap(MailDomain::of).stream()
                        .flatMap(domain -> HomeRealm.serving(domain, snapshot).stream()))
                : named;
    }

    private List<Way> ways(Stream<Provider> providers) {
        return providers
                .filter(provider -> provider.state() == Provider.State.ENABLED)
                .sorted(BY_LABEL)
                .flatMap(provider -> mounted.stream()
                        .filter(entrance -> entrance.leadsTo(provider))
                        .map(entrance -> new Way(provider, entrance)))
                .toList();
    }

    /** What the page offers. */
    private record Offer(List<Way> ways, Optional<Way> last, boolean byAddress, boolean unknown) {}

    private Answer page(Request request, SignInQuery asked, Offer offer) {
        Words words = frame.words(request.headers());
        var chooser = new Chooser(
                Purpose.of(asked.to(), words),
                offer.last().map(way -> shown(way, asked)),
                offer.ways().stream().map(way -> shown(way, asked)).toList(),
                offer.byAddress()
                        ? Optional.of(new Chooser.Address(asked.address().orElse(""), asked.kept(), offer.unknown()))
                        : Optional.empty(),
                asked.choose(),
                elsewhere(asked, offer));
        return Frame.page(Pages.chooser(frame.open(words, words.of("chooser.title")), chooser), words);
    }

    /** Who was led to a few ways may want another. */
    private static Optional<String> elsewhere(SignInQuery asked, Offer offer) {
        boolean led = !offer.unknown()
                && (asked.provider().isPresent() || asked.address().isPresent());
        Map<String, String> parameters = new LinkedHashMap<>(asked.kept());
        parameters.put("choose", "1");
        return led ? Optional.of(SignInQuery.withQuery("/login", parameters)) : Optional.empty();
    }

    private static Chooser.Entrance shown(Way way, SignInQuery asked) {
        String label = way.provider().label();
        return new Chooser.Entrance(label, initials(label), way.entrance().way(), asked.onward(way.link()));
    }

    /** {@code corp-saml} is CS. */
    static String initials(String name) {
        var letters = new StringBuilder();
        for (String part : name.split("[^\\p{L}\\p{N}]+", -1)) {
            if (!part.isEmpty() && letters.length() < 2) {
                letters.appendCodePoint(part.codePointAt(0));
            }
        }
        return letters.toString().toUpperCase(Locale.ROOT);
    }
}
