package dev.daypass.server.sts;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.signin.SignedRequest;
import dev.daypass.server.http.Form;
import dev.daypass.server.http.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Brings a signed request into canonical form (AWS Signature Version 4), from the Authorization header or from the query
 * of a presigned URL, never from both. What was not signed is refused here; whether the signature holds, the core says.
 */
public final class SigV4 {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final Pattern CREDENTIAL =
            Pattern.compile("(\\w{16,128})/(\\d{8})/([a-z0-9-]{1,64})/([a-z0-9-]{1,64})/aws4_request");
    private static final Pattern SIGNATURE = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,6}");
    private static final Set<String> MUST_BE_SIGNED =
            Set.of("host", "x-amz-date", "x-amz-security-token", "x-amz-content-sha256");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'")
            .withZone(ZoneOffset.UTC)
            .withResolverStyle(ResolverStyle.STRICT);

    /** Parameters of a presigned URL, beside those of the call itself. */
    static final Set<String> PRESIGNED = Set.of(
            "X-Amz-Algorithm",
            "X-Amz-Credential",
            "X-Amz-Date",
            "X-Amz-Expires",
            "X-Amz-SignedHeaders",
            "X-Amz-Signature",
            "X-Amz-Security-Token");

    /**
     * Reads a request's signature.
     *
     * @param query the request's query, decoded
     * @return {@link Reason#SIGNATURE_ABSENT} if there is none, {@link Reason#SIGNATURE_INCOMPLETE} if it is not of its
     *     form, {@link Reason#REQUEST_SIGNATURE_MISMATCH} if it cannot cover what it must
     */
    public Outcome<SignedRequest> read(Request request, Form query) {
        return read(request, query, CanonicalRequest::hash);
    }

    /**
     * Reads the signature of a request whose body is not here: what {@code X-Amz-Content-Sha256} says of it is taken as
     * signed, and without that header it must have had none. Whoever has the body must compare it.
     */
    public Outcome<SignedRequest> readUnseen(Request request, Form query) {
        return read(request, query, CanonicalRequest::hashUnseen);
    }

    /** Makes the hash of the canonical request. */
    private interface Canonical {
        Outcome<String> hash(Request request, Form query, List<String> signedHeaders);
    }

    private static Outcome<SignedRequest> read(Request request, Form query, Canonical canonical) {
        boolean inHeader = request.headers().has("authorization");
        boolean inQuery = query.names().stream().anyMatch(PRESIGNED::contains);
        if (inHeader && inQuery) {
            return incomplete("the request carries two signatures", "T27: header and query both carry a signature");
        }
        if (inHeader) {
            return fromHeader(request, query, canonical);
        }
        return inQuery
                ? fromQuery(request, query, canonical)
                : Outcome.refused(Reason.SIGNATURE_ABSENT, "Request is missing Authentication Token", "no signature");
    }

    /** The parts of a signature before they are judged. */
    private record Parts(
            String credential,
            String signedHeaders,
            String signature,
            String date,
            Optional<String> sessionToken,
            Optional<Duration> expires) {}

    private static Outcome<SignedRequest> fromHeader(Request request, Form query, Canonical canonical) {
        Map<String, String> fields =
                request.headers().only("authorization").map(SigV4::fields).orElse(Map.of());
        Optional<String> date = request.headers().only("x-amz-date");
        List<String> tokens = request.headers().all("x-amz-security-token");
        if (!fields.keySet().equals(Set.of("Credential", "SignedHeaders", "Signature"))
                || date.isEmpty()
                || tokens.size() > 1) {
            return incomplete(
                    "Authorization header requires 'Credential', 'SignedHeaders' and 'Signature' parameters,"
                            + " and the request an 'X-Amz-Date' header",
                    "T26: Authorization, X-Amz-Date or X-Amz-Security-Token is not of its form");
        }
        var parts = new Parts(
                fields.getOrDefault("Credential", ""),
                fields.getOrDefault("SignedHeaders", ""),
                fields.getOrDefault("Signature", ""),
                date.get(),
                tokens.stream().findFirst(),
                Optional.empty());
        return signed(parts, request, query, canonical);
    }

    private static Outcome<SignedRequest> fromQuery(Request request, Form query, Canonical canonical) {
        Optional<Duration> expires = query.get("X-Amz-Expires")
                .filter(text -> SECONDS.matcher(text).matches())
                .map(text -> Duration.ofSeconds(Long.parseLong(text)));
        boolean mixed = request.headers().has("x-amz-date") || request.headers().has("x-amz-security-token");
        if (!query.get("X-Amz-Algorithm").equals(Optional.of(ALGORITHM)) || expires.isEmpty() || mixed) {
            return incomplete(
                    "A presigned request requires X-Amz-Algorithm=" + ALGORITHM + " and X-Amz-Expires in seconds,"
                            + " and none of it in headers",
                    "T29: the parameters of a presigned request are not of their form");
        }
        var parts = new Parts(
                query.get("X-Amz-Credential").orElse(""),
                query.get("X-Amz-SignedHeaders").orElse(""),
                query.get("X-Amz-Signature").orElse(""),
                query.get("X-Amz-Date").orElse(""),
                query.get("X-Amz-Security-Token"),
                expires);
        return signed(parts, request, query, canonical);
    }

    private static Outcome<SignedRequest> signed(Parts parts, Request request, Form query, Canonical canonical) {
        var credential = CREDENTIAL.matcher(parts.credential());
        Optional<Instant> signedAt = instant(parts.date());
        List<String> names = List.of(parts.signedHeaders().split(";", -1));
        if (!credential.matches()
                || signedAt.isEmpty()
                || !SIGNATURE.matcher(parts.signature()).matches()
                || !CanonicalRequest.isHeaderList(names)) {
            return incomplete(
                    "Credential, date, signed headers or signature are not of their form",
                    "T26: credential, date, signed headers or signature are not of their form");
        }
        Optional<String> unsigned = MUST_BE_SIGNED.stream()
                .filter(name -> request.headers().has(name) && !names.contains(name))
                .findFirst();
        if (unsigned.isPresent() || !names.contains("host")) {
            return mismatch("T26: header `" + unsigned.orElse("host") + "` is not signed");
        }
        String scope = parts.credential().substring(parts.credential().indexOf('/') + 1);
        return canonical
                .hash(request, query, names)
                .map(hash -> new SignedRequest(
                        credential.group(1),
                        parts.sessionToken(),
                        credential.group(2),
                        credential.group(3),
                        credential.group(4),
                        signedAt.get(),
                        parts.expires(),
                        ALGORITHM + "\n" + parts.date() + "\n" + scope + "\n" + hash,
                        parts.signature()));
    }

    /** The fields behind the algorithm; empty if one stands twice or the algorithm is another. */
    private static Map<String, String> fields(String authorization) {
        if (!authorization.startsWith(ALGORITHM + " ")) {
            return Map.of();
        }
        Map<String, String> fields = new HashMap<>();
        for (String field : authorization.substring(ALGORITHM.length()).split(",", -1)) {
            String[] pair = field.trim().split("=", 2);
            if (pair.length != 2 || fields.put(pair[0], pair[1]) != null) {
                return Map.of();
            }
        }
        return fields;
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.from(DATE.parse(text)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Outcome<SignedRequest> incomplete(String message, String detail) {
        return Outcome.refused(Reason.SIGNATURE_INCOMPLETE, message, detail);
    }

    static <T> Outcome<T> mismatch(String detail) {
        return Outcome.refused(
                Reason.REQUEST_SIGNATURE_MISMATCH,
                "The request signature we calculated does not match the signature you provided."
                        + " Check your AWS Secret Access Key and signing method.",
                detail);
    }
}
