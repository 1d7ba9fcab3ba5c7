package dev.daypass.core.rules.expression;

import dev.daypass.core.source.Source;

/** Turns an offset inside an expression into a place in the file that holds it. */
final class Places {
    private Places() {}

    static Source at(Source start, String text, int offset) {
        int line = start.line();
        int column = start.column();
        for (int i = 0; i < Math.min(offset, text.length()); i++) {
            if (text.charAt(i) == '\n') {
                line++;
                column = 1;
            } else {
                column++;
            }
        }
        return new Source(start.file(), line, column);
    }

    /** The offset of a line (from 1) and a column (from 0) of the text itself. */
    static int offset(String text, int line, int column) {
        int at = 0;
        for (int i = 1; i < line; i++) {
            at = text.indexOf('\n', at) + 1;
        }
        return Math.min(at + Math.max(column, 0), text.length());
    }
}
