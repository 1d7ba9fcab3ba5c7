package dev.daypass.server.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.outcome.Reason;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.HeaderLines;
import dev.daypass.server.http.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Calls and their answers, as tests of the STS speak of them. */
final class StsTalk {
    static final String VERSION = "&Version=2011-06-15";
    static final String WHO = "Action=GetCallerIdentity" + VERSION;

    final Company company = new Company();
    private final StsEndpoint endpoint = new StsEndpoint(company.core(), company::snapshot, 256);

    Answer answer(Request request) {
        return endpoint.answer(request);
    }

    String granted(Signed call) {
        Answer answer = answer(call.at(Company.NOW));
        assertEquals(200, answer.status(), text(answer));
        assertEquals("text/xml;charset=utf-8", answer.contentType());
        return text(answer);
    }

    String refused(Signed call, String code, int status, Reason reason) {
        Answer answer = answer(call.at(Company.NOW));
        assertError(answer, code, status);
        assertEquals(reason, company.lastReason());
        assertEquals(reason.name(), answer.mark().reason());
        return text(answer);
    }

    static void assertError(Answer answer, String code, int status) {
        assertTrue(text(answer).contains("<Error><Type>Sender</Type><Code>" + code + "</Code>"), text(answer));
        assertEquals(status, answer.status());
    }

    static Signed signed(String form) {
        return Signed.post(form, Signed.Keys.alice());
    }

    static Signed unsigned(String form) {
        return new Signed(
                "POST",
                "/",
                "",
                List.of(
                        new HeaderLines.Line("Host", Signed.HOST),
                        new HeaderLines.Line("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")),
                form);
    }

    static String saml(String role, String assertion) {
        return "Action=AssumeRoleWithSAML" + VERSION + "&RoleArn=" + encode(role) + "&PrincipalArn="
                + encode(Company.PROVIDER) + "&SAMLAssertion=" + encode(assertion);
    }

    static String webIdentity(String more) {
        return "Action=AssumeRoleWithWebIdentity" + VERSION + "&RoleArn=" + encode(Company.READ_ONLY)
                + "&WebIdentityToken=honest-token" + more;
    }

    static String assume(String role, String more) {
        return "Action=AssumeRole" + VERSION + "&RoleArn=" + encode(role) + more;
    }

    static String tag(int number, String key, String value) {
        String name = "&Tags.member." + number;
        return name + ".Key=" + encode(key) + name + ".Value=" + encode(value);
    }

    static Signed.Keys keys(String xml) {
        return new Signed.Keys(
                element(xml, "AccessKeyId"),
                element(xml, "SecretAccessKey"),
                Optional.of(element(xml, "SessionToken")),
                Company.NOW);
    }

    static String element(String xml, String name) {
        Matcher matcher =
                Pattern.compile("<" + name + ">([^<]+)</" + name + ">").matcher(xml);
        assertTrue(matcher.find(), xml);
        return matcher.group(1);
    }

    static String text(Answer answer) {
        return new String(answer.body().bytes(), StandardCharsets.UTF_8);
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
