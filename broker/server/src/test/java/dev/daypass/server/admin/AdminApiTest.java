package dev.daypass.server.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.exchange.Sessions;
import dev.daypass.core.explain.Explainer;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.snapshot.RequestContext.Client;
import dev.daypass.core.source.JsonTree;
import dev.daypass.core.source.Node;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Body;
import dev.daypass.server.http.HeaderLines;
import dev.daypass.server.http.JsonProtocol;
import dev.daypass.server.http.JsonText;
import dev.daypass.server.http.Request;
import dev.daypass.server.http.Route;
import dev.daypass.server.http.Routes;
import dev.daypass.server.sts.Company;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The admin API without a network: every route, its gate and its description. */
final class AdminApiTest {
    private static final String TOKEN = "the-admin-token-of-this-test-0001";

    private final Company company = new Company();
    private final JsonProtocol protocol = new JsonProtocol(new JsonText());
    private final Routes routes = new Routes(api(Optional.of(Secret.of(TOKEN))).routes(), protocol);

    private AdminApi api(Optional<Secret> token) {
        var core = new AdminApi.Core(
                new Sessions(company, company, company),
                company,
                (by, context) -> Outcome.granted(Map.of("revision", "next")),
                (by, context) -> Outcome.granted(new Operations.Rotated(2, List.of())),
                most -> List.of("{}"),
                new Explainer(Clock.fixed(Company.NOW, ZoneOffset.UTC)));
        return new AdminApi(core, token, protocol, company::snapshot);
    }

