package dev.daypass.server.portal;

import dev.daypass.core.login.ReturnTarget;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Form;
import dev.daypass.server.http.Request;
import dev.daypass.server.portal.view.Chooser;
import dev.daypass.server.portal.view.Words;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The page where one chooses how to sign in. Safe for several threads. */
final class ChooserPage {
    private static final int MOST_PARAMETERS = 8;

    private final Frame frame;
    private final Set<Entrance> mounted;

    /**
     * @param mounted the ways in for which there are routes
     */
    ChooserPage(Frame frame, Set<Entrance> mounted) {
        this.frame = frame;
        this.mounted = new TreeSet<>(mounted);
    }

    Answer answer(Request request, Snapshot snapshot) {
        Words words = frame.words(request.headers());
        ReturnTarget target = Form.read(request.target().query(), MOST_PARAMETERS)
                .fold(query -> ReturnTarget.orStart(query.get("to")), refusal -> ReturnTarget.start());
        var page =
                Pages.chooser(frame.open(words, words.of("chooser.title")), new Chooser(entrances(snapshot, target)));
        return Frame.page(page, words);
    }

    private List<Chooser.Entrance> entrances(Snapshot snapshot, ReturnTarget target) {
        List<Chooser.Entrance> found = new ArrayList<>();
        snapshot.providers().stream()
                .filter(provider -> provider.state() == Provider.State.ENABLED)
                .sorted(Comparator.comparing(provider -> provider.id().name()))
                .forEach(provider -> mounted.stream()
                        .filter(entrance -> entrance.leadsTo(provider))
                        .forEach(entrance -> found.add(shown(provider, entrance, target))));
        return found;
    }

    private static Chooser.Entrance shown(Provider provider, Entrance entrance, ReturnTarget target) {
        String name = provider.id().name();
        String onwards = target.equals(ReturnTarget.start())
                ? ""
                : "?to=" + URLEncoder.encode(target.path(), StandardCharsets.UTF_8);
        return new Chooser.Entrance(name, initials(name), entrance.way(), entrance.link(provider) + onwards);
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
