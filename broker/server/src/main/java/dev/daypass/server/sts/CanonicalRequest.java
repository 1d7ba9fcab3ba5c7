package dev.daypass.server.sts;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.server.http.Form;
import dev.daypass.server.http.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The canonical request of AWS Signature Version 4, made of what really arrived: the path that was routed, the query as
 * it was decoded, the bytes of the body.
 */
final class CanonicalRequest {
    private static final Pattern HEADER_NAME = Pattern.compile("[a-z0-9!#$%&'*+.^_`|~-]+");
    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final String BODY_HASH = "x-amz-content-sha256";
    private static final String UNRESERVED = "-._~";

    private CanonicalRequest() {}

    /** Whether the names are in lower case, sorted, each once. */
    static boolean isHeaderList(List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            if (!HEADER_NAME.matcher(names.get(i)).matches()
                    || (i > 0 && names.get(i - 1).compareTo(names.get(i)) >= 0)) {
                return false;
            }
        }
        return !names.isEmpty();
    }

    /** The hash that goes into the string to sign; refused where what was signed is not what arrived. */
    static Outcome<String> hash(Request request, Form query, List<String> signedHeaders) {
        String body = sha256(request.body().bytes());
        Optional<String> claimed = request.headers().only(BODY_HASH);
        if (request.headers().has(BODY_HASH) && !claimed.equals(Optional.of(body))) {
            return SigV4.mismatch("T27: X-Amz-Content-Sha256 is not the hash of the body");
        }
        return hash(request, query, signedHeaders, body);
    }

    /** The same for a body that another has: the header says its hash, or there is none. */
    static Outcome<String> hashUnseen(Request request, Form query, List<String> signedHeaders) {
        Optional<String> claimed = request.headers().only(BODY_HASH);
        if (request.headers().has(BODY_HASH)
                && claimed.filter(hash -> HASH.matcher(hash).matches()).isEmpty()) {
            return SigV4.mismatch("T27: X-Amz-Content-Sha256 is no hash");
        }
        return hash(request, query, signedHeaders, claimed.orElseGet(() -> sha256(new byte[0])));
    }

    private static Outcome<String> hash(Request request, Form query, List<String> signedHeaders, String body) {
        var text = new StringBuilder(512)
                .append(request.target().method())
                .append('\n')
                .append(encode(request.target().path(), "/"))
                .append('\n')
                .append(query(query))
                .append('\n');
        for (String name : signedHeaders) {
            Optional<String> value = request.headers().only(name);
            if (value.isEmpty()) {
                return SigV4.mismatch("T26: signed header `" + name + "` is missing or stands twice");
            }
            text.append(name)
                    .append(':')
                    .append(WHITE_SPACE.matcher(value.get().strip()).replaceAll(" "))
                    .append('\n');
        }
        text.append('\n').append(String.join(";", signedHeaders)).append('\n').append(body);
        return Outcome.granted(sha256(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static String query(Form query) {
        // By encoded name alone: no name comes twice.
        Map<String, String> pairs = new TreeMap<>();
        query.asMap().forEach((name, value) -> {
            if (!name.equals("X-Amz-Signature")) {
                pairs.put(encode(name, ""), encode(value, ""));
            }
        });
        return pairs.entrySet().stream()
                .map(pair -> pair.getKey() + "=" + pair.getValue())
                .collect(Collectors.joining("&"));
    }

    /** Percent-encodes everything but unreserved characters (RFC 3986 section 2.3) and those kept. */
    private static String encode(String text, String kept) {
        var encoded = new StringBuilder(text.length() + 16);
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xFF);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (plain || UNRESERVED.indexOf(c) >= 0 || kept.indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
            }
        }
        return encoded.toString();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }
}
