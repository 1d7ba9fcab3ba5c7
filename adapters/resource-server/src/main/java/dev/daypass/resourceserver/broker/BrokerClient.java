package dev.daypass.resourceserver.broker;

import dev.daypass.resourceserver.outcome.Outcome;
import dev.daypass.resourceserver.outcome.Reason;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks the broker, and nobody else: requests go to the issuer's own origin, redirects are not followed, answers are
 * limited in size and time. Safe for several threads.
 */
public final class BrokerClient {
    private final HttpClient client;
    private final URI issuer;

    /** @param client follows no redirects by itself; its TLS settings decide whom to trust */
    public BrokerClient(HttpClient client, String issuer) {
        if (client.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException("the HTTP client must not follow redirects by itself");
        }
        this.client = client;
        this.issuer = URI.create(issuer);
    }

    /** What came back. */
    public static final class Answer {
        private final int status;
        private final byte[] body;
        private final Optional<String> tag;

        Answer(int status, byte[] body, Optional<String> tag) {
            this.status = status;
            this.body = body;
            this.tag = tag;
        }

        public int status() {
            return status;
        }

        /** The octets themselves, which nobody else has. */
        public byte[] body() {
            return body;
        }

        /** The entity tag. */
        public Optional<String> tag() {
            return tag;
        }
    }

    /** The bounds of one answer. */
    public record Bounds(int mostBytes, Duration whole) {}

    /** RFC 8414 section 3.1: the well-known part goes between the host and the issuer's own path. */
    public URI metadata() {
        return issuer.resolve("/.well-known/oauth-authorization-server" + issuer.getRawPath());
    }

    /** An address beneath the issuer's. */
    public URI at(String path) {
        return URI.create(issuer + path);
    }

    /** An address that the broker's own documents name, if it is at the issuer's origin. */
    public Optional<URI> own(String address) {
        try {
            URI named = URI.create(address);
            boolean same = named.getRawAuthority() != null
                    && named.getRawAuthority().equalsIgnoreCase(issuer.getRawAuthority())
                    && issuer.getScheme().equals(named.getScheme())
                    && named.getRawFragment() == null;
            return same ? Optional.of(named) : Optional.empty();
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    /** Sends a request; completes with the answer, or exceptionally where none came within bounds. */
    public CompletableFuture<Answer> send(HttpRequest request, Bounds bounds) {
        CompletableFuture<HttpResponse<byte[]>> sending =
                client.sendAsync(request, head -> new LimitedBody(bounds.mostBytes()));
        CompletableFuture<Answer> result = sending.copy()
                .orTimeout(bounds.whole().toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(answer -> new Answer(
                        answer.statusCode(), answer.body(), answer.headers().firstValue("ETag")));
        // The request's own timeout would end with the headers; a body that drips is hung up on here.
        var unused = result.whenComplete((answer, fault) -> {
            if (fault != null) {
                sending.cancel(true);
            }
        });
        return result;
    }

    /** The body of a 200, or {@link Reason#KEYS_UNAVAILABLE}. */
    CompletableFuture<Outcome<byte[]>> document(URI address, Bounds bounds) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Accept", "application/json, application/jwk-set+json")
                .build();
        return send(request, bounds)
                .thenApply(answer -> answer.status() == 200
                        ? Outcome.granted(answer.body())
                        : BrokerClient.<byte[]>unavailable(address.getPath() + " answers " + answer.status()))
                .exceptionally(fault -> unavailable(address.getPath() + " cannot be read: " + kind(fault)));
    }

    /** Waits for an answer; empty if none came. The interrupt stays set. */
    public static Optional<Answer> await(CompletableFuture<Answer> sending) {
        try {
            return Optional.of(sending.get());
        } catch (InterruptedException e) {
            sending.cancel(true);
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.empty();
        }
    }

    private static <T> Outcome<T> unavailable(String detail) {
        return Outcome.refused(Reason.KEYS_UNAVAILABLE, detail);
    }

    /** The innermost fault's kind, not its words, which may quote addresses. */
    private static String kind(Throwable fault) {
        Throwable innermost = fault;
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            innermost = cause;
        }
        return innermost instanceof TimeoutException
                ? "no answer in time"
                : innermost.getClass().getSimpleName();
    }
}
