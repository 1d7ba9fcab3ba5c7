package dev.daypass.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.demo.http.LoopbackServer;
import dev.daypass.demo.sites.ReportsDesk;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The demo's console believes the broker alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ReportsDeskTest {
    private static final String OPEN = "open to this session";

    private final AttackedBroker broker;
    private final TokenDoors doors;
    private final LoopbackServer company;

    ReportsDeskTest(@TempDir Path directory) throws IOException {
        broker = AttackedBroker.start(directory);
        doors = new TokenDoors(broker, new TokenTalk(broker));
        company = LoopbackServer.open();
        new ReportsDesk(URI.create("http://127.0.0.1:" + broker.port())).serveOn(company);
        company.start();
    }

    @AfterAll
    void stop() {
        company.close();
        broker.close();
    }

    private HttpResponse<String> come(Map<String, String> form) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(company.address().resolve("/reports"))
                                .header("Content-Type", Wire.FORM)
                                .POST(HttpRequest.BodyPublishers.ofString(Wire.form(form)))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void sessionSeesWhatItMayRead() throws Exception {
        String token = doors.token("shop");
        HttpResponse<String> desk = come(Map.of("access_token", token));
        assertEquals(200, desk.statusCode(), desk::body);
        assertTrue(desk.body().contains("assumed-role/Federated/"), desk::body);
        assertTrue(desk.body().contains(OPEN), desk::body);
    }

    @Test
    void tokenThatTheBrokerDoesNotTakeShowsNothing() throws Exception {
        String token = doors.token("shop");
        doors.at("revoke", token, TokenDoors.shop());
        for (String other : List.of(token, "nonsense", "a.b.c", "<script>", broker.token())) {
            HttpResponse<String> desk = come(Map.of("access_token", other));
            assertTrue(desk.body().contains("does not know this session"), desk::body);
            assertFalse(desk.body().contains(OPEN), desk::body);
        }
        assertEquals(400, come(Map.of("token", token)).statusCode());
        assertEquals(400, come(Map.of("access_token", "a\nb")).statusCode());
    }
}
