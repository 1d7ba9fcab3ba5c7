package dev.daypass.server.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.UnavailableException;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.HeaderLines;
import dev.daypass.server.http.HttpFault;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The STS from parameters to XML, with a whole core behind it. */
final class StsEndpointTest {
    private static final String VERSION = "&Version=2011-06-15";
    private static final String WHO = "Action=GetCallerIdentity" + VERSION;

    private final Company company = new Company();
    private final StsEndpoint endpoint = new StsEndpoint(company.core(), company::snapshot, 256);

    @Test
    void samlResponseBecomesASession() {
        String xml = granted(unsigned(saml(Company.READ_ONLY, "honest-1")));
        assertTrue(
                xml.startsWith("<AssumeRoleWithSAMLResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"
                        + "<AssumeRoleWithSAMLResult><Credentials><AccessKeyId>ASIA"),
                xml);
        assertTrue(xml.contains("<Expiration>2026-03-01T11:00:00Z</Expiration>"), xml);
        assertTrue(
                xml.contains("<AssumedRoleUser><AssumedRoleId>AROAREADONLY:alice@corp.example.com</AssumedRoleId>"
                        + "<Arn>arn:daypass:sts::111122223333:assumed-role/ReadOnly/alice@corp.example.com</Arn>"),
                xml);
        assertTrue(xml.contains("<Subject>alice@corp.example.com</Subject><SubjectType>persistent</SubjectType>"), xml);
        assertTrue(xml.contains("<Audience>https://broker.example.com/saml/corp-saml/acs</Audience>"), xml);
        // BASE64(SHA1("https://idp.example.com" + "111122223333" + "/corp-saml")), computed beside this test.
        assertTrue(xml.contains("<NameQualifier>6CKKAEnSOpvAbwX6WtkXBWl7flY=</NameQualifier>"), xml);
        assertTrue(
                xml.endsWith("</AssumeRoleWithSAMLResult><ResponseMetadata><RequestId>id-1</RequestId>"
                        + "</ResponseMetadata></AssumeRoleWithSAMLResponse>"),
                xml);
        assertEquals(1, company.issued.size());
    }

    @Test
    void webIdentityTokenBecomesASession() {
        String xml = granted(unsigned(webIdentity("&RoleSessionName=job-1")));
        assertTrue(
                xml.contains("<SubjectFromWebIdentityToken>alice@corp.example.com</SubjectFromWebIdentityToken>"
                        + "<Provider>https://ci.example.com</Provider><Audience>daypass</Audience>"),
                xml);
    }

    @Test
    void credentialsWorkAtOnceAndRevokedOnesDoNot() {
        Signed.Keys session = keys(granted(signed(assume(Company.READ_ONLY, "&RoleSessionName=alice"))));
        String xml = granted(Signed.post(WHO, session));
        assertTrue(xml.contains("<Arn>arn:daypass:sts::111122223333:assumed-role/ReadOnly/alice</Arn>"), xml);
        assertTrue(xml.contains("<UserId>AROAREADONLY:alice</UserId><Account>111122223333</Account>"), xml);
        var admin = new RequestContext(
                "id-2", new RequestContext.Client("192.0.2.9", true, ""), Company.NOW, company.snapshot());
        company.sessions().revokeSession(session.id(), "admin", admin);
        refused(Signed.post(WHO, session), "InvalidClientTokenId", 403, Reason.SESSION_REVOKED);
    }

    @Test
    void t25SessionKeysWithoutOrWithAnothersTokenAreRefused() {
        Signed.Keys one = keys(granted(signed(assume(Company.READ_ONLY, "&RoleSessionName=one"))));
        Signed.Keys two = keys(granted(signed(assume(Company.READ_ONLY, "&RoleSessionName=two"))));
        granted(Signed.post(WHO, one));
        var bare = new Signed.Keys(one.id(), one.secret(), Optional.empty(), Company.NOW);
        refused(Signed.post(WHO, bare), "InvalidClientTokenId", 403, Reason.CREDENTIALS_UNKNOWN);
        var mixed = new Signed.Keys(one.id(), one.secret(), two.token(), Company.NOW);
        refused(Signed.post(WHO, mixed), "InvalidClientTokenId", 403, Reason.CREDENTIALS_UNKNOWN);
        Instant later = Company.NOW.plus(Duration.ofHours(1));
        Answer expired = endpoint.answer(Signed.post(WHO, one.at(later)).at(later));
        assertError(expired, "ExpiredToken", 403);
        assertEquals(Reason.CREDENTIALS_EXPIRED, company.lastReason());
    }

