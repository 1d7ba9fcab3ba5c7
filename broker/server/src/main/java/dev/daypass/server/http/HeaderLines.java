package dev.daypass.server.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The header lines of a request: names in lower case, values of one name in the order sent. Values never print. */
public final class HeaderLines {
    private final Map<String, List<String>> values;

    private HeaderLines(Map<String, List<String>> values) {
        this.values = values;
    }

    public static HeaderLines none() {
        return new HeaderLines(Map.of());
    }

    /** Gathers header lines; names may come in any case. */
    public static HeaderLines of(List<Line> lines) {
        Map<String, List<String>> gathered = new LinkedHashMap<>();
        for (Line line : lines) {
            gathered.computeIfAbsent(line.name().toLowerCase(Locale.ROOT), name -> new ArrayList<>(1))
                    .add(line.value());
        }
        return new HeaderLines(gathered);
    }

    /** One header line. */
    public record Line(String name, String value) {
        @Override
        public String toString() {
            return "Line[" + name + "]";
        }
    }

    /** All values of a name given in lower case; empty if it was not sent. */
    public List<String> all(String name) {
        return List.copyOf(values.getOrDefault(name, List.of()));
    }

    /** The value of a name sent exactly once. */
    public Optional<String> only(String name) {
        List<String> sent = values.getOrDefault(name, List.of());
        return sent.size() == 1 ? Optional.of(sent.get(0)) : Optional.empty();
    }

    /** Every name that was sent, in lower case. */
    public Set<String> names() {
        return Set.copyOf(values.keySet());
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    @Override
    public String toString() {
        return "HeaderLines" + values.keySet();
    }
}
