package dev.daypass.adapters.oidc.login;

import dev.daypass.adapters.oidc.jose.Claims;
import dev.daypass.adapters.oidc.jose.StrictJson;
import dev.daypass.adapters.oidc.keys.LimitedBody;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Our direct line to providers: one exchange of small JSON within ten seconds and 256 KiB, and not too many at once with
 * one host. It follows no redirect, since what it carries is secret. Safe for several threads; blocks the caller's.
 */
final class BackChannel {
    private static final int MAX_BYTES = 256 * 1024;
    private static final int LONGEST_TEXT = 32 * 1024;
    private static final int AT_ONCE = 16;
    private static final Duration WHOLE = Duration.ofSeconds(10);

    private final HttpClient client;
    private final StrictJson json = new StrictJson(LONGEST_TEXT);
    private final Map<String, Semaphore> lines = new ConcurrentHashMap<>();

    BackChannel(HttpClient client) {
        this.client = client;
    }

    /** What a provider answered. */
    record Answer(int status, Claims members) {}

    /** Posts a form. */
    Outcome<Answer> post(URI to, ClientAuthentication.Proven request) {
        var builder = HttpRequest.newBuilder(to)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(FormText.of(request.form())));
        request.header().ifPresent(header -> builder.header("Authorization", header.reveal()));
        return exchange(to, builder);
    }

    /** Reads with a header that says who may. */
    Outcome<Answer> get(URI from, String authorization) {
        return exchange(from, HttpRequest.newBuilder(from).header("Authorization", authorization));
    }

    private Outcome<Answer> exchange(URI address, HttpRequest.Builder builder) {
        Semaphore line = lines.computeIfAbsent(address.getAuthority(), host -> new Semaphore(AT_ONCE));
        if (!line.tryAcquire()) {
            return LoginRefusals.refused(
                    Reason.PROVIDER_UNREACHABLE, AT_ONCE + " requests wait for " + address.getAuthority() + " already");
        }
        try {
            HttpRequest request =
                    builder.header("Accept", "application/json").timeout(WHOLE).build();
            return await(address, client.sendAsync(request, info -> new LimitedBody(MAX_BYTES)));
        } finally {
            line.release();
        }
    }

    private Outcome<Answer> await(URI address, CompletableFuture<HttpResponse<byte[]>> sending) {
        try {
            return judge(address, sending.get(WHOLE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            sending.cancel(true);
            return unreachable(address, "does not answer within " + WHOLE);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return unreachable(address, "cannot be asked: " + cause.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unreachable(address, "was not waited for");
        }
    }

    private Outcome<Answer> judge(URI address, HttpResponse<byte[]> answer) {
        int status = answer.statusCode();
        if (status >= 500 || status == 429 || status == 408) {
            return unreachable(address, "answers " + status);
        }
        String type = answer.headers().firstValue("Content-Type").orElse("");
        if (status / 100 == 3 || !isJson(type)) {
            return notReady(address + " answers " + status + " and no application/json");
        }
        return json.object("answer", answer.body())
                .fold(
                        members -> Outcome.granted(new Answer(status, members)),
                        refusal -> notReady(address + ": " + refusal.auditDetail()));
    }

    private static boolean isJson(String type) {
        String lower = type.toLowerCase(Locale.ROOT);
        return lower.equals("application/json") || lower.startsWith("application/json;");
    }

    private static Outcome<Answer> unreachable(URI address, String why) {
        return LoginRefusals.refused(Reason.PROVIDER_UNREACHABLE, address + " " + why);
    }

    private static Outcome<Answer> notReady(String why) {
        return LoginRefusals.refused(Reason.PROVIDER_NOT_READY, why);
    }
}