    @Test
    void presignedCallIsAnswered() {
        String xml = granted(Signed.presigned(WHO, Signed.Keys.alice(), Duration.ofMinutes(5)));
        assertTrue(xml.contains("<Arn>arn:daypass:iam::111122223333:user/alice</Arn>"), xml);
    }

    @Test
    void usersGetTemporaryKeysOfTheirOwn() {
        Signed.Keys own = keys(granted(signed("Action=GetSessionToken" + VERSION + "&DurationSeconds=900")));
        assertTrue(granted(Signed.post(WHO, own)).contains("user/alice</Arn>"));
        String xml = granted(signed("Action=GetFederationToken&Name=bob" + VERSION));
        assertTrue(
                xml.contains("<FederatedUser><FederatedUserId>111122223333:bob</FederatedUserId>"
                        + "<Arn>arn:daypass:sts::111122223333:federated-user/bob</Arn></FederatedUser>"),
                xml);
        String account = granted(signed("Action=GetAccessKeyInfo&AccessKeyId=" + own.id() + VERSION));
        assertTrue(account.contains("<GetAccessKeyInfoResult><Account>111122223333</Account>"), account);
    }

    @Test
    void tagsSourceIdentityAndPolicyReachTheSession() {
        String xml = granted(signed(assume(
                Company.READ_ONLY,
                "&RoleSessionName=alice&SourceIdentity=alice&Tags.member.1.Key=Project&Tags.member.1.Value=R-D"
                        + "&TransitiveTagKeys.member.1=Project&DurationSeconds=1800&Policy="
                        + encode("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                                + "\"Action\":\"reports:GetOne\",\"Resource\":\"*\"}]}"))));
        assertTrue(xml.contains("<SourceIdentity>alice</SourceIdentity>"), xml);
        assertTrue(xml.contains("<PackedPolicySize>"), xml);
        assertTrue(xml.contains("<Expiration>2026-03-01T10:30:00Z</Expiration>"), xml);
        assertEquals("R-D", company.issued.get(0).labels().tags().get("Project"));
        assertTrue(company.issued.get(0).labels().transitiveTags().contains("Project"));
    }

    @Test
    void emptyListsAsSomeClientsSendThemAreEmptyLists() {
        granted(signed(assume(Company.READ_ONLY, "&RoleSessionName=alice&Tags=&PolicyArns=&TransitiveTagKeys=")));
    }

    @Test
    void t34MissingAndForbiddenRoleAnswerAlike() {
        granted(signed(assume(Company.READ_ONLY, "&RoleSessionName=alice")));
        String forbidden = refused(
                signed(assume(Company.FORBIDDEN, "&RoleSessionName=alice")), "AccessDenied", 403, Reason.TRUST_DENIES);
        String missing = refused(
                signed(assume(Company.MISSING, "&RoleSessionName=alice")), "AccessDenied", 403, Reason.ROLE_UNKNOWN);
        assertEquals(forbidden.replace("Forbidden", "X"), missing.replace("Missing", "X"));
        String unruled =
                refused(unsigned(saml(Company.FORBIDDEN, "honest-5")), "AccessDenied", 403, Reason.NO_RULE_GRANTS);
        String unknown = refused(unsigned(saml(Company.MISSING, "honest-6")), "AccessDenied", 403, Reason.ROLE_UNKNOWN);
        assertEquals(unruled, unknown);
    }

    @Test
    void t34AnothersProviderDoesNotTellWhetherTheRoleExists() {
        String other = Company.PROVIDER.replace(Company.ACCOUNT, "444455556666");
        String exists = refused(
                unsigned(saml(Company.READ_ONLY, "honest-7").replace(encode(Company.PROVIDER), encode(other))),
                "AccessDenied",
                403,
                Reason.PROVIDER_MISMATCH);
        String missing = refused(
                unsigned(saml(Company.MISSING, "honest-8").replace(encode(Company.PROVIDER), encode(other))),
                "AccessDenied",
                403,
                Reason.ROLE_UNKNOWN);
        assertEquals(exists, missing);
    }

