package dev.daypass.attack;

import static dev.daypass.attack.TokenTalk.exchange;
import static dev.daypass.attack.TokenTalk.granted;
import static dev.daypass.attack.TokenTalk.member;
import static dev.daypass.attack.TokenTalk.with;
import static dev.daypass.attack.TokenTalk.without;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.outcome.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Exchanges for more than there was (security 1.4): a longer session (X05), another target (X06), wider rights (X07). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WideningAttackTest {
    private static final String ONE = "{\"Version\":\"2012-10-17\",\"Statement\":"
            + "{\"Effect\":\"Allow\",\"Action\":\"reports:Get\",\"Resource\":\"arn:daypass:reports:::one\"}}";

    private final AttackedBroker broker;
    private final TokenTalk talk;

    WideningAttackTest(@TempDir Path directory) {
        broker = AttackedBroker.start(directory);
        talk = new TokenTalk(broker);
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    private Wire.Reply withToken(String type, String token) {
        return talk.as("shop", exchange(type, token));
    }

    private void refused(Reason reason, String error, Map<String, String> form) {
        talk.refused(reason, error, () -> talk.as("shop", form));
    }

    @Test
    void X05exchangingNeverExtends() {
        String access = granted(talk.as("shop", exchange("id_token", broker.token())));
        int first = 900;
        for (int i = 0; i < 4; i++) {
            broker.clock.step(Duration.ofMinutes(2));
            Wire.Reply again = withToken("access_token", access);
            access = granted(again);
            int left = Integer.parseInt(member(again, "expires_in"));
            assertTrue(left <= first - 110, left + " seconds left of " + first);
            first = left;
        }
        refused(
                Reason.DURATION_TOO_LONG,
                "invalid_request",
                with(exchange("access_token", access), "session_duration", "3600"));
        broker.clock.step(Duration.ofMinutes(8));
        refused(Reason.CREDENTIALS_EXPIRED, "invalid_request", exchange("access_token", access));
    }

    @Test
    void X05exchangingIntoAnotherRoleNeverExtends() {
        String access = granted(talk.as("plain", exchange("id_token", broker.token())));
        broker.clock.step(Duration.ofMinutes(50));
        Wire.Reply chained = talk.as("plain", with(exchange("access_token", access), "resource", "prod/Chained"));
        String last = granted(chained);
        int left = Integer.parseInt(member(chained, "expires_in"));
        assertTrue(left > 0 && left <= 600, left + " seconds, where the token had 600");
        granted(talk.as("plain", with(exchange("access_token", last), "resource", "prod/Chained")));
        broker.clock.step(Duration.ofMinutes(11));
        talk.refused(
                Reason.CREDENTIALS_EXPIRED,
                "invalid_request",
                () -> talk.as("plain", with(exchange("access_token", last), "resource", "prod/Chained")));
    }

    @Test
    void X06targetThatIsNotTheClients() {
        Map<String, String> honest = exchange("id_token", broker.token());
        granted(talk.as("shop", with(honest, "audience", "https://api.example.com")));
        for (String target : List.of(
                "https://api.example.com/",
                "https://API.example.com",
                "https://evil.example.com",
                "narrow",
                "",
                "prod/None",
                "arn:daypass:iam::111122223333:role/None")) {
            refused(
                    Reason.TARGET_NOT_ALLOWED,
                    "invalid_target",
                    with(exchange("id_token", broker.token()), "audience", target));
        }
        refused(
                Reason.TARGET_NOT_ALLOWED,
                "invalid_target",
                with(exchange("id_token", broker.token()), "audience", "prod/Chained"));
    }

    @Test
    void X06rolesThatTheSubjectMayNotTakeAnswerAlike() {
        List<String> told = new ArrayList<>();
        for (Map.Entry<String, Reason> role : Map.of(
                        "prod/Ungranted", Reason.NO_RULE_GRANTS,
                        "prod/Untrusting", Reason.TRUST_DENIES,
                        "prod/Retired", Reason.ROLE_DISABLED)
                .entrySet()) {
            var form = with(exchange("id_token", broker.token()), "resource", role.getKey());
            refused(role.getValue(), "invalid_target", form);
            told.add(member(
                    talk.as("shop", with(exchange("id_token", broker.token()), "resource", role.getKey())),
                    "error_description"));
        }
        assertEquals(1, told.stream().distinct().count(), told::toString);
    }

    @Test
    void X07scopeAndDetailsNarrowAndNeverWiden() {
        Wire.Reply reply = talk.as(
                "shop",
                with(
                        with(exchange("id_token", broker.token()), "scope", "ReadOne ReadTwo"),
                        "authorization_details",
                        "[{\"type\":\"iam_policy\",\"policy\":" + ONE + "}]"));
        String access = granted(reply);
        assertEquals("ReadOne ReadTwo", member(reply, "scope"));
        assertTrue(
                reply.body().contains("\"authorization_details\":[{\"type\":\"iam_policy\",\"policy\":" + ONE),
                reply::toString);
        String one = granted(talk.as("shop", with(exchange("id_token", broker.token()), "scope", "ReadOne")));
        granted(talk.as("shop", with(exchange("access_token", one), "scope", "ReadOne")));
        refused(Reason.SCOPE_INVALID, "invalid_scope", with(exchange("access_token", one), "scope", "ReadTwo"));
        String details = "[{\"type\":\"iam_policy\",\"policy\":" + ONE + "}]";
        granted(talk.as("shop", with(exchange("access_token", one), "authorization_details", details)));
        refused(
                Reason.SCOPE_INVALID,
                "invalid_scope",
                with(exchange("access_token", one), "authorization_details", details.replace(":one", ":two")));
        for (String scope : List.of("Nothing", "ReadOne ReadOne", "ReadOne  ReadTwo", "", "managed/None", "\"")) {
            refused(Reason.SCOPE_INVALID, "invalid_scope", with(exchange("id_token", broker.token()), "scope", scope));
        }
        for (String malformed : List.of(
                "{}",
                "[{}]",
                "[1]",
                "nonsense",
                "[{\"type\":\"other\",\"policy\":" + ONE + "}]",
                "[{\"type\":\"iam_policy\",\"policy\":" + ONE + ",\"actions\":[]}]",
                "[{\"type\":\"iam_policy\",\"policy\":\"x\"}]",
                "[{\"type\":\"iam_policy\",\"policy\":{\"Statement\":[]}}]")) {
            refused(
                    Reason.POLICY_MALFORMED,
                    "invalid_authorization_details",
                    with(exchange("access_token", access), "authorization_details", malformed));
        }
    }

    @Test
    void X07detailsBesideScopesDoNotOpenOtherScopes() {
        String both = granted(talk.as(
                "shop",
                with(
                        with(exchange("id_token", broker.token()), "scope", "ReadOne"),
                        "authorization_details",
                        "[{\"type\":\"iam_policy\",\"policy\":" + ONE + "}]")));
        granted(talk.as("shop", with(exchange("access_token", both), "scope", "ReadOne")));
        refused(Reason.SCOPE_INVALID, "invalid_scope", with(exchange("access_token", both), "scope", "ReadTwo"));
    }

    @Test
    void X07hugeDetailsAreRefusedBeforeTheyAreWeighed() {
        String access = granted(withToken("id_token", broker.token()));
        Map<String, String> honest = with(exchange("access_token", access), "authorization_details", details(1, 16, 0));
        granted(talk.as("shop", honest));
        refused(
                Reason.POLICY_TOO_LARGE,
                "invalid_authorization_details",
                with(honest, "authorization_details", details(18, 18, 1)));
        refused(
                Reason.POLICY_TOO_LARGE,
                "invalid_authorization_details",
                with(honest, "authorization_details", details(5_000, 1, 0)));
    }

    // An action written many times, longer each time, on so many resources.
    private static String details(int actions, int resources, int longer) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < actions; i++) {
            names.add("\"reports:Get" + "x".repeat(i * longer) + "\"");
        }
        List<String> arns = new ArrayList<>();
        for (int i = 0; i < resources; i++) {
            arns.add("\"arn:daypass:reports:::" + i + "\"");
        }
        return "[{\"type\":\"iam_policy\",\"policy\":{\"Version\":\"2012-10-17\",\"Statement\":"
                + "{\"Effect\":\"Allow\",\"Action\":[" + String.join(",", names) + "],\"Resource\":["
                + String.join(",", arns) + "]}}}]";
    }

    @Test
    void X06withoutARoleTheOnlyOneIsTakenAndNoneIsGuessed() {
        granted(talk.as("narrow", without(exchange("saml2", broker.response()), "resource")));
        refused(Reason.TARGET_NOT_ALLOWED, "invalid_target", without(exchange("saml2", broker.response()), "resource"));
        refused(
                Reason.TARGET_NOT_ALLOWED,
                "invalid_target",
                with(exchange("saml2", broker.response()), "audience", "prod/Ungranted"));
        granted(talk.as("reports", Map.of("grant_type", "client_credentials")));
    }
}
