package dev.daypass.demo.openid;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.daypass.demo.DemoPeople;
import dev.daypass.demo.DemoPerson;
import dev.daypass.demo.Loopback;
import dev.daypass.demo.http.Document;
import dev.daypass.demo.http.Html;
import dev.daypass.demo.http.LoopbackServer;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The authorization code flow for public clients (OpenID Connect Core 3.1, RFC 7636): a page to choose who one is, and
 * codes that are good once and for a minute. Safe for several threads.
 */
final class CodeDesk {
    private static final String TITLE = "Demo company: sign in (OpenID)";
    private static final long CODE_SECONDS = 60;
    private static final int MOST_CODES = 1_000;

    private final TokenIssuer issuer;
    private final DemoPeople people;
    private final Function<DemoPerson, Map<String, Object>> claims;
    private final LogoutDesk logouts;
    private final Map<String, Granted> codes = new ConcurrentHashMap<>();

    CodeDesk(
            TokenIssuer issuer,
            DemoPeople people,
            Function<DemoPerson, Map<String, Object>> claims,
            LogoutDesk logouts) {
        this.issuer = issuer;
        this.people = people;
        this.claims = claims;
        this.logouts = logouts;
    }

    /** What a code stands for. */
    private record Granted(DemoPerson person, Asked asked, long until) {}

    /** What a client asks for. */
    private record Asked(
            String client, URI redirect, String challenge, Optional<String> state, Optional<String> nonce) {
        static Optional<Asked> read(Map<String, String> query) {
            boolean known =
                    "code".equals(query.get("response_type")) && "S256".equals(query.get("code_challenge_method"));
            Optional<String> client = Optional.ofNullable(query.get("client_id"));
            Optional<String> challenge = Optional.ofNullable(query.get("code_challenge"));
            Optional<URI> redirect =
                    Optional.ofNullable(query.get("redirect_uri")).flatMap(Asked::here);
            return known && client.isPresent() && challenge.isPresent()
                    ? redirect.map(address -> new Asked(
                            client.get(),
                            address,
                            challenge.get(),
                            Optional.ofNullable(query.get("state")),
                            Optional.ofNullable(query.get("nonce"))))
                    : Optional.empty();
        }

        private static Optional<URI> here(String address) {
            try {
                return Optional.of(Loopback.require(URI.create(address)));
            } catch (IllegalArgumentException elsewhere) {
                return Optional.empty();
            }
        }
    }

    /** What the discovery document says of it. */
    Map<String, Object> endpoints() {
        return Map.of(
                "authorization_endpoint",
                issuer.issuer() + "/authorize",
                "token_endpoint",
                issuer.issuer() + "/token",
                "response_types_supported",
                List.of("code"),
                "code_challenge_methods_supported",
                List.of("S256"),
                "token_endpoint_auth_methods_supported",
                List.of("none"),
                "authorization_response_iss_parameter_supported",
                true);
    }

    void serveOn(LoopbackServer server) {
        server.serve(issuer.issuer().getPath() + "/authorize", this::authorize);
        server.take(issuer.issuer().getPath() + "/token", this::redeem);
    }

    private Document authorize(Map<String, String> query) {
        Optional<Asked> asked = Asked.read(query);
        if (asked.isEmpty()) {
            return Document.wrong(
                    "ask with response_type=code, client_id, a redirect_uri on this machine, and a code_challenge by S256");
        }
        Optional<DemoPerson> person = Optional.ofNullable(query.get("person")).flatMap(people::find);
        return person.map(known -> granted(known, asked.get())).orElseGet(() -> Html.choice(TITLE, people, query));
    }

    private Document granted(DemoPerson person, Asked asked) {
        codes.values().removeIf(code -> code.until() <= issuer.now());
        if (codes.size() >= MOST_CODES) {
            return new Document(503, "text/plain; charset=utf-8", "too many people sign in at once\n");
        }
        String code = issuer.randomHex();
        codes.put(code, new Granted(person, asked, issuer.now() + CODE_SECONDS));
        String query = "code=" + code
                + "&iss=" + encoded(issuer.issuer().toString())
                + asked.state().map(state -> "&state=" + encoded(state)).orElse("");
        String sign = asked.redirect().getRawQuery() == null ? "?" : "&";
        return Document.goTo(URI.create(asked.redirect() + sign + query));
    }

    private Document redeem(Map<String, String> form) {
        Granted granted = codes.remove(form.getOrDefault("code", ""));
        if (granted == null || granted.until() <= issuer.now()) {
            return Document.refusal("invalid_grant");
        }
        Asked asked = granted.asked();
        boolean fits = asked.redirect().toString().equals(form.get("redirect_uri"))
                && asked.client().equals(form.get("client_id"))
                && asked.challenge()
                        .equals(Base64URL.encode(sha256(form.getOrDefault("code_verifier", "")))
                                .toString());
        return fits ? Document.json(tokens(granted)) : Document.refusal("invalid_grant");
    }

    private String tokens(Granted granted) {
        String accessToken = issuer.randomHex();
        var said = new LinkedHashMap<>(claims.apply(granted.person()));
        said.put(
                "sid",
                logouts.begin(
                        granted.person(),
                        granted.asked().client(),
                        granted.asked().redirect()));
        granted.asked().nonce().ifPresent(nonce -> said.put("nonce", nonce));
        // OpenID Connect Core 3.1.3.6: the left half of the hash that ES256 goes with.
        said.put(
                "at_hash",
                Base64URL.encode(Arrays.copyOf(sha256(accessToken), 16)).toString());
        var answer = new LinkedHashMap<String, Object>();
        answer.put("access_token", accessToken);
        answer.put("token_type", "Bearer");
        answer.put("expires_in", CODE_SECONDS);
        answer.put(
                "id_token",
                issuer.sign(
                        DemoOpenIdProvider.subject(granted.person()),
                        granted.asked().client(),
                        said));
        return JSONObjectUtils.toJSONString(answer);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
