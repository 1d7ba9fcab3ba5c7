package dev.daypass.server.sts;

import dev.daypass.core.snapshot.RequestContext.Client;
import dev.daypass.server.http.Body;
import dev.daypass.server.http.HeaderLines;
import dev.daypass.server.http.Request;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/**
 * A request as it is on the wire, made honest by AWS's own signer and changed afterwards, one thing at a time.
 *
 * @param query as in the URL
 */
public record Signed(String method, String path, String query, List<HeaderLines.Line> headers, String body) {
    public static final String HOST = "broker.example.com";

    /** Whose keys sign, and when. */
    public record Keys(String id, String secret, Optional<String> token, Instant at) {
        public static Keys alice() {
            return new Keys(Company.KEY_ID, Company.SECRET, Optional.empty(), Company.NOW);
        }

        public Keys at(Instant instant) {
            return new Keys(id, secret, token, instant);
        }

        private AwsCredentialsIdentity identity() {
            return token.<AwsCredentialsIdentity>map(text -> AwsSessionCredentialsIdentity.create(id, secret, text))
                    .orElseGet(() -> AwsCredentialsIdentity.create(id, secret));
        }
    }

    /** A form sent by POST, signed in the header. */
    public static Signed post(String form, Keys keys) {
        return post("/", Map.of(), form, keys, "sts");
    }

    public static Signed post(String path, Map<String, String> more, String form, Keys keys, String service) {
        return post(path, "application/x-www-form-urlencoded; charset=utf-8", more, form, keys, service);
    }

    /** A JSON body sent by POST, signed in the header. */
    public static Signed json(String path, String body, Keys keys, String service) {
        return post(path, "application/json", Map.of(), body, keys, service);
    }

    private static Signed post(
            String path, String type, Map<String, String> more, String form, Keys keys, String service) {
        SdkHttpRequest.Builder unsigned = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(URI.create("http://" + HOST + path))
                .putHeader("Content-Type", type);
        more.forEach(unsigned::putHeader);
        return of(
                sign(
                        unsigned.build(),
                        form,
                        keys,
                        request -> request.putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)),
                form);
    }

    /** A request by GET to another host, signed in the header. */
    public static Signed get(String path, Keys keys, String host, String service) {
        SdkHttpRequest unsigned = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(URI.create("http://" + host + path))
                .build();
        return of(
                sign(unsigned, "", keys, request -> request.putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)),
                "");
    }

    /** A call by GET, signed in the query. */
    public static Signed presigned(String query, Keys keys, Duration expires) {
        SdkHttpRequest unsigned = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(URI.create("http://" + HOST + "/?" + query))
                .build();
        return of(
                sign(unsigned, "", keys, request -> request.putProperty(
                                AwsV4HttpSigner.AUTH_LOCATION, AwsV4HttpSigner.AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, expires)),
                "");
    }

    private static SdkHttpRequest sign(
            SdkHttpRequest unsigned,
            String body,
            Keys keys,
            UnaryOperator<SignRequest.Builder<AwsCredentialsIdentity>> how) {
        SignRequest.Builder<AwsCredentialsIdentity> request = SignRequest.builder(keys.identity())
                .request(unsigned)
                .payload(ContentStreamProvider.fromUtf8String(body))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "sts")
                .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1")
                .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(keys.at(), ZoneOffset.UTC));
        return AwsV4HttpSigner.create().sign(how.apply(request).build()).request();
    }

    private static Signed of(SdkHttpRequest signed, String body) {
        List<HeaderLines.Line> lines = new ArrayList<>();
        signed.forEachHeader((name, values) -> values.forEach(value -> lines.add(new HeaderLines.Line(name, value))));
        return new Signed(
                signed.method().name(),
                signed.encodedPath().isEmpty() ? "/" : signed.encodedPath(),
                signed.encodedQueryParameters().orElse(""),
                lines,
                body);
    }

    public Signed withBody(String other) {
        return new Signed(method, path, query, headers, other);
    }

    public Signed withQuery(String other) {
        return new Signed(method, path, other, headers, body);
    }

    public Signed withPath(String other) {
        return new Signed(method, other, query, headers, body);
    }

    public Signed plus(String name, String value) {
        var more = new ArrayList<>(headers);
        more.add(new HeaderLines.Line(name, value));
        return new Signed(method, path, query, more, body);
    }

    public Signed without(String name) {
        return new Signed(
                method,
                path,
                query,
                headers.stream()
                        .filter(line -> !line.name().equalsIgnoreCase(name))
                        .toList(),
                body);
    }

    public Signed changed(String name, UnaryOperator<String> change) {
        return new Signed(
                method,
                path,
                query,
                headers.stream()
                        .map(line -> line.name().equalsIgnoreCase(name)
                                ? new HeaderLines.Line(line.name(), change.apply(line.value()))
                                : line)
                        .toList(),
                body);
    }

    public String header(String name) {
        return headers.stream()
                .filter(line -> line.name().equalsIgnoreCase(name))
                .map(HeaderLines.Line::value)
                .findFirst()
                .orElseThrow();
    }

    /** As the endpoint gets it at an instant. */
    public Request at(Instant instant) {
        return new Request(
                new Request.Target(method, path, Map.of(), query),
                HeaderLines.of(headers),
                Body.of(body.getBytes(StandardCharsets.UTF_8)),
                new Request.Origin("id-1", new Client("192.0.2.7", true, "tests"), instant));
    }
}
