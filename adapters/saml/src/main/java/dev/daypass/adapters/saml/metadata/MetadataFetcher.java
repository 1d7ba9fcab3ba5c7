package dev.daypass.adapters.saml.metadata;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Brings metadata from a {@code file:}, {@code https:} or loopback {@code http:} address: within a length and a time, by
 * few redirects, none of which changes the scheme or leads into a private network (catalogue S84). Safe for several
 * threads; blocks none of them for the network.
 */
public final class MetadataFetcher {
    private static final int MOST_REDIRECTS = 3;

    private final int limit;
    private final Duration timeout;
    private final AtomicReference<@Nullable HttpClient> client = new AtomicReference<>();

    /**
     * A fetcher.
     *
     * @param limit bytes
     * @param timeout for one fetch as a whole, redirects included
     */
    public MetadataFetcher(int limit, Duration timeout) {
        this.limit = limit;
        this.timeout = timeout;
    }

    /** The bytes, or a {@link MetadataFault}. */
    public CompletableFuture<byte[]> fetch(URI location) {
        String scheme = location.getScheme() == null ? "" : location.getScheme().toLowerCase(Locale.ROOT);
        if (scheme.equals("file")) {
            return readFile(location);
        }
        if (!scheme.equals("https") && !(scheme.equals("http") && Hosts.isLoopbackName(location))) {
            return failed("metadata must come from `file:`, `https:`, or `http:` on this machine");
        }
        return get(location, location, MOST_REDIRECTS).orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private CompletableFuture<byte[]> readFile(URI location) {
        try (InputStream in = Files.newInputStream(Path.of(location))) {
            byte[] bytes = in.readNBytes(limit + 1);
            return bytes.length > limit
                    ? failed("the metadata is longer than " + limit + " bytes")
                    : CompletableFuture.completedFuture(bytes);
        } catch (IOException | IllegalArgumentException e) {
            return failed("the metadata file cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private CompletableFuture<byte[]> get(URI uri, URI configured, int redirects) {
        HttpRequest request;
        try {
            request = HttpRequest.newBuilder(uri)
                    .timeout(timeout)
                    .header("Accept", "application/samlmetadata+xml, application/xml, text/xml")
                    .build();
        } catch (IllegalArgumentException e) {
            return failed("the metadata address is not one that can be fetched");
        }
        return client().sendAsync(request, answer -> new LimitedBody(limit))
                .thenCompose(answer -> follow(answer, configured, redirects));
    }

    private CompletableFuture<byte[]> follow(HttpResponse<byte[]> answer, URI configured, int redirects) {
        int status = answer.statusCode();
        if (status == 200) {
            return CompletableFuture.completedFuture(answer.body());
        }
        Optional<String> location = answer.headers().firstValue("Location");
        if (status < 300 || status > 399 || location.isEmpty()) {
            return failed("the metadata address answered " + status);
        }
        if (redirects == 0) {
            return failed("the metadata address redirects too often");
        }
        try {
            URI target = answer.uri().resolve(location.get());
            return mayFollow(answer.uri(), target, configured)
                    ? get(target, configured, redirects - 1)
                    : failed("the metadata address redirects to another scheme or into a private network");
        } catch (IllegalArgumentException e) {
            return failed("the metadata address redirects to something that is no address");
        }
    }

    private static boolean mayFollow(URI from, URI target, URI configured) {
        if (target.getHost() == null || !from.getScheme().equalsIgnoreCase(target.getScheme())) {
            return false;
        }
        boolean sameMachine =
                target.getHost().equalsIgnoreCase(configured.getHost()) && target.getPort() == configured.getPort();
        return sameMachine || !Hosts.leadsInside(target.getHost());
    }

    /** Made when first needed, since it takes long to load and many configurations read files alone. */
    private HttpClient client() {
        HttpClient made = client.get();
        if (made != null) {
            return made;
        }
        HttpClient fresh = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .build();
        return client.compareAndSet(null, fresh) ? fresh : client();
    }

    private static CompletableFuture<byte[]> failed(String message) {
        return CompletableFuture.failedFuture(new MetadataFault(message));
    }
}
