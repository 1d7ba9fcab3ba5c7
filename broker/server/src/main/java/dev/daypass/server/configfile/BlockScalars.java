package dev.daypass.server.configfile;

import dev.daypass.core.source.Source;
import java.util.ArrayList;
import java.util.List;

/** Finds where the text of a block scalar ({@code |} or {@code >}) begins: findings point there, not at its header. */
final class BlockScalars {
    private final String text;
    private List<String> lines = List.of();

    BlockScalars(String text) {
        this.text = text;
    }

    Source firstCharacter(Source header) {
        if (lines.isEmpty()) {
            lines = new ArrayList<>(text.lines().toList());
        }
        for (int line = header.line(); line < lines.size(); line++) {
            String content = lines.get(line);
            String indented = content.stripLeading();
            if (!indented.isEmpty()) {
                return new Source(header.file(), line + 1, content.length() - indented.length() + 1);
            }
        }
        return header;
    }
}
