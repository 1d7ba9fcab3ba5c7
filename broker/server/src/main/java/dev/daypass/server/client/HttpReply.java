package dev.daypass.server.client;

/** What came back. */
public record HttpReply(int status, String body) {
    public boolean ok() {
        return status >= 200 && status < 300;
    }
}
