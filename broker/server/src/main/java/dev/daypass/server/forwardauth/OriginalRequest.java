package dev.daypass.server.forwardauth;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.server.http.Body;
import dev.daypass.server.http.HeaderLines;
import dev.daypass.server.http.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The request that a proxy asks about. Each fact is told exactly once, in nginx's way ({@code X-Original-Method}, {@code
 * -Uri}, {@code -Host}) or in that of Traefik and Caddy ({@code X-Forwarded-Method}, {@code -Uri}, {@code -Host}): what
 * stands under both names may be the visitor's own, and refuses.
 *
 * @param host without port, in lower case
 * @param uri what the client has called, without query
 * @param request as the client has sent it, but for its body
 */
record OriginalRequest(String host, String uri, Request request) {
    private static final Pattern METHOD = Pattern.compile("[A-Z]{1,16}");
    private static final Pattern HOST =
            Pattern.compile("([A-Za-z0-9](?:[A-Za-z0-9.-]{0,253}[A-Za-z0-9])?)(?::[0-9]{1,5})?");
    private static final Pattern QUERY = Pattern.compile("[!-~]*");
    private static final Pattern PRESIGNED = Pattern.compile("(?:^|&)X-Amz-(?:Algorithm|Credential|Signature)=");

    String method() {
        return request.target().method();
    }

    String path() {
        return request.target().path();
    }

    /** Scheme, host and port, as the client has called them. */
    String origin() {
        return uri.substring(0, uri.length() - path().length());
    }

    /** Whether it was told in nginx's way. */
    boolean toldByNginx() {
        return request.headers().has("x-original-uri");
    }

    /** Whether the client proves by itself who it is, well or badly: by a token or a signature. */
    boolean bringsProof() {
        return request.headers().has("authorization")
                || PRESIGNED.matcher(request.target().query()).find();
    }

    /** Reads what a trusted proxy tells. */
    static Outcome<OriginalRequest> of(Request asking) {
        if (asking.origin().via() != Request.Via.TRUSTED_PROXY) {
            return Outcome.refused(
                    Reason.CALLER_NOT_ALLOWED,
                    "Only a trusted proxy may ask",
                    "the asking end is none of `trustedProxies`");
        }
        Optional<String> method =
                told(asking, "method").filter(text -> METHOD.matcher(text).matches());
        Optional<String> target = told(asking, "uri");
        Optional<String> host =
                told(asking, "host").filter(text -> HOST.matcher(text).matches());
        if (method.isEmpty() || target.isEmpty() || host.isEmpty()) {
            return malformed("method, URI or host of the original request is missing, told twice or not of its form");
        }
        String[] parts = target.get().split("\\?", 2);
        String query = parts.length == 2 ? parts[1] : "";
        if (!SitePath.isPlain(parts[0]) || !QUERY.matcher(query).matches()) {
            return malformed("the original URI could be read in more than one way");
        }
        return Outcome.granted(of(asking, method.get(), host.get(), new Target(parts[0], query)));
    }

    private record Target(String path, String query) {}

    private static OriginalRequest of(Request asking, String method, String authority, Target target) {
        String scheme = asking.origin().client().secure() ? "https" : "http";
        var original = new Request(
                new Request.Target(method, target.path(), Map.of(), target.query()),
                headers(asking, authority),
                Body.none(),
                asking.origin());
        var host = HOST.matcher(authority);
        String bare = host.matches() ? host.group(1).toLowerCase(Locale.ROOT) : "";
        return new OriginalRequest(bare, scheme + "://" + authority + target.path(), original);
    }

    /** What the client has sent, its host in place of ours. */
    private static HeaderLines headers(Request asking, String authority) {
        List<HeaderLines.Line> lines = new ArrayList<>();
        for (String name : asking.headers().names()) {
            if (!name.equals("host")) {
                asking.headers().all(name).forEach(value -> lines.add(new HeaderLines.Line(name, value)));
            }
        }
        lines.add(new HeaderLines.Line("host", authority));
        return HeaderLines.of(lines);
    }

    private static Optional<String> told(Request asking, String fact) {
        String original = "x-original-" + fact;
        String forwarded = "x-forwarded-" + fact;
        if (asking.headers().has(original) && asking.headers().has(forwarded)) {
            return Optional.empty();
        }
        return asking.headers().only(original).or(() -> asking.headers().only(forwarded));
    }

    private static Outcome<OriginalRequest> malformed(String message) {
        return Outcome.refused(Reason.REQUEST_MALFORMED, message, message);
    }
}
