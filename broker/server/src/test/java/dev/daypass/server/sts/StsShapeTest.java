package dev.daypass.server.sts;

import static dev.daypass.server.sts.StsTalk.WHO;
import static dev.daypass.server.sts.StsTalk.assertError;
import static dev.daypass.server.sts.StsTalk.assume;
import static dev.daypass.server.sts.StsTalk.encode;
import static dev.daypass.server.sts.StsTalk.saml;
import static dev.daypass.server.sts.StsTalk.signed;
import static dev.daypass.server.sts.StsTalk.tag;
import static dev.daypass.server.sts.StsTalk.text;
import static dev.daypass.server.sts.StsTalk.unsigned;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.audit.AuditEvent;
import dev.daypass.core.outcome.Reason;
import dev.daypass.server.http.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a call is told at once, in AWS's words, and nothing odd gets through (T09, T10, T27, T29, T33). */
final class StsShapeTest {
    private final StsTalk talk = new StsTalk();

    @Test
    void emptyListsAsSomeClientsSendThemAreEmptyLists() {
        talk.granted(signed(assume(Company.READ_ONLY, "&RoleSessionName=alice&Tags=&PolicyArns=&TransitiveTagKeys=")));
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
        talk.granted(signed(assume(Company.READ_ONLY, "&RoleSessionName=alice")));
        Answer answer = talk.answer(signed(assume(Company.READ_ONLY, more)).at(Company.NOW));
        assertError(answer, "ValidationError", 400);
        assertTrue(text(answer).contains("<Message>" + message + "</Message>"), text(answer));
    }

    @Test
    void missingParameterIsToldInAwsWords() {
        Answer answer = talk.answer(signed(assume(Company.READ_ONLY, "")).at(Company.NOW));
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
        talk.granted(signed(assume(Company.READ_ONLY, "&RoleSessionName=alice&SourceIdentity=alice")));
        for (String field : List.of("&RoleSessionName=", "&RoleSessionName=alice&SourceIdentity=")) {
            talk.refused(
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
        talk.granted(signed(assume(Company.READ_ONLY, "&RoleSessionName=alice&DurationSeconds=3600")));
        talk.refused(
                signed(assume(Company.READ_ONLY, "&RoleSessionName=alice&DurationSeconds=" + duration)),
                "ValidationError",
                400,
                Reason.PARAMETER_INVALID);
        assertEquals(1, talk.company.issued.size());
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
        talk.granted(signed(WHO));
        talk.refused(signed(form.isEmpty() ? "x=" : form), code, 400, reason);
        assertEquals(
                AuditEvent.Kind.REQUEST_AUTHENTICATION,
                talk.company.events.get(1).kind());
    }

    @Test
    void t09OddTagsAreRefused() {
        talk.granted(signed(assume(Company.READ_ONLY, "&RoleSessionName=alice" + tag(1, "a", "b"))));
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
        assertEquals(1, talk.company.issued.size());
    }

    @Test
    void mfaAndProvidedContextsAreRefusedRatherThanIgnored() {
        for (String more : List.of(
                "&SerialNumber=arn:aws:iam::1:mfa/x",
                "&TokenCode=123456",
                "&ProvidedContexts.member.1.ProviderArn=x",
                "&ProviderId=www.example.com")) {
            talk.refused(
                    signed(assume(Company.READ_ONLY, "&RoleSessionName=alice" + more)),
                    "ValidationError",
                    400,
                    Reason.PARAMETER_INVALID);
        }
    }

    @Test
    void t27ParametersInQueryAndBodyAreRefused() {
        Signed honest = signed(WHO);
        talk.granted(honest);
        talk.refused(honest.withQuery("Action=AssumeRole"), "MalformedQueryString", 400, Reason.REQUEST_MALFORMED);
    }

    @Test
    void bodyOfAnotherKindIsRefused() {
        talk.refused(
                unsigned(saml(Company.READ_ONLY, "honest-1")).changed("Content-Type", type -> "application/json"),
                "MalformedQueryString",
                400,
                Reason.REQUEST_MALFORMED);
    }

    @Test
    void transitiveKeyWithoutItsTagIsRefused() {
        String first = "&RoleSessionName=alice" + tag(1, "team", "blue") + "&TransitiveTagKeys.member.1=other";
        talk.refused(signed(assume(Company.READ_ONLY, first)), "InvalidParameterValue", 400, Reason.TAG_INVALID);
    }

    @Test
    void secretsAreNeverRepeated() {
        String marker = "c2VjcmV0LW1hcmtlcg";
        Answer answer = talk.answer(
                unsigned(saml(Company.READ_ONLY, marker.repeat(8_000))).at(Company.NOW));
        assertError(answer, "ValidationError", 400);
        assertTrue(text(answer).contains("Value at 'sAMLAssertion' failed"), text(answer));
        assertFalse(text(answer).contains(marker));
        assertFalse(talk.company.events.toString().contains(marker));
    }

    @Test
    void naughtyTextsStayTexts() {
        String naughty = "<a b=\"c\">]]>&\u0000\uD83D\uDE00";
        Answer answer = talk.answer(signed(assume(Company.READ_ONLY, "&RoleSessionName=" + encode(naughty)))
                .at(Company.NOW));
        assertTrue(
                text(answer).contains("Value '&lt;a b=&quot;c&quot;&gt;]]&gt;&amp;\uFFFD\uD83D\uDE00' at"),
                text(answer));
    }

    private void refuseTags(String tags, String code, Reason reason) {
        talk.refused(signed(assume(Company.READ_ONLY, "&RoleSessionName=alice" + tags)), code, 400, reason);
    }
}
