package dev.daypass.server.cli;

import dev.daypass.core.source.Node;
import java.util.LinkedHashMap;
import java.util.Map;

/** Prints a broker's answer as it came, indented. */
final class Printing {
    private Printing() {}

    static void json(Node answer, Terminal terminal) {
        var root = new LinkedHashMap<String, Object>();
        if (JsonText.plain(answer) instanceof Map<?, ?> map) {
            map.forEach((name, value) -> root.put(name.toString(), value));
        }
        JsonOutput.print(root, terminal.out());
        terminal.out().flush();
    }
}
