package dev.daypass.server.sts;

import static dev.daypass.server.sts.StsTalk.VERSION;
import static dev.daypass.server.sts.StsTalk.WHO;
import static dev.daypass.server.sts.StsTalk.assertError;
import static dev.daypass.server.sts.StsTalk.assume;
import static dev.daypass.server.sts.StsTalk.encode;
import static dev.daypass.server.sts.StsTalk.keys;
import static dev.daypass.server.sts.StsTalk.saml;
import static dev.daypass.server.sts.StsTalk.signed;
import static dev.daypass.server.sts.StsTalk.text;
import static dev.daypass.server.sts.StsTalk.unsigned;
import static dev.daypass.server.sts.StsTalk.webIdentity;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.UnavailableException;
import dev.daypass.core.snapshot.RequestContext;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.HttpFault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The STS from parameters to XML, with a whole core behind it. */
final class StsEndpointTest {
    private final StsTalk talk = new StsTalk();

    @Test
    void samlResponseBecomesASession() {
        String xml = talk.granted(unsigned(saml(Company.READ_ONLY, "honest-1")));
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
        assertEquals(1, talk.company.issued.size());
    }

    @Test
    void webIdentityTokenBecomesASession() {
        String xml = talk.granted(unsigned(webIdentity("&RoleSessionName=job-1")));
        assertTrue(
                xml.contains("<SubjectFromWebIdentityToken>alice@corp.example.com</SubjectFromWebIdentityToken>"
                        + "<Provider>https://ci.example.com</Provider><Audience>daypass</Audience>"),
                xml);
    }

    @Test
    void credentialsWorkAtOnceAndRevokedOnesDoNot() {
        Signed.Keys session = keys(talk.granted(signed(assume(Company.READ_ONLY, "&RoleSessionName=alice"))));
        String xml = talk.granted(Signed.post(WHO, session));
        assertTrue(xml.contains("<Arn>arn:daypass:sts::111122223333:assumed-role/ReadOnly/alice</Arn>"), xml);
        assertTrue(xml.contains("<UserId>AROAREADONLY:alice</UserId><Account>111122223333</Account>"), xml);
        var admin = new RequestContext(
                "id-2", new RequestContext.Client("192.0.2.9", true, ""), Company.NOW, talk.company.snapshot());
        talk.company.sessions().revokeSession(session.id(), "admin", admin);
        talk.refused(Signed.post(WHO, session), "InvalidClientTokenId", 403, Reason.SESSION_REVOKED);
    }

    @Test
    void t25SessionKeysWithoutOrWithAnothersTokenAreRefused() {
        Signed.Keys one = keys(talk.granted(signed(assume(Company.READ_ONLY, "&RoleSessionName=one"))));
        Signed.Keys two = keys(talk.granted(signed(assume(Company.READ_ONLY, "&RoleSessionName=two"))));
        talk.granted(Signed.post(WHO, one));
        var bare = new Signed.Keys(one.id(), one.secret(), Optional.empty(), Company.NOW);
        talk.refused(Signed.post(WHO, bare), "InvalidClientTokenId", 403, Reason.CREDENTIALS_UNKNOWN);
        var mixed = new Signed.Keys(one.id(), one.secret(), two.token(), Company.NOW);
        talk.refused(Signed.post(WHO, mixed), "InvalidClientTokenId", 403, Reason.CREDENTIALS_UNKNOWN);
        Instant later = Company.NOW.plus(Duration.ofHours(1));
        Answer expired = talk.answer(Signed.post(WHO, one.at(later)).at(later));
        assertError(expired, "ExpiredToken", 403);
        assertEquals(Reason.CREDENTIALS_EXPIRED, talk.company.lastReason());
    }

    @Test
    void presignedCallIsAnswered() {
        String xml = talk.granted(Signed.presigned(WHO, Signed.Keys.alice(), Duration.ofMinutes(5)));
        assertTrue(xml.contains("<Arn>arn:daypass:iam::111122223333:user/alice</Arn>"), xml);
    }

    @Test
    void usersGetTemporaryKeysOfTheirOwn() {
        Signed.Keys own = keys(talk.granted(signed("Action=GetSessionToken" + VERSION + "&DurationSeconds=900")));
        assertTrue(talk.granted(Signed.post(WHO, own)).contains("user/alice</Arn>"));
        String xml = talk.granted(signed("Action=GetFederationToken&Name=bob" + VERSION));
        assertTrue(
                xml.contains("<FederatedUser><FederatedUserId>111122223333:bob</FederatedUserId>"
                        + "<Arn>arn:daypass:sts::111122223333:federated-user/bob</Arn></FederatedUser>"),
                xml);
        String account = talk.granted(signed("Action=GetAccessKeyInfo&AccessKeyId=" + own.id() + VERSION));
        assertTrue(account.contains("<GetAccessKeyInfoResult><Account>111122223333</Account>"), account);
    }

