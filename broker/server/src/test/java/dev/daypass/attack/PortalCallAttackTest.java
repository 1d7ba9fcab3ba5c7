package dev.daypass.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.server.http.HeaderLines;
import dev.daypass.server.sts.Signed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is tried at the portal's calls with a login, with one that is over, and with what is none. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PortalCallAttackTest {
    private final AttackedBroker broker;
    private final SsoTalk sso;

    PortalCallAttackTest(@TempDir Path directory) {
        broker = AttackedBroker.start(directory);
        sso = new SsoTalk(broker);
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @Test
    void o15NoOtherKindOfTokenOpensThePortal() {
        var signedIn = new Browser(broker);
        signedIn.signIn();
        String cookie = signedIn.cookie(Browser.SESSION).orElseThrow();
        Wire.Reply exchanged = new TokenTalk(broker)
                .as(
                        "shop",
                        TokenTalk.with(
                                TokenTalk.exchange("saml2", broker.response()),
                                "audience",
                                "https://wiki.example.com"));
        for (String other : List.of(
                cookie,
                TokenTalk.granted(exchanged),
                TokenTalk.member(exchanged, "refresh_token"),
                broker.session().token().orElseThrow(),
                "dpl_AAAA",
                "x")) {
            sso.refused(sso.portal("/assignment/accounts", other), 401, "UnauthorizedException", "NOT_SIGNED_IN");
        }
        Wire.Reply nobody = Wire.get(broker.port(), "/aws/sso/assignment/accounts", List.of());
        sso.refused(nobody, 401, "UnauthorizedException", "NOT_SIGNED_IN");
        sso.refused(sso.logout("x"), 401, "UnauthorizedException", "NOT_SIGNED_IN");
    }

    private Browser signedIn() {
        var person = new Browser(broker);
        person.signIn();
        return person;
    }

    @Test
    void aLoginListsAndTakesRolesUntilItEnds() {
        SsoTalk.Login login = sso.login(signedIn());
        Wire.Reply accounts = sso.portal("/assignment/accounts", login.access());
        assertTrue(accounts.body().contains("\"accountId\":\"111122223333\""), accounts::toString);
        String path = "/assignment/roles?account_id=111122223333";
        Wire.Reply roles = sso.portal(path, login.access());
        assertTrue(roles.body().contains("\"roleName\":\"Federated\""), roles::toString);
        assertFalse(roles.body().contains("nextToken"), roles::toString);
        Wire.Reply first = sso.portal(path + "&max_result=1", login.access());
        String next = TokenTalk.member(first, "nextToken");
        Wire.Reply second = sso.portal(path + "&max_result=1&next_token=" + Wire.encode(next), login.access());
        assertNotEquals(TokenTalk.member(first, "roleName"), TokenTalk.member(second, "roleName"));
        for (String name : List.of("Federated", "/Federated")) {
            assertEquals(200, sso.roleCredentials(login.access(), name).status(), name);
        }
        Wire.Reply taken = sso.roleCredentials(login.access(), "Federated");
        Signed.Keys keys = sso.keys(taken);
        assertEquals(200, broker.whoAmI(keys).status());

        Wire.Reply out = sso.logout(login.access());
        assertEquals(200, out.status(), out::toString);
        assertEquals("InvalidClientTokenId", broker.whoAmI(keys).code());
        sso.refused(sso.roleCredentials(login.access(), "Federated"), 401, "UnauthorizedException", "NOT_SIGNED_IN");
        sso.refused(sso.refresh(login.client(), login.refresh()), 400, "InvalidGrantException", "GRANT_INVALID");
    }

    @Test
    void o18NobodyIsOurProgramByItsOwnWord() {
        for (String name : List.of("daypass-cli", "Daypass CLI")) {
            Wire.Reply reply = sso.oidc("/client/register", Map.of("clientName", name, "clientType", "public"));
            sso.refused(reply, 400, "InvalidRequestException", "PARAMETER_INVALID");
        }
        Browser person = signedIn();
        sso.login(person);
        Wire.Reply page = person.visit("/sessions");
        assertTrue(page.body().contains("Terminal: botocore (so it calls itself)"), page::toString);
    }

    @ParameterizedTest(name = "T34 {0}")
    @CsvSource({"Nothing,ROLE_UNKNOWN", "Operator,NO_RULE_GRANTS", "path/Federated,ROLE_UNKNOWN"})
    void t34ARoleThatIsNotTheirsAnswersLikeOneThatIsNotThere(String role, String reason) {
        SsoTalk.Login login = sso.login(signedIn());
        sso.refused(sso.roleCredentials(login.access(), role), 404, "ResourceNotFoundException", reason);
    }

    @ParameterizedTest
    @CsvSource({
        "/federation/credentials?role_name=Federated&account_id=1",
        "/federation/credentials?role_name=Federated",
        "/federation/credentials?account_id=111122223333",
        "/federation/credentials?role_name=a%20b&account_id=111122223333",
        "/assignment/accounts?max_result=0",
        "/assignment/accounts?max_result=101",
        "/assignment/accounts?next_token=x",
        "/assignment/roles?account_id=all"
    })
    void aCallThatCannotBeMeantIsRefused(String path) {
        SsoTalk.Login login = sso.login(signedIn());
        sso.refused(sso.portal(path, login.access()), 400, "InvalidRequestException", "PARAMETER_INVALID");
    }

    @Test
    void o25ARefreshTokenThatComesAgainEndsTheLogin() {
        SsoTalk.Login first = sso.login(signedIn());
        SsoTalk.Login next = SsoTalk.held(first.client(), sso.refresh(first.client(), first.refresh()));
        assertEquals(200, sso.portal("/assignment/accounts", next.access()).status());
        broker.clock.step(Duration.ofSeconds(11));
        sso.refused(sso.refresh(first.client(), first.refresh()), 400, "InvalidGrantException", "GRANT_REUSED");
        assertEquals(401, sso.portal("/assignment/accounts", next.access()).status());
    }

    @Test
    void o25ARefreshTokenIsOneClients() {
        SsoTalk.Login login = sso.login(signedIn());
        sso.refused(sso.refresh(sso.register(), login.refresh()), 400, "InvalidGrantException", "GRANT_INVALID");
        assertEquals(401, sso.portal("/assignment/accounts", login.access()).status(), "it was stolen from one of two");
    }

    @Test
    void o15ALoginsTokenIsNoCookieAndNoOtherToken() {
        SsoTalk.Login login = sso.login(signedIn());
        Wire.Reply page = Wire.get(
                broker.port(),
                "/sessions",
                List.of(new HeaderLines.Line("Cookie", Browser.SESSION + "=" + login.access())));
        assertFalse(page.body().contains("Federated"), page::toString);
        Wire.Reply evaluation = Wire.post(
                broker.port(),
                "/access/v1/evaluation",
                "application/json",
                List.of(new HeaderLines.Line("Authorization", "Bearer " + login.access())),
                "{\"action\":{\"name\":\"reports:Get\"},\"resource\":{\"type\":\"arn\",\"id\":\"*\"}}");
        assertEquals(401, evaluation.status(), evaluation::toString);
        sso.refused(sso.portal("/assignment/accounts", login.refresh()), 401, "UnauthorizedException", "NOT_SIGNED_IN");
    }
}
