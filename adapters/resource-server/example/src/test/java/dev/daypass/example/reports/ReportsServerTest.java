package dev.daypass.example.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.resourceserver.ResourceServer;
import dev.daypass.resourceserver.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Without a broker the service stands, says so, and serves nobody. */
final class ReportsServerTest {
    /** The discard port: nobody answers there. */
    private final ResourceServer daypass =
            ResourceServer.start(Settings.of("http://127.0.0.1:9", "https://reports.example.com"));

    private final ReportsServer server = new ReportsServer(daypass, 0);

    ReportsServerTest() {
        server.start();
    }

    @AfterEach
    void close() {
        server.close();
        daypass.close();
    }

    @Test
    void nobodyIsServedWithoutASession() throws Exception {
        HttpResponse<String> answer = get("/reports/2026");
        assertEquals(401, answer.statusCode());
        assertTrue(answer.headers().allValues("WWW-Authenticate").contains("Bearer"));
    }

    @Test
    void healthTellsThatTheBrokerIsSilent() throws Exception {
        assertEquals(503, get("/health").statusCode());
        assertEquals(404, get("/else").statusCode());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + server.port() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }
}
