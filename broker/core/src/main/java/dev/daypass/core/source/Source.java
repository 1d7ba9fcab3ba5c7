package dev.daypass.core.source;

/**
 * A place in a text: where a value was written.
 *
 * @param file name shown to people, relative to the configuration directory; or what stands in for one, such as
 *     {@code Policy} for a request parameter
 * @param line counted from 1
 * @param column counted from 1
 */
public record Source(String file, int line, int column) {
    /** A value that no text holds, such as a built-in policy. */
    public static Source of(String file) {
        return new Source(file, 1, 1);
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