    @Test
    void replayedProofIsRefused() {
        granted(unsigned(saml(Company.READ_ONLY, "honest-1")));
        refused(unsigned(saml(Company.READ_ONLY, "honest-1")), "InvalidIdentityToken", 400, Reason.PROOF_REPLAYED);
        assertEquals(1, company.issued.size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "&RoleSessionName=a|1 validation error detected: Value 'a' at 'roleSessionName' failed to satisfy"
                        + " constraint: Member must have length greater than or equal to 2",
                "&RoleSessionName=a%2Fb|1 validation error detected: Value 'a/b' at 'roleSessionName' failed to satisfy"
                        + " constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*",
                "&RoleSessionName=a&DurationSeconds=899|2 validation errors detected: Value '899' at 'durationSeconds'"
                        + " failed to satisfy constraint: Member must have value greater than or equal to 900;"
                        + " Value 'a' at 'roleSessionName' failed to satisfy constraint: Member must have length"
                        + " greater than or equal to 2",
                "&RoleSessionName=alice&Tags.member.1.Key=&Tags.member.1.Value=x|1 validation error detected: Value ''"
                        + " at 'tags.1.member.key' failed to satisfy constraint: Member must have length greater than"
                        + " or equal to 1"
            })
    void everythingWrongIsToldAtOnceInAwsWords(String more, String message) {
        granted(signed(assume(Company.READ_ONLY, "&RoleSessionName=alice")));
        Answer answer = endpoint.answer(signed(assume(Company.READ_ONLY, more)).at(Company.NOW));
        assertError(answer, "ValidationError", 400);
        assertTrue(text(answer).contains("<Message>" + message + "</Message>"), text(answer));
    }

