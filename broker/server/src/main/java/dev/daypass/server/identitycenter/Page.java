package dev.daypass.server.identitycenter;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.server.http.Form;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A part of a sorted list. The next part begins behind the last name of this one, whatever was added or taken away
 * meanwhile; nothing is kept.
 *
 * @param next names the next part; absent: this is the last
 */
record Page(List<Map<String, Object>> items, Optional<String> next) {
    private static final int USUAL = 100;
    private static final Pattern COUNT = Pattern.compile("[1-9][0-9]?|100");
    private static final Pattern NEXT = Pattern.compile("after:([\\w+=,.@-]{1,64})");

    Page {
        items = List.copyOf(items);
    }

    /** The part that {@code max_result} and {@code next_token} ask for. */
    static Outcome<Page> of(Map<String, Map<String, Object>> sorted, Form query) {
        Optional<String> count = query.get("max_result");
        Optional<String> token = query.get("next_token").filter(text -> !text.isEmpty());
        boolean fits = count.map(text -> COUNT.matcher(text).matches()).orElse(true)
                && token.map(text -> NEXT.matcher(text).matches()).orElse(true);
        if (!fits) {
            return Outcome.refused(
                    Reason.PARAMETER_INVALID,
                    "`max_result` is 1 to 100, and `next_token` what the last answer said",
                    "a page that cannot be meant");
        }
        String after = token.map(text -> text.substring(text.indexOf(':') + 1)).orElse("");
        int most = count.map(Integer::parseInt).orElse(USUAL);
        List<String> names = sorted.keySet().stream()
                .filter(name -> name.compareTo(after) > 0)
                .toList();
        List<String> shown = names.subList(0, Math.min(most, names.size()));
        List<Map<String, Object>> items = new ArrayList<>();
        shown.forEach(name -> items.add(sorted.getOrDefault(name, Map.of())));
        return Outcome.granted(new Page(
                items,
                shown.size() < names.size() ? Optional.of("after:" + shown.get(shown.size() - 1)) : Optional.empty()));
    }

    Map<String, Object> members(String name) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put(name, items);
        next.ifPresent(token -> members.put("nextToken", token));
        return members;
    }
}
