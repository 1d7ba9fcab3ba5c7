package dev.daypass.server.authzen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.outcome.Reason;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.JsonProtocol;
import dev.daypass.server.http.JsonText;
import dev.daypass.server.sts.Company;
import dev.daypass.server.sts.Signed;
import dev.daypass.server.sts.StsCore;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** May the holder of this session do that? */
final class EvaluationEndpointTest {
    private static final String PATH = "/access/v1/evaluation";
    private static final String READ = "{\"action\":{\"name\":\"reports:Get\"},\"resource\":{\"type\":\"report\","
            + "\"id\":\"arn:daypass:reports:::2026\"}}";
    private static final String WRITE = READ.replace("Get", "Put");

    private final Company company = new Company();
    private final StsCore core = company.core();
    private final EvaluationEndpoint endpoint = new EvaluationEndpoint(
            new EvaluationEndpoint.Core(
                    new EvaluationEndpoint.Asking(
                            company.authenticator(Set.of("sts", "daypass")), company.bearer(), company.services()),
                    core.decisions(),
                    core.messages(),
                    company),
            new JsonProtocol(new JsonText()),
            company::snapshot);
    private final Signed.Keys session = company.session();

    @Test
    void allowedCallIsAllowed() {
        Answer answer = ask(READ, "sts");
        assertEquals(200, answer.status(), text(answer));
        assertTrue(
                text(answer)
                        .startsWith("{\"decision\":true,\"context\":{\"reason\":\"User:"
                                + " arn:daypass:sts::111122223333:assumed-role/ReadOnly/alice is authorized"),
                text(answer));
        assertTrue(text(ask(READ, "daypass")).startsWith("{\"decision\":true"));
    }

    @Test
    void deniedCallIsDeniedWithItsReasonAndASealedMessage() {
        String answer = text(ask(WRITE, "sts"));
        assertTrue(answer.startsWith("{\"decision\":false"), answer);
        assertTrue(answer.contains("because no identity-based policy allows the reports:Put action"), answer);
        assertTrue(answer.contains("\"encodedMessage\":\""), answer);
        assertEquals(Reason.CALLER_NOT_ALLOWED, company.lastReason());
    }

    @Test
    void ownSubjectMayBeNamedAndNobodyElse() {
        String own = "\"subject\":{\"type\":\"session\",\"id\":"
                + "\"arn:daypass:sts::111122223333:assumed-role/ReadOnly/alice\"},";
        assertEquals(200, ask("{" + own + READ.substring(1), "sts").status());
        assertEquals(
                400,
                ask("{" + own.replace("alice", "bob") + READ.substring(1), "sts")
                        .status());
    }

    @Test
    void t30ReservedContextKeysAreRefused() {
        String with = READ.substring(0, READ.length() - 1) + ",\"context\":{\"KEY\":\"x\"}}";
        assertEquals(200, ask(with.replace("KEY", "reports:Owner"), "sts").status());
        for (String key : new String[] {"aws:PrincipalTag/team", "AWS:userid", "user/groups", "sts:ExternalId"}) {
            assertEquals(400, ask(with.replace("KEY", key), "sts").status(), key);
        }
    }

    @Test
    void t27ChangedBodyAndForeignServiceAreRefused() {
        Signed honest = Signed.json(PATH, WRITE, session, "sts");
        assertEquals(200, endpoint.answer(honest.at(Company.NOW)).status());
        Answer changed = endpoint.answer(honest.withBody(READ).at(Company.NOW));
        assertEquals(401, changed.status());
        assertEquals(Answer.Attempt.FAILED, changed.mark().attempt());
        assertEquals(401, ask(READ, "s3").status());
        assertEquals(
                401,
                endpoint.answer(honest.without("Authorization").at(Company.NOW)).status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"action\":{\"name\":\"\"},\"resource\":{\"type\":\"r\",\"id\":\"x\"}}",
                "{\"action\":{\"name\":\"a:b\"},\"action\":{\"name\":\"a:c\"},\"resource\":{\"type\":\"r\",\"id\":\"x\"}}",
                "{\"action\":{\"name\":\"a:b\"},\"resource\":{\"type\":\"r\"}}",
                "{\"action\":{\"name\":\"a:b\"},\"resource\":{\"type\":\"r\",\"id\":\"x\"},\"context\":{\"k\":{}}}",
                "{\"action\":{\"name\":\"a:b\"},\"resource\":{\"type\":\"r\",\"id\":\"x\"},\"more\":1}"
            })
    void oddBodiesAreRefused(String body) {
        Answer answer = ask(body, "sts");
        assertEquals(400, answer.status(), text(answer));
        assertFalse(text(answer).contains("decision"));
    }

    private Answer ask(String body, String service) {
        return endpoint.answer(Signed.json(PATH, body, session, service).at(Company.NOW));
    }

    private static String text(Answer answer) {
        return new String(answer.body().bytes(), StandardCharsets.UTF_8);
    }
}
