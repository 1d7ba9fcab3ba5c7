package dev.daypass.server.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.daypass.core.outcome.Reason;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What AWS's own signer signs is accepted; the same with one thing changed is refused for its own reason (T26 to T29). */
final class SigV4Test {
    private static final String WHO = "Action=GetCallerIdentity&Version=2011-06-15";

    private final Company company = new Company();

    static Stream<Arguments> attacks() {
        Signed honest = Signed.post(WHO, Signed.Keys.alice());
        Signed presigned = Signed.presigned(WHO, Signed.Keys.alice(), Duration.ofMinutes(5));
        Reason mismatch = Reason.REQUEST_SIGNATURE_MISMATCH;
        Reason incomplete = Reason.SIGNATURE_INCOMPLETE;
        return Stream.of(
                Arguments.of("no signature", honest.without("Authorization"), Reason.SIGNATURE_ABSENT),
                Arguments.of("T26 host not signed", unsigned(honest, "host;"), mismatch),
                Arguments.of("T26 date not signed", unsigned(honest, ";x-amz-date"), mismatch),
                Arguments.of("T26 token not signed", honest.plus("X-Amz-Security-Token", "x"), mismatch),
                Arguments.of("T26 signed header missing", honest.without("Content-Type"), mismatch),
                Arguments.of("T26 signed header twice", honest.plus("Content-Type", "text/plain"), mismatch),
                Arguments.of("T26 date twice", honest.plus("X-Amz-Date", "20260301T100000Z"), incomplete),
                Arguments.of("T26 two Authorization lines", honest.plus("Authorization", "x"), incomplete),
                Arguments.of("T26 empty signature", signature(honest, ""), incomplete),
                Arguments.of("T26 63 digits", signature(honest, "a".repeat(63)), incomplete),
                Arguments.of("T26 not hexadecimal", signature(honest, "g".repeat(64)), incomplete),
                Arguments.of(
                        "T26 capitals",
                        honest.changed(
                                "Authorization",
                                text -> text.substring(0, text.length() - 64)
                                        + text.substring(text.length() - 64)
                                                .toUpperCase(Locale.ROOT)
                                                .replaceAll("^[0-9]+$", "A".repeat(64))),
                        incomplete),
                Arguments.of(
                        "T26 another algorithm",
                        honest.changed("Authorization", text -> text.replace("AWS4-HMAC-SHA256", "AWS4-HMAC-SHA1")),
                        incomplete),
                Arguments.of(
                        "T26 field twice",
                        honest.changed("Authorization", text -> text + ", Signature=" + "a".repeat(64)),
                        incomplete),
                Arguments.of(
                        "T26 scope of another region",
                        honest.changed("Authorization", text -> text.replace("eu-west-1", "us-east-1")),
                        mismatch),
                Arguments.of(
                        "T26 scope of another service",
                        Signed.post("/", Map.of(), WHO, Signed.Keys.alice(), "s3"),
                        mismatch),
                Arguments.of(
                        "T26 scope of another day",
                        honest.changed("Authorization", text -> text.replace("20260301", "20260302")),
                        mismatch),
                Arguments.of(
                        "T26 sixteen minutes late",
                        Signed.post(WHO, Signed.Keys.alice().at(Company.NOW.minusSeconds(960))),
                        Reason.REQUEST_EXPIRED),
                Arguments.of(
                        "T26 sixteen minutes early",
                        Signed.post(WHO, Signed.Keys.alice().at(Company.NOW.plusSeconds(960))),
                        Reason.REQUEST_EXPIRED),
                Arguments.of("T27 body swapped", honest.withBody(WHO + "&x=y"), mismatch),
                Arguments.of(
                        "T27 unsigned payload",
                        honest.changed("x-amz-content-sha256", hash -> "UNSIGNED-PAYLOAD"),
                        mismatch),
                Arguments.of(
                        "T27 hash of another body",
                        honest.changed("x-amz-content-sha256", hash -> "0".repeat(64)),
                        mismatch),
                Arguments.of("T27 both forms", honest.withQuery(presigned.query()), incomplete),
                Arguments.of("T27 presigned with a body", presigned.withBody("x"), mismatch),
                Arguments.of("T28 another path", honest.withPath("/sts"), mismatch),
                Arguments.of(
                        "T29 presigned for too long",
                        Signed.presigned(WHO, Signed.Keys.alice(), Duration.ofDays(7))
                                .withQuery(Signed.presigned(WHO, Signed.Keys.alice(), Duration.ofDays(7))
                                        .query()
                                        .replace("604800", "604801")),
                        Reason.REQUEST_EXPIRED),
                Arguments.of(
                        "T29 presigned and expired",
                        Signed.presigned(
                                WHO, Signed.Keys.alice().at(Company.NOW.minusSeconds(301)), Duration.ofMinutes(5)),
                        Reason.REQUEST_EXPIRED),
                Arguments.of(
                        "T29 never expiring",
                        presigned.withQuery(presigned.query().replaceFirst("&?X-Amz-Expires=300", "")),
                        incomplete),
                Arguments.of(
                        "T29 date in the header too", presigned.plus("X-Amz-Date", "20260301T100000Z"), incomplete),
                Arguments.of(
                        "T31 unknown key",
                        Signed.post(
                                WHO,
                                new Signed.Keys("AKIANOBODY0000000001", Company.SECRET, Optional.empty(), Company.NOW)),
                        Reason.CREDENTIALS_UNKNOWN),
                Arguments.of(
                        "T25 a token with long-term keys",
                        Signed.post(
                                WHO,
                                new Signed.Keys(Company.KEY_ID, Company.SECRET, Optional.of("made-up"), Company.NOW)),
                        Reason.CREDENTIALS_UNKNOWN));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void isRefusedForItsOwnReason(String name, Signed attack, Reason expected) {
        assertEquals(Optional.empty(), reason(Signed.post(WHO, Signed.Keys.alice())));
        assertEquals(Optional.of(expected), reason(attack), name);
    }

    @Test
    void fourteenMinutesOfSkewAreForgiven() {
        assertEquals(
                Optional.empty(), reason(Signed.post(WHO, Signed.Keys.alice().at(Company.NOW.minusSeconds(840)))));
        assertEquals(
                Optional.empty(), reason(Signed.post(WHO, Signed.Keys.alice().at(Company.NOW.plusSeconds(840)))));
    }

    private static Signed unsigned(Signed honest, String name) {
        return honest.changed("Authorization", text -> text.replace(name, ""));
    }

    private static Signed signature(Signed honest, String other) {
        return honest.changed("Authorization", text -> text.substring(0, text.length() - 64) + other);
    }

    private Optional<Reason> reason(Signed signed) {
        return company.authenticate(signed);
    }
}
