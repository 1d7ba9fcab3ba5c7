package dev.daypass.adapters.oidc.keys;

import dev.daypass.adapters.oidc.jose.TokenRefusals;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fetches small JSON documents: 512 KiB and ten seconds for the whole, no compression, and redirects only to the same
 * scheme, host and port. Safe for several threads, blocks none (files, which are local, are read at once).
 */
final class DocumentFetcher {
    private static final int MAX_BYTES = 512 * 1024;
    private static final int MAX_REDIRECTS = 3;
    private static final Duration WHOLE = Duration.ofSeconds(10);

    private final HttpClient client;

    /** @param client follows no redirects by itself; its TLS settings decide whom to trust */
    DocumentFetcher(HttpClient client) {
        if (client.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException("the HTTP client must not follow redirects by itself");
        }
        this.client = client;
    }

    /**
     * Fetches a document.
     *
     * @return its text; {@link Reason#PROVIDER_UNREACHABLE} for what may pass, {@link Reason#PROVIDER_NOT_READY} for
     *     what an operator must mend
     */
    CompletableFuture<Outcome<String>> fetch(URI address) {
        if ("file".equals(address.getScheme())) {
            return CompletableFuture.completedFuture(read(address));
        }
        return fetch(address, 0);
    }

    private static Outcome<String> read(URI address) {
        try (InputStream in = Files.newInputStream(Path.of(address))) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            return bytes.length > MAX_BYTES ? tooLong(address) : Outcome.granted(utf8(bytes));
        } catch (IOException | IllegalArgumentException e) {
            return unreachable(address, e);
        }
    }

    private CompletableFuture<Outcome<String>> fetch(URI address, int redirects) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Accept", "application/json, application/jwk-set+json")
                .timeout(WHOLE)
                .build();
        CompletableFuture<HttpResponse<byte[]>> sending = client.sendAsync(request, info -> new LimitedBody(MAX_BYTES));
        // The request's own timeout ends with the headers; a body that drips is hung up on here.
        return sending.copy()
                .orTimeout(WHOLE.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((answer, fault) -> {
                    if (fault instanceof TimeoutException) {
                        sending.cancel(true);
                    }
                })
                .thenCompose(answer -> judge(address, answer, redirects))
                .exceptionally(fault -> failed(address, fault));
    }

    private CompletableFuture<Outcome<String>> judge(URI address, HttpResponse<byte[]> answer, int redirects) {
        int status = answer.statusCode();
        if (status / 100 == 3) {
            Optional<URI> target = target(address, answer).filter(to -> KeyAddresses.sameOrigin(address, to));
            return target.isPresent() && redirects < MAX_REDIRECTS
                    ? fetch(target.get(), redirects + 1)
                    : CompletableFuture.completedFuture(notReady(address, "redirects elsewhere"));
        }
        return CompletableFuture.completedFuture(document(address, answer));
    }

    private static Outcome<String> document(URI address, HttpResponse<byte[]> answer) {
        int status = answer.statusCode();
        if (status >= 500 || status == 429 || status == 408) {
            return TokenRefusals.refused(Reason.PROVIDER_UNREACHABLE, address + " answers " + status);
        }
        if (status != 200) {
            return notReady(address, "answers " + status);
        }
        if (answer.headers().firstValue("Content-Encoding").isPresent()) {
            return notReady(address, "answers compressed although nobody asked for it");
        }
        return Outcome.granted(utf8(answer.body()));
    }

    private static Optional<URI> target(URI address, HttpResponse<byte[]> answer) {
        try {
            return answer.headers().firstValue("Location").map(address::resolve);
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    /** Octets that are not UTF-8 become replacement characters, and those are refused where they matter. */
    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static Outcome<String> failed(URI address, Throwable fault) {
        Throwable innermost = fault;
        // What lies beneath a connection that was not made says less than that.
        for (Throwable cause = fault;
                cause != null && !(innermost instanceof ConnectException);
                cause = cause.getCause()) {
            innermost = cause;
        }
        return innermost instanceof LimitedBody.TooLongException ? tooLong(address) : unreachable(address, innermost);
    }

    private static Outcome<String> tooLong(URI address) {
        return notReady(address, "answers more than " + MAX_BYTES + " bytes");
    }

    private static Outcome<String> notReady(URI address, String why) {
        return TokenRefusals.refused(Reason.PROVIDER_NOT_READY, address + " " + why);
    }

    private static Outcome<String> unreachable(URI address, Throwable fault) {
        return TokenRefusals.refused(
                Reason.PROVIDER_UNREACHABLE,
                address + " cannot be read: " + fault.getClass().getSimpleName());
    }
}