    /** Sts.md 1.1: what GetSessionToken and GetFederationToken give may not ask the STS for everything. */
    @Test
    void temporaryKeysOfUsersReachFewOperations() {
        String everything = "&Policy="
                + encode("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\","
                        + "\"Resource\":\"*\"}]}");
        Signed.Keys own = keys(talk.granted(signed("Action=GetSessionToken" + VERSION)));
        Signed.Keys visitor = keys(talk.granted(signed("Action=GetFederationToken&Name=bob" + VERSION + everything)));
        String info = "Action=GetAccessKeyInfo&AccessKeyId=" + own.id() + VERSION;
        String decode = "Action=DecodeAuthorizationMessage&EncodedMessage=abc" + VERSION;
        talk.granted(signed(info));
        talk.refused(signed(decode), "InvalidAuthorizationMessageException", 400, Reason.ENCODED_MESSAGE_INVALID);
        for (Signed.Keys temporary : List.of(own, visitor)) {
            talk.granted(Signed.post(WHO, temporary));
            for (String call : List.of(info, decode)) {
                talk.refused(Signed.post(call, temporary), "AccessDenied", 403, Reason.OPERATION_NOT_FOR_SESSIONS);
            }
        }
        talk.granted(Signed.post(assume(Company.READ_ONLY, "&RoleSessionName=alice"), own));
    }

    @Test
    void tagsSourceIdentityAndPolicyReachTheSession() {
        String xml = talk.granted(signed(assume(
                Company.READ_ONLY,
                "&RoleSessionName=alice&SourceIdentity=alice&Tags.member.1.Key=Project&Tags.member.1.Value=R-D"
                        + "&TransitiveTagKeys.member.1=Project&DurationSeconds=1800&Policy="
                        + encode("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                                + "\"Action\":\"reports:GetOne\",\"Resource\":\"*\"}]}"))));
        assertTrue(xml.contains("<SourceIdentity>alice</SourceIdentity>"), xml);
        assertTrue(xml.contains("<PackedPolicySize>"), xml);
        assertTrue(xml.contains("<Expiration>2026-03-01T10:30:00Z</Expiration>"), xml);
        assertEquals("R-D", talk.company.issued.get(0).labels().tags().get("Project"));
        assertTrue(talk.company.issued.get(0).labels().transitiveTags().contains("Project"));
    }

    @Test
    void t34MissingAndForbiddenRoleAnswerAlike() {
        talk.granted(signed(assume(Company.READ_ONLY, "&RoleSessionName=alice")));
        String forbidden = talk.refused(
                signed(assume(Company.FORBIDDEN, "&RoleSessionName=alice")), "AccessDenied", 403, Reason.TRUST_DENIES);
        String missing = talk.refused(
                signed(assume(Company.MISSING, "&RoleSessionName=alice")), "AccessDenied", 403, Reason.ROLE_UNKNOWN);
        assertEquals(forbidden.replace("Forbidden", "X"), missing.replace("Missing", "X"));
        String unruled =
                talk.refused(unsigned(saml(Company.FORBIDDEN, "honest-5")), "AccessDenied", 403, Reason.NO_RULE_GRANTS);
        String unknown =
                talk.refused(unsigned(saml(Company.MISSING, "honest-6")), "AccessDenied", 403, Reason.ROLE_UNKNOWN);
        assertEquals(unruled, unknown);
    }

    @Test
    void t34AnothersProviderDoesNotTellWhetherTheRoleExists() {
        String other = Company.PROVIDER.replace(Company.ACCOUNT, "444455556666");
        String exists = talk.refused(
                unsigned(saml(Company.READ_ONLY, "honest-7").replace(encode(Company.PROVIDER), encode(other))),
                "AccessDenied",
                403,
                Reason.PROVIDER_MISMATCH);
        String missing = talk.refused(
                unsigned(saml(Company.MISSING, "honest-8").replace(encode(Company.PROVIDER), encode(other))),
                "AccessDenied",
                403,
                Reason.ROLE_UNKNOWN);
        assertEquals(exists, missing);
    }

    @Test
    void replayedProofIsRefused() {
        talk.granted(unsigned(saml(Company.READ_ONLY, "honest-1")));
        talk.refused(unsigned(saml(Company.READ_ONLY, "honest-1")), "InvalidIdentityToken", 400, Reason.PROOF_REPLAYED);
        assertEquals(1, talk.company.issued.size());
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
        talk.company.breakTheDisk();
        assertThrows(
                UnavailableException.class,
                () -> talk.answer(unsigned(saml(Company.READ_ONLY, "honest-1")).at(Company.NOW)));
        assertEquals(List.of(), talk.company.issued);
    }

    @Test
    void guessesAreMarkedForTheThrottle() {
        Answer honest = talk.answer(signed(WHO).at(Company.NOW));
        Answer guess = talk.answer(signed(WHO)
                .changed("Authorization", text -> text.substring(0, text.length() - 64) + "0".repeat(64))
                .at(Company.NOW));
        assertEquals(Answer.Attempt.HARMLESS, honest.mark().attempt());
        assertEquals(Answer.Attempt.FAILED, guess.mark().attempt());
        assertNotEquals(honest.mark().reason(), guess.mark().reason());
    }
}
