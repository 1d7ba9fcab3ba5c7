package dev.daypass.server.http;

/** Hexadecimal digits of percent-escapes. */
final class Hex {
    private Hex() {}

    /** The octet that two digits stand for, or -1. */
    static int octet(char high, char low) {
        int first = digit(high);
        int second = digit(low);
        return first < 0 || second < 0 ? -1 : first << 4 | second;
    }

    private static int digit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        if (c >= 'a' && c <= 'f') {
            return c - 'a' + 10;
        }
        return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    }
}
