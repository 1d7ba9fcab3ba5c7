package dev.daypass.server.client.login;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A person at a browser who is sent to an authorization endpoint, and comes back at once with what a test wants. */
public final class FakeVisitor {
    private FakeVisitor() {}

    /** What the page at the end was. */
    public record Seen(int status, String html, Map<String, String> headers) {}

    /** Comes back with a code, from the broker that was asked. */
    public static Seen agree(URI asked) {
        return back(asked, "code=the-code&state=" + sent(asked).get("state") + "&iss=" + issuer(asked));
    }

    public static Seen refuse(URI asked) {
        return back(
                asked,
                "error=access_denied&error_description=You+said+no&state="
                        + sent(asked).get("state") + "&iss=" + issuer(asked));
    }

    /** Comes back with a query. */
    public static Seen back(URI asked, String query) {
        return visit(URI.create(sent(asked).get("redirect_uri") + "?" + query));
    }

    public static Seen visit(URI address) {
        try {
            var connection = (HttpURLConnection) address.toURL().openConnection();
            int status = connection.getResponseCode();
            var headers = new HashMap<String, String>();
            connection.getHeaderFields().forEach((name, values) -> {
                if (name != null) {
                    headers.put(name, values.get(0));
                }
            });
            try (InputStream in = Optional.ofNullable(
                            status < 400 ? connection.getInputStream() : connection.getErrorStream())
                    .orElseGet(InputStream::nullInputStream)) {
                return new Seen(status, new String(in.readAllBytes(), StandardCharsets.UTF_8), headers);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The parameters that the terminal sent along. */
    public static Map<String, String> sent(URI asked) {
        Map<String, String> sent = new HashMap<>();
        for (String pair : asked.getRawQuery().split("&", -1)) {
            String[] parts = pair.split("=", 2);
            sent.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return sent;
    }

    public static String issuer(URI asked) {
        String url = asked.toString();
        return URLEncoder.encode(url.substring(0, url.indexOf("/oauth/")), StandardCharsets.UTF_8);
    }
}
