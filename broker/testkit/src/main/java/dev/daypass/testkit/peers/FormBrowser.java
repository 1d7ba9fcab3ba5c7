package dev.daypass.testkit.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The little of a browser that signing in needs: cookies, redirects, and forms of pages we know. */
final class FormBrowser {
    private static final Pattern INPUT = Pattern.compile("<input\\b[^>]*>", Pattern.CASE_INSENSITIVE);
    private static final Pattern FORM = Pattern.compile("<form\\b[^>]*>", Pattern.CASE_INSENSITIVE);

    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /**
     * A page as it came.
     *
     * @param location where a redirect points to
     */
    record Page(URI uri, int status, String body, Optional<URI> location) {
        /** The fields of the page's form with their values. */
        Map<String, String> fields() {
            var fields = new LinkedHashMap<String, String>();
            Matcher input = INPUT.matcher(body);
            while (input.find()) {
                attribute(input.group(), "name")
                        .ifPresent(name -> fields.put(
                                name, attribute(input.group(), "value").orElse("")));
            }
            return fields;
        }

        /** Where the page's form goes to. */
        URI action() {
            Matcher form = FORM.matcher(body);
            if (!form.find()) {
                throw new IllegalStateException("no form at " + uri + ": " + body);
            }
            String action = attribute(form.group(), "action").orElse("");
            return action.isEmpty() || action.equals("?") ? uri : uri.resolve(action);
        }
    }

    Page get(URI uri) {
        return send(HttpRequest.newBuilder(uri).GET());
    }

    Page post(URI uri, Map<String, String> fields) {
        return send(HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encode(fields))));
    }

    /** Goes on by redirects until a page comes or a redirect leads to {@code end}. */
    Page follow(Page page, URI end) {
        Page now = page;
        for (int hop = 0; hop < 12; hop++) {
            Optional<URI> next = now.location();
            if (next.isEmpty() || next.get().toString().startsWith(end.toString())) {
                return now;
            }
            now = get(next.get());
        }
        throw new IllegalStateException("too many redirects at " + now.uri());
    }

    static String encode(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private Page send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer =
                    client.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
            Optional<URI> location = answer.statusCode() / 100 == 3
                    ? answer.headers().firstValue("Location").map(answer.uri()::resolve)
                    : Optional.empty();
            return new Page(answer.uri(), answer.statusCode(), answer.body(), location);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static Optional<String> attribute(String tag, String name) {
        Matcher matcher = Pattern.compile("\\b" + name + "=\"([^\"]*)\"", Pattern.CASE_INSENSITIVE)
                .matcher(tag);
        return matcher.find() ? Optional.of(unescape(matcher.group(1))) : Optional.empty();
    }

    private static String unescape(String html) {
        return html.replace("&quot;", "\"")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }
}
