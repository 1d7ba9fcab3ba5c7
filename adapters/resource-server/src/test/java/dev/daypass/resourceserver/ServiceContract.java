package dev.daypass.resourceserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.resourceserver.decision.Question;
import dev.daypass.resourceserver.jose.Sha256;
import dev.daypass.resourceserver.json.JsonValue;
import dev.daypass.resourceserver.json.JsonWriter;
import dev.daypass.resourceserver.settings.Settings;
import dev.daypass.testkit.jwt.SigningKeys;
import dev.daypass.testkit.jwt.TokenDraft;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every way of putting the library in front of a service must do, seen by a client over HTTP. */
public abstract class ServiceContract {
    private final HttpClient client = HttpClient.newHttpClient();
    private Optional<Stage> stage = Optional.empty();
    private URI service = URI.create("http://127.0.0.1");

    /**
     * Starts the service: session check, for {@code /2026} the decision check too, then a handler that answers the session's
     * name. Closed by {@link #stop}.
     */
    protected abstract URI start(ResourceServer server) throws Exception;

    protected abstract void stop() throws Exception;

    /** What a path of the service stands for in the words of the policies. */
    protected static Question question(String method, String path) {
        return Question.of(method.equals("GET") ? "reports:Get" : "reports:Put", "arn:daypass:reports:::" + path);
    }

    @BeforeEach
    void open() throws Exception {
        Stage opened = Stage.open(ServiceContract::atTheServicesAddress);
        stage = Optional.of(opened);
        opened.broker.decide(ServiceContract::getOnly);
        service = start(opened.server);
    }

    @AfterEach
    void close() throws Exception {
        stop();
        stage().close();
    }

    @Test
    void goodSessionIsServedByName() throws Exception {
        HttpResponse<String> answer = send(get(), "Bearer " + stage().honest());
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals("hello alice", answer.body());
    }

    @Test
    void noTokenIsChallenged() throws Exception {
        HttpResponse<String> answer = client.send(get().build(), HttpResponse.BodyHandlers.ofString());
        assertEquals(401, answer.statusCode());
        List<String> challenges = answer.headers().allValues("WWW-Authenticate");
        assertEquals("Bearer", challenges.get(0));
        assertTrue(challenges.get(1).startsWith("DPoP algs="), challenges.toString());
    }

    @Test
    void badTokenIsChallenged() throws Exception {
        HttpResponse<String> answer = send(get(), "Bearer " + stage().honest() + "x");
        assertEquals(401, answer.statusCode());
        assertTrue(answer.headers().allValues("WWW-Authenticate").get(0).startsWith("Bearer error=\"invalid_token\""));
        assertEquals(
                "{\"error\":\"invalid_token\",\"error_description\":\"the access token is not accepted\"}",
                answer.body());
    }

    /** RFC 6750 section 2: one token; a token in the address is none. */
    @Test
    void twoHeadersAndTokensInTheAddressAreNotTaken() throws Exception {
        String token = stage().honest();
        HttpRequest.Builder two = get().header("Authorization", "Bearer " + token);
        assertEquals(400, send(two, "Bearer " + token).statusCode());
        HttpRequest inAddress = HttpRequest.newBuilder(URI.create(service + "/2026?access_token=" + token))
                .build();
        assertEquals(
                401,
                client.send(inAddress, HttpResponse.BodyHandlers.ofString()).statusCode());
    }

    @Test
    void deniedActionIsForbidden() throws Exception {
        HttpRequest.Builder put =
                HttpRequest.newBuilder(URI.create(service + "/2026")).PUT(HttpRequest.BodyPublishers.ofString("x"));
        HttpResponse<String> answer = send(put, "Bearer " + stage().honest());
        assertEquals(403, answer.statusCode());
        assertTrue(answer.headers()
                .allValues("WWW-Authenticate")
                .get(0)
                .startsWith("Bearer error=\"insufficient_scope\""));
    }

    @Test
    void decisionIsAboutThePathThatWasAsked() throws Exception {
        stage().broker.decide(question -> onlyAt("/2026", question));
        assertEquals(200, send(get(), "Bearer " + stage().honest()).statusCode());
        stage().broker.decide(question -> onlyAt("/2027", question));
        String another = stage().token().claim("jti", "another").signedBy(stage().ec);
        assertEquals(403, send(get(), "Bearer " + another).statusCode());
    }

    @Test
    void o26ProofIsOfThisRequestAndGoodOnce() throws Exception {
        var holder = SigningKeys.EC_NEXT;
        String thumbprint = Sha256.base64Url(JsonWriter.write(inOrder(holder.jwk())));
        String token = stage().token().claim("cnf", Map.of("jkt", thumbprint)).signedBy(stage().ec);
        String proof = new TokenDraft(Map.of("typ", "dpop+jwt", "jwk", holder.jwk()), Map.of())
                .claim("jti", "1")
                .claim("htm", "GET")
                .claim("htu", Stage.AUDIENCE + "/me")
                .claim("iat", stage().clock.instant().getEpochSecond())
                .claim("ath", Sha256.base64Url(token))
                .signedBy(holder);
        assertEquals(401, send(at("/me"), "DPoP " + token).statusCode());
        assertEquals(
                401, send(at("/2027").header("DPoP", proof), "DPoP " + token).statusCode());
        assertEquals(200, send(at("/me").header("DPoP", proof), "DPoP " + token).statusCode());
        HttpResponse<String> replay = send(at("/me").header("DPoP", proof), "DPoP " + token);
        assertEquals(401, replay.statusCode());
        assertTrue(replay.headers().allValues("WWW-Authenticate").get(0).contains("error=\"invalid_dpop_proof\""));
    }

    @Test
    void brokerOutOfHearingClosesTheService() throws Exception {
        stage().broker.fail(true);
        stage().clock.advance(Duration.ofSeconds(31));
        HttpResponse<String> answer = send(get(), "Bearer " + stage().honest());
        assertEquals(503, answer.statusCode());
        assertEquals(Optional.of("2"), answer.headers().firstValue("Retry-After"));
    }

    private static Settings atTheServicesAddress(Settings settings) {
        return settings.with(settings.proofs().at(URI.create(Stage.AUDIENCE)));
    }

    private static String getOnly(JsonValue.Members question) {
        boolean get = question.object("action").orElseThrow().text("name").equals(Optional.of("reports:Get"));
        return "{\"decision\":" + get + "}";
    }

    private static String onlyAt(String path, JsonValue.Members question) {
        Optional<String> asked = question.object("resource").orElseThrow().text("id");
        return "{\"decision\":" + asked.equals(Optional.of("arn:daypass:reports:::" + path)) + "}";
    }

    private static Map<String, Object> inOrder(Map<String, Object> jwk) {
        return new TreeMap<>(
                Map.of("crv", jwk.get("crv"), "kty", jwk.get("kty"), "x", jwk.get("x"), "y", jwk.get("y")));
    }

    private HttpRequest.Builder get() {
        return at("/2026");
    }

    private HttpRequest.Builder at(String path) {
        return HttpRequest.newBuilder(URI.create(service + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String authorization)
            throws IOException, InterruptedException {
        return client.send(
                request.header("Authorization", authorization).build(), HttpResponse.BodyHandlers.ofString());
    }

    private Stage stage() {
        return stage.orElseThrow();
    }
}
