package dev.daypass.server.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.daypass.core.outcome.Reason;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever AWS's own signer signs is accepted; one flipped byte and it is not. */
final class SigV4LawsTest {
    private final Company company = new Company();

    @Property(tries = 200)
    void whatTheSignerSignsIsAcceptedAndOneFlippedByteIsNot(
            @ForAll("forms") String form,
            @ForAll("headerValues") String value,
            @ForAll("steps") String step,
            @ForAll @IntRange(min = 0, max = 1_000_000) int where) {
        String path = step.isEmpty() ? "/sts" : "/sts/" + step;
        Signed honest = Signed.post(path, Map.of("X-Custom", value), form, Signed.Keys.alice(), "sts");
        assertEquals(Optional.empty(), reason(honest));
        String body = honest.body();
        int at = where % body.length();
        char flipped = (char) (body.charAt(at) ^ 1);
        assertEquals(
                Optional.of(Reason.REQUEST_SIGNATURE_MISMATCH),
                reason(honest.withBody(body.substring(0, at) + flipped + body.substring(at + 1))));
        String signature = honest.header("Authorization");
        int digit = signature.length() - 1 - where % 64;
        char other = signature.charAt(digit) == '0' ? '1' : '0';
        assertEquals(
                Optional.of(Reason.REQUEST_SIGNATURE_MISMATCH),
                reason(honest.changed(
                        "Authorization", text -> text.substring(0, digit) + other + text.substring(digit + 1))));
    }

    @Property(tries = 100)
    void whatTheSignerPresignsIsAcceptedAndOneMoreParameterIsNot(@ForAll("forms") String form) {
        Signed honest = Signed.presigned(form, Signed.Keys.alice(), Duration.ofMinutes(5));
        assertEquals(Optional.empty(), reason(honest));
        assertEquals(
                Optional.of(Reason.REQUEST_SIGNATURE_MISMATCH), reason(honest.withQuery(honest.query() + "&More=1")));
    }

    @Provide
    Arbitrary<String> forms() {
        Arbitrary<String> text = Arbitraries.strings()
                .withChars("abcXYZ019 -._~+=&%/:*!'()@$,;?#[]äß\u20ac")
                .ofMinLength(1)
                .ofMaxLength(12);
        return text.list().ofMinSize(1).ofMaxSize(5).map(SigV4LawsTest::form);
    }

    @Provide
    Arbitrary<String> headerValues() {
        return Arbitraries.strings()
                .withChars("ab  Z0=;,\"")
                .ofMinLength(1)
                .ofMaxLength(20)
                .filter(text -> !text.isBlank());
    }

    @Provide
    Arbitrary<String> steps() {
        return Arbitraries.strings().withChars("abZ09-._~").ofMaxLength(8).filter(step -> !step.matches("\\.{1,2}"));
    }

    private static String form(List<String> values) {
        var form = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            form.append(i == 0 ? "" : "&")
                    .append("Name")
                    .append(i)
                    .append('=')
                    .append(URLEncoder.encode(values.get(i), StandardCharsets.UTF_8)
                            .replace("+", "%20"));
        }
        return form.toString();
    }

    private Optional<Reason> reason(Signed signed) {
        return company.authenticate(signed);
    }
}
