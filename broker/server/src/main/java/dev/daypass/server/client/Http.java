package dev.daypass.server.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Sends requests; follows no redirect, waits for nobody for long, reads no endless answer. Safe for several threads. */
public final class Http {
    private static final int LONGEST_ANSWER = 8 << 20;

    private final Duration connectTimeout;
    private final Duration readTimeout;

    public Http(Duration connectTimeout, Duration readTimeout) {
        this.connectTimeout = connectTimeout;
        this.readTimeout = readTimeout;
    }

    /** Five seconds to be let in, thirty to be answered. */
    public static Http standard() {
        return new Http(Duration.ofSeconds(5), Duration.ofSeconds(30));
    }

    /**
     * Sends one request and reads the answer, whatever its status.
     *
     * @throws IOException if there is no answer
     */
    public HttpReply send(HttpCall call) throws IOException {
        var connection = (HttpURLConnection) call.address().toURL().openConnection();
        connection.setInstanceFollowRedirects(false);
        connection.setConnectTimeout(Math.toIntExact(connectTimeout.toMillis()));
        connection.setReadTimeout(Math.toIntExact(readTimeout.toMillis()));
        connection.setRequestMethod(call.method());
        call.headers().forEach(connection::setRequestProperty);
        if (!call.body().isEmpty()) {
            // Not streaming: a streamed request loses the body of a 401.
            connection.setDoOutput(true);
            try (var out = connection.getOutputStream()) {
                out.write(call.bytes());
            }
        }
        int status = connection.getResponseCode();
        boolean good = status < HttpURLConnection.HTTP_BAD_REQUEST;
        try (InputStream in = good
                ? connection.getInputStream()
                : Optional.ofNullable(connection.getErrorStream()).orElseGet(InputStream::nullInputStream)) {
            byte[] bytes = in.readNBytes(LONGEST_ANSWER + 1);
            if (bytes.length > LONGEST_ANSWER) {
                throw new IOException("the answer is longer than " + LONGEST_ANSWER + " bytes");
            }
            return new HttpReply(status, new String(bytes, StandardCharsets.UTF_8));
        }
    }
}
