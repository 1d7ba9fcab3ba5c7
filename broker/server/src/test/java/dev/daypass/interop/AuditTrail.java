package dev.daypass.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an operator reads of a broker's audit. */
record AuditTrail(URI broker) {
    /** The newest entries that a test is after, oldest of them first. */
    List<JsonNode> entries(Predicate<JsonNode> wanted) {
        var request = HttpRequest.newBuilder(broker.resolve("/api/v1/audit?tail=200"))
                .header("Authorization", "Bearer " + ServedBroker.ADMIN_TOKEN)
                .build();
        try {
            String body = HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
            return JsonMapper.shared()
                    .readTree(body)
                    .get("entries")
                    .valueStream()
                    .map(AuditTrail::event)
                    .filter(wanted)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static JsonNode event(JsonNode entry) {
        return JsonMapper.shared().readTree(entry.stringValue());
    }
}