    @Test
    void descriptionListsExactlyTheMountedRoutes() {
        var described = new TreeSet<String>();
        Node.Mapping document = (Node.Mapping) new JsonTree()
                .read("openapi", text(call("GET", "/api/openapi.json", "", Optional.empty())))
                .value()
                .orElseThrow();
        Node.Mapping paths = (Node.Mapping) document.get("paths").orElseThrow();
        paths.asMap().forEach((path, operations) -> ((Node.Mapping) operations)
                .asMap()
                .keySet()
                .forEach(method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path)));
        var mounted = new TreeSet<String>();
        routes.all().forEach(route -> mounted.add(route.method() + " " + route.template()));
        assertEquals(mounted, described);
    }

    @Test
    void everyOperationIsForTheAdminAlone() {
        for (Route route : routes.all()) {
            if (route.template().equals("/api/openapi.json")) {
                continue;
            }
            String path = route.template().replaceAll("\\{\\w+}", "x");
            String body = route.method().equals("POST") ? "{}" : "";
            for (Optional<String> authorization : List.of(
                    Optional.<String>empty(),
                    Optional.of("Bearer "),
                    Optional.of("Bearer wrong"),
                    Optional.of("bearer " + TOKEN),
                    Optional.of("Basic " + TOKEN),
                    Optional.of("Bearer " + TOKEN + " "))) {
                Answer answer = call(route.method(), path, body, authorization);
                assertEquals(401, answer.status(), route.template());
                assertEquals(Answer.Attempt.FAILED, answer.mark().attempt());
                assertEquals("Bearer realm=\"daypass\"", answer.headers().get("WWW-Authenticate"));
                assertEquals(Reason.ADMIN_NOT_ALLOWED, company.lastReason());
            }
            assertEquals(Route.Access.GUARDED, route.access());
        }
    }

    @Test
    void withoutAConfiguredTokenNobodyIsLetIn() {
        var closed = new Routes(api(Optional.empty()).routes(), protocol);
        for (String presented : List.of("Bearer ", "Bearer " + TOKEN)) {
            Answer answer = call(closed, "GET", "/api/v1/sessions", "", Optional.of(presented));
            assertEquals(401, answer.status());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "text/plain", "multipart/form-data", ""})
    void w01FormsAreRefused(String type) {
        assertEquals(200, admin("POST", "/api/v1/reload", "{}").status());
        Answer answer = call(
                routes,
                "POST",
                "/api/v1/reload",
                "{}",
                List.of(
                        new HeaderLines.Line("Authorization", "Bearer " + TOKEN),
                        new HeaderLines.Line("Content-Type", type)));
        assertEquals(400, answer.status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{\"a\":1}", "{} {}", "7"})
    void oddBodiesAreRefused(String body) {
        assertEquals(200, admin("POST", "/api/v1/keys/rotate", "{}").status());
        assertEquals(400, admin("POST", "/api/v1/keys/rotate", body).status());
    }

    @Test
    void subjectIsRevokedAndWhatIsUnknownIsSaidToBe() {
        Answer answer = admin("POST", "/api/v1/subjects/revoke", "{\"provider\":\"corp-saml\",\"subject\":\"alice\"}");
        assertTrue(text(answer).contains("\"scope\":\"SUBJECT\""), text(answer));
        assertEquals(
                200, admin("POST", "/api/v1/roles/prod/ReadOnly/revoke", "{}").status());
        assertEquals(
                400, admin("POST", "/api/v1/roles/prod/Nobody/revoke", "{}").status());
        assertEquals(
                400, admin("POST", "/api/v1/sessions/ASIANOBODY/revoke", "{}").status());
        assertEquals(
                400, admin("POST", "/api/v1/subjects/revoke", "{\"subject\":7}").status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=1001", "limit=x", "limit=-1", "limit=1&limit=2", "colour=red"})
    void oddQueriesAreRefused(String query) {
        assertEquals(200, admin("GET", "/api/v1/sessions?limit=10", "").status());
        assertEquals(400, admin("GET", "/api/v1/sessions?" + query, "").status());
    }

    @Test
    void explanationSaysWhyAndWhyNotAndIssuesNothing() {
        Answer answer = admin(
                "POST",
                "/api/v1/explain",
                "{\"provider\":\"corp-saml\",\"subject\":\"alice\",\"attributes\":{\"groups\":[\"Engineers\"]},"
                        + "\"action\":\"reports:Get\",\"resource\":\"*\"}");
        assertEquals(200, answer.status(), text(answer));
        assertTrue(
                text(answer).contains("{\"role\":\"prod/ReadOnly\",\"obtained\":true,\"grantedBy\":[\"engineers\"]"),
                text(answer));
        assertTrue(text(answer).contains("\"decision\":{\"effect\":\"ALLOW\""), text(answer));
        assertTrue(text(answer).contains("{\"role\":\"prod/Forbidden\",\"obtained\":false"), text(answer));
        assertEquals(List.of(), company.issued);
        assertEquals(
                400,
                admin("POST", "/api/v1/explain", "{\"provider\":\"nobody\",\"attributes\":{}}")
                        .status());
        assertEquals(
                400,
                admin("POST", "/api/v1/explain", "{\"provider\":\"corp-saml\",\"attributes\":[]}")
                        .status());
    }

    @Test
    void errorsAreJsonWithCodeAndCorrelationId() {
        Answer answer = call("GET", "/api/v1/sessions", "", Optional.empty());
        assertEquals(
                "{\"error\":{\"code\":\"admin_not_allowed\",\"message\":\"the admin API wants its bearer token\","
                        + "\"correlationId\":\"id-1\"}}",
                text(answer));
        assertFalse(company.events.toString().contains(TOKEN));
    }

    private Answer admin(String method, String target, String body) {
        return call(method, target, body, Optional.of("Bearer " + TOKEN));
    }

    private Answer call(String method, String target, String body, Optional<String> authorization) {
        return call(routes, method, target, body, authorization);
    }

    private static Answer call(
            Routes routes, String method, String target, String body, Optional<String> authorization) {
        List<HeaderLines.Line> lines = new ArrayList<>();
        lines.add(new HeaderLines.Line("Content-Type", "application/json"));
        authorization.ifPresent(text -> lines.add(new HeaderLines.Line("Authorization", text)));
        return call(routes, method, target, body, lines);
    }

    private static Answer call(Routes routes, String method, String target, String body, List<HeaderLines.Line> lines) {
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        Routes.Match match = routes.find(method, path).orElseThrow();
        return match.route()
                .endpoint()
                .answer(new Request(
                        new Request.Target(
                                method, path, match.variables(), question < 0 ? "" : target.substring(question + 1)),
                        HeaderLines.of(lines),
                        Body.of(body),
                        new Request.Origin("id-1", new Client("192.0.2.9", true, ""), Company.NOW)));
    }

    private static String text(Answer answer) {
        return new String(answer.body().bytes(), StandardCharsets.UTF_8);
    }
}
