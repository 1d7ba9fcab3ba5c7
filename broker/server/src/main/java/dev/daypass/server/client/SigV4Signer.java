package dev.daypass.server.client;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests in their headers (AWS Signature Version 4). Safe for several threads.
 *
 * <p>Paths and queries must already be percent-encoded, and paths without {@code .} and {@code ..}.
 */
public final class SigV4Signer {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String HMAC = "HmacSHA256";
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Clock clock;
    private final String region;
    private final String service;

    /**
     * Makes a signer.
     *
     * @param service the scope's service, {@code sts} for a broker
     */
    public SigV4Signer(Clock clock, String region, String service) {
        this.clock = clock;
        this.region = region;
        this.service = service;
    }

    /** The request with {@code Authorization}, date, hash of the body and, for a session, its token. */
    public HttpCall sign(HttpCall call, ClientCredentials credentials) {
        Instant now = clock.instant();
        HttpCall dated = call.with("X-Amz-Date", MOMENT.format(now)).with("X-Amz-Content-Sha256", hash(call.bytes()));
        HttpCall complete = credentials
                .sessionToken()
                .map(token -> dated.with("X-Amz-Security-Token", token.reveal()))
                .orElse(dated);
        Map<String, String> signed = signedHeaders(complete);
        String names = String.join(";", signed.keySet());
        String scope = MOMENT.format(now).substring(0, 8) + "/" + region + "/" + service + "/aws4_request";
        String toSign = String.join("\n", ALGORITHM, MOMENT.format(now), scope, hash(canonical(complete, signed)));
        String signature = HexFormat.of().formatHex(hmac(key(credentials, scope), toSign));
        return complete.with(
                "Authorization",
                ALGORITHM + " Credential=" + credentials.accessKeyId() + "/" + scope + ", SignedHeaders=" + names
                        + ", Signature=" + signature);
    }

    private static Map<String, String> signedHeaders(HttpCall call) {
        var headers = new TreeMap<String, String>();
        call.headers()
                .forEach((name, value) ->
                        headers.put(name.toLowerCase(Locale.ROOT), value.strip().replaceAll("\\s+", " ")));
        headers.put("host", call.host());
        return headers;
    }

    private static byte[] canonical(HttpCall call, Map<String, String> headers) {
        String lines = headers.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue() + "\n")
                .collect(Collectors.joining());
        return String.join(
                        "\n",
                        call.method(),
                        path(call.address()),
                        query(call.address()),
                        lines,
                        String.join(";", headers.keySet()),
                        hash(call.bytes()))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String path(URI address) {
        String path = Optional.ofNullable(address.getRawPath()).orElse("");
        return path.isEmpty() ? "/" : path.replace("%", "%25");
    }

    private static String query(URI address) {
        List<String> pairs = Arrays.asList(
                Optional.ofNullable(address.getRawQuery()).orElse("").split("&", -1));
        return pairs.stream()
                .filter(pair -> !pair.isEmpty())
                .map(pair -> pair.indexOf('=') < 0 ? pair + "=" : pair)
                .sorted()
                .collect(Collectors.joining("&"));
    }

    private static byte[] key(ClientCredentials credentials, String scope) {
        byte[] key = ("AWS4" + credentials.secretAccessKey().reveal()).getBytes(StandardCharsets.UTF_8);
        for (String part : scope.split("/", -1)) {
            key = hmac(key, part);
        }
        return key;
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(HMAC + " is part of every Java platform", e);
        }
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }
}
