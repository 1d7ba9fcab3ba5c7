package dev.daypass.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which room of the core may use which: a room uses those that stand before it in {@link #FROM_THE_GROUND_UP}. */
final class CoreArrows extends ArchCondition<JavaClass> {
    private static final String CORE = "dev.daypass.core.";

    /** Every room of the core, each of which may use any before it and none after it. */
    static final List<String> FROM_THE_GROUND_UP = List.of(
            "octets",
            "outcome",
            "source",
            "secret",
            "arn",
            "identity",
            "policy",
            "rules",
            "provider",
            "principal",
            "role",
            "session",
            "keys",
            "application",
            "audit",
            "snapshot",
            "signin",
            "decision",
            "token",
            "exchange",
            "grant",
            "config",
            "explain",
            "login",
            "administration",
            "terminal",
            "insight");

    /** Rooms that use less than those before them. */
    private static final Map<String, List<String>> NARROWER = Map.of(
            "arn", List.of("outcome"),
            "identity", List.of("outcome"),
            "policy", List.of("arn", "outcome", "source"),
            "rules", List.of("identity", "outcome", "source"));

    /** Sessions are sealed by keys, so these two rooms stand side by side. */
    private static final Map<String, List<String>> BESIDE = Map.of("session", List.of("keys"));

    private final Map<String, List<String>> allowed = new LinkedHashMap<>();

    CoreArrows() {
        super("use only the rooms beneath it");
        var below = new ArrayList<String>();
        for (String room : FROM_THE_GROUND_UP) {
            var may = new ArrayList<>(NARROWER.getOrDefault(room, below));
            may.addAll(BESIDE.getOrDefault(room, List.of()));
            allowed.put(room, may);
            below.add(room);
        }
    }

    @Override
    public void check(JavaClass item, ConditionEvents events) {
        String room = room(item);
        List<String> may = allowed.getOrDefault(room, List.of());
        item.getDirectDependenciesFromSelf().stream()
                .filter(arrow -> arrow.getTargetClass().getPackageName().startsWith(CORE))
                .filter(arrow -> !room(arrow.getTargetClass()).equals(room))
                .filter(arrow -> !may.contains(room(arrow.getTargetClass())))
                .forEach(arrow -> events.add(SimpleConditionEvent.violated(item, arrow.getDescription())));
    }

    private static String room(JavaClass item) {
        String inside = item.getPackageName().substring(CORE.length());
        int dot = inside.indexOf('.');
        return dot < 0 ? inside : inside.substring(0, dot);
    }
}
