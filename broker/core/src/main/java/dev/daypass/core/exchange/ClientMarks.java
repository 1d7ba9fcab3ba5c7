package dev.daypass.core.exchange;

import dev.daypass.core.application.Application;
import dev.daypass.core.session.Possession;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The condition keys that a session begun by a client carries all its life. */
final class ClientMarks {
    /** The client's id. */
    static final String CLIENT = "daypass:client-id";

    /** Who acts for the subject, the present one first. */
    static final String ACTOR = "daypass:actor";

    private ClientMarks() {}

    static Map<String, List<String>> of(Application client, Possession binding, List<String> actors) {
        var marks = new LinkedHashMap<String, List<String>>();
        marks.put(CLIENT, List.of(client.clientId()));
        marks.putAll(binding.conditionKeys());
        if (!actors.isEmpty()) {
            marks.put(ACTOR, actors);
        }
        return marks;
    }
}
