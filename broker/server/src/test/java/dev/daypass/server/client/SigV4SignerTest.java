package dev.daypass.server.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.daypass.core.secret.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** Our signatures are those that the AWS SDK makes. */
final class SigV4SignerTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-02-03T04:05:06Z"), ZoneOffset.UTC);
    private static final String ID = "ASIAEXAMPLE234567ABC";
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | https://broker.example.com/ | Action=GetCallerIdentity&Version=2011-06-15 | token/with+signs==",
                "POST | http://127.0.0.1:8443/aws/sts | Action=X&A=b%20c | ''",
                "POST | http://127.0.0.1:8443/access/v1/evaluation | {\"ä\":\"ö\"} | t",
                "GET | http://localhost:8443/a%20b/c?z=1&a=%2F&b | '' | ''",
                "GET | https://broker.example.com | '' | token",
            })
    void signsAsTheAwsSdkDoes(String method, URI address, String body, String token) {
        var call = new HttpCall(method, address, Map.of("Content-Type", "text/plain;  charset=utf-8 "), body);
        var credentials = new ClientCredentials(
                ID,
                Secret.of(SECRET),
                Optional.of(token).filter(text -> !text.isEmpty()).map(Secret::of),
                Optional.empty());

        HttpCall signed = new SigV4Signer(CLOCK, "eu-west-1", "sts").sign(call, credentials);

        assertEquals(signatureOfTheSdk(call, token, signed), signatureIn(signed.headers()));
    }

    private static String signatureOfTheSdk(HttpCall call, String token, HttpCall ours) {
        AwsCredentialsIdentity identity = token.isEmpty()
                ? AwsCredentialsIdentity.create(ID, SECRET)
                : AwsSessionCredentialsIdentity.create(ID, SECRET, token);
        var request = SdkHttpFullRequest.builder()
                .method(SdkHttpMethod.valueOf(call.method()))
                .uri(call.address())
                .putHeader("Host", call.host());
        call.headers().forEach(request::putHeader);
        var signed = AwsV4HttpSigner.create().sign(sign -> sign.identity(identity)
                .request(request.build())
                .payload(ContentStreamProvider.fromString(call.body(), StandardCharsets.UTF_8))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "sts")
                .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1")
                .putProperty(HttpSigner.SIGNING_CLOCK, CLOCK));
        assertEquals(
                signed.request().firstMatchingHeader("X-Amz-Date").orElseThrow(),
                ours.headers().get("X-Amz-Date"));
        return signed.request().firstMatchingHeader("Authorization").orElseThrow();
    }

    private static String signatureIn(Map<String, String> headers) {
        return headers.getOrDefault("Authorization", "");
    }
}