    @Test
    void missingParameterIsToldInAwsWords() {
        Answer answer = endpoint.answer(signed(assume(Company.READ_ONLY, "")).at(Company.NOW));
        assertError(answer, "ValidationError", 400);
        assertTrue(
                text(answer)
                        .contains("<Message>1 validation error detected: Value null at 'roleSessionName' failed to"
                                + " satisfy constraint: Member must not be null</Message>"),
                text(answer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a:b", "a\nb", "a b", "\u0430lice", "a*", "a${x}"})
    void t10OddSessionNameIsRefused(String name) {
        granted(signed(assume(Company.READ_ONLY, "&RoleSessionName=alice&SourceIdentity=alice")));
        for (String field : List.of("&RoleSessionName=", "&RoleSessionName=alice&SourceIdentity=")) {
            refused(
                    signed(assume(Company.READ_ONLY, field + encode(name))),
                    "ValidationError",
                    400,
                    Reason.PARAMETER_INVALID);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "899",
                "43201",
                "-1",
                "1000000000000000000",
                "99999999999999999999",
                "3600+",
                "%2B3600",
                "0x384",
                "1e3",
                "3600.0",
                "",
                "%D9%A3%D9%A6%D9%A0%D9%A0"
            })
    void t33OddDurationIsRefused(String duration) {
        granted(signed(assume(Company.READ_ONLY, "&RoleSessionName=alice&DurationSeconds=3600")));
        refused(
                signed(assume(Company.READ_ONLY, "&RoleSessionName=alice&DurationSeconds=" + duration)),
                "ValidationError",
                400,
                Reason.PARAMETER_INVALID);
        assertEquals(1, company.issued.size());
    }

    @ParameterizedTest
    @CsvSource({
        "'',MissingAction,PARAMETER_MISSING",
        "Action=&Version=2011-06-15,MissingAction,PARAMETER_MISSING",
        "action=GetCallerIdentity&Version=2011-06-15,MissingAction,PARAMETER_MISSING",
        "Action=GetCallerIdentity,InvalidAction,ACTION_UNKNOWN",
        "Action=GetCallerIdentity&Version=2010-05-08,InvalidAction,ACTION_UNKNOWN",
        "Action=getCallerIdentity&Version=2011-06-15,InvalidAction,ACTION_UNKNOWN",
        "Action=AssumeRoot&Version=2011-06-15,InvalidAction,ACTION_UNKNOWN",
        "Action=GetCallerIdentity&Version=2011-06-15&Polcy=x,ValidationError,PARAMETER_INVALID",
        "Action=GetCallerIdentity&Action=AssumeRole&Version=2011-06-15,MalformedQueryString,REQUEST_MALFORMED",
        "Action=GetCallerIdentity&action=AssumeRole&Version=2011-06-15,MalformedQueryString,REQUEST_MALFORMED",
        "Action=GetCallerIdentity&Version=2011-06-15&%zz=1,MalformedQueryString,REQUEST_MALFORMED"
    })
    void t29OddShapeIsRefusedAndAudited(String form, String code, Reason reason) {
        granted(signed(WHO));
        refused(signed(form.isEmpty() ? "x=" : form), code, 400, reason);
        assertEquals(
                AuditEvent.Kind.REQUEST_AUTHENTICATION, company.events.get(1).kind());
    }

    @Test
    void t09OddTagsAreRefused() {
        granted(signed(assume(Company.READ_ONLY, "&RoleSessionName=alice" + tag(1, "a", "b"))));
        refuseTags(tag(1, "a", "b") + tag(2, "A", "c"), "InvalidParameterValue", Reason.TAG_INVALID);
        refuseTags(tag(1, "aws:x", "b"), "InvalidParameterValue", Reason.TAG_INVALID);
        refuseTags(tag(1, "a", "b".repeat(257)), "ValidationError", Reason.PARAMETER_INVALID);
        refuseTags(tag(1, "a".repeat(129), "b"), "ValidationError", Reason.PARAMETER_INVALID);
        refuseTags(tag(1, "a", "b\u202E"), "ValidationError", Reason.PARAMETER_INVALID);
        refuseTags(tag(2, "a", "b"), "ValidationError", Reason.PARAMETER_INVALID);
        refuseTags("&Tags.member.1.Key=a", "ValidationError", Reason.PARAMETER_INVALID);
        refuseTags("&Tags.member.01.Key=a&Tags.member.01.Value=b", "ValidationError", Reason.PARAMETER_INVALID);
        var many = new StringBuilder();
        for (int i = 1; i <= 51; i++) {
            many.append(tag(i, "key" + i, "x"));
        }
        refuseTags(many.toString(), "ValidationError", Reason.PARAMETER_INVALID);
        assertEquals(1, company.issued.size());
    }

    @Test
    void mfaAndProvidedContextsAreRefusedRatherThanIgnored() {
        for (String more : List.of(
                "&SerialNumber=arn:aws:iam::1:mfa/x",
                "&TokenCode=123456",
                "&ProvidedContexts.member.1.ProviderArn=x",
                "&ProviderId=www.example.com")) {
            refused(
                    signed(assume(Company.READ_ONLY, "&RoleSessionName=alice" + more)),
                    "ValidationError",
                    400,
                    Reason.PARAMETER_INVALID);
        }
    }

    @Test
    void t27ParametersInQueryAndBodyAreRefused() {
        Signed honest = signed(WHO);
        granted(honest);
        refused(honest.withQuery("Action=AssumeRole"), "MalformedQueryString", 400, Reason.REQUEST_MALFORMED);
    }

    @Test
    void bodyOfAnotherKindIsRefused() {
        refused(
                unsigned(saml(Company.READ_ONLY, "honest-1")).changed("Content-Type", type -> "application/json"),
                "MalformedQueryString",
                400,
                Reason.REQUEST_MALFORMED);
    }

    @Test
    void transitiveKeyWithoutItsTagIsRefused() {
        String first = "&RoleSessionName=alice" + tag(1, "team", "blue") + "&TransitiveTagKeys.member.1=other";
        refused(signed(assume(Company.READ_ONLY, first)), "InvalidParameterValue", 400, Reason.TAG_INVALID);
    }

    @Test
    void secretsAreNeverRepeated() {
        String marker = "c2VjcmV0LW1hcmtlcg";
        Answer answer = endpoint.answer(
                unsigned(saml(Company.READ_ONLY, marker.repeat(8_000))).at(Company.NOW));
        assertError(answer, "ValidationError", 400);
        assertTrue(text(answer).contains("Value at 'sAMLAssertion' failed"), text(answer));
        assertFalse(text(answer).contains(marker));
        assertFalse(company.events.toString().contains(marker));
    }

    @Test
    void naughtyTextsStayTexts() {
        String naughty = "<a b=\"c\">]]>&\u0000\uD83D\uDE00";
        Answer answer = endpoint.answer(signed(assume(Company.READ_ONLY, "&RoleSessionName=" + encode(naughty)))
                .at(Company.NOW));
        assertTrue(
                text(answer).contains("Value '&lt;a b=&quot;c&quot;&gt;]]&gt;&amp;\uFFFD\uD83D\uDE00' at"),
                text(answer));
    }

    @Test
    void everyFaultHasItsXml() {
        for (HttpFault fault : HttpFault.values()) {
            Answer answer = new StsProtocol().fault(fault, "id-9");
            assertTrue(text(answer).startsWith("<ErrorResponse xmlns="), text(answer));
            assertTrue(text(answer).contains("<RequestId>id-9</RequestId>"), text(answer));
            assertEquals(fault.ours(), text(answer).contains("<Type>Receiver</Type>"));
        }
    }

    @Test
    void noAuditMeansNoSession() {
        company.breakTheDisk();
        assertThrows(
                UnavailableException.class,
                () -> endpoint.answer(
                        unsigned(saml(Company.READ_ONLY, "honest-1")).at(Company.NOW)));
        assertEquals(List.of(), company.issued);
    }

    @Test
    void guessesAreMarkedForTheThrottle() {
        Answer honest = endpoint.answer(signed(WHO).at(Company.NOW));
        Answer guess = endpoint.answer(signed(WHO)
                .changed("Authorization", text -> text.substring(0, text.length() - 64) + "0".repeat(64))
                .at(Company.NOW));
        assertEquals(Answer.Attempt.HARMLESS, honest.mark().attempt());
        assertEquals(Answer.Attempt.FAILED, guess.mark().attempt());
        assertNotEquals(honest.mark().reason(), guess.mark().reason());
    }

    private void refuseTags(String tags, String code, Reason reason) {
        refused(signed(assume(Company.READ_ONLY, "&RoleSessionName=alice" + tags)), code, 400, reason);
    }

    private String granted(Signed call) {
        Answer answer = endpoint.answer(call.at(Company.NOW));
        assertEquals(200, answer.status(), text(answer));
        assertEquals("text/xml;charset=utf-8", answer.contentType());
        return text(answer);
    }

    private String refused(Signed call, String code, int status, Reason reason) {
        Answer answer = endpoint.answer(call.at(Company.NOW));
        assertError(answer, code, status);
        assertEquals(reason, company.lastReason());
        assertEquals(reason.name(), answer.mark().reason());
        return text(answer);
    }

    private static void assertError(Answer answer, String code, int status) {
        assertTrue(text(answer).contains("<Error><Type>Sender</Type><Code>" + code + "</Code>"), text(answer));
        assertEquals(status, answer.status());
    }

    private static Signed signed(String form) {
        return Signed.post(form, Signed.Keys.alice());
    }

    private static Signed unsigned(String form) {
        return new Signed(
                "POST",
                "/",
                "",
                List.of(
                        new HeaderLines.Line("Host", Signed.HOST),
                        new HeaderLines.Line("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")),
                form);
    }

    private static String saml(String role, String assertion) {
        return "Action=AssumeRoleWithSAML" + VERSION + "&RoleArn=" + encode(role) + "&PrincipalArn="
                + encode(Company.PROVIDER) + "&SAMLAssertion=" + encode(assertion);
    }

    private static String webIdentity(String more) {
        return "Action=AssumeRoleWithWebIdentity" + VERSION + "&RoleArn=" + encode(Company.READ_ONLY)
                + "&WebIdentityToken=honest-token" + more;
    }

    private static String assume(String role, String more) {
        return "Action=AssumeRole" + VERSION + "&RoleArn=" + encode(role) + more;
    }

    private static String tag(int number, String key, String value) {
        String name = "&Tags.member." + number;
        return name + ".Key=" + encode(key) + name + ".Value=" + encode(value);
    }

    private static Signed.Keys keys(String xml) {
        return new Signed.Keys(
                element(xml, "AccessKeyId"),
                element(xml, "SecretAccessKey"),
                Optional.of(element(xml, "SessionToken")),
                Company.NOW);
    }

    private static String element(String xml, String name) {
        Matcher matcher =
                Pattern.compile("<" + name + ">([^<]+)</" + name + ">").matcher(xml);
        assertTrue(matcher.find(), xml);
        return matcher.group(1);
    }

    private static String text(Answer answer) {
        return new String(answer.body().bytes(), StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
