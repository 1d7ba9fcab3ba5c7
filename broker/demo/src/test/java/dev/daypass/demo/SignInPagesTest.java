package dev.daypass.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A person clicks through the demo company's sign-in pages. */
final class SignInPagesTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-04T05:06:07Z"), ZoneOffset.UTC);
    private static final String HERE = "http://127.0.0.1:1/saml/corp/acs";
    private static final String REQUEST = """
            <samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_r1" Version="2.0"
              IssueInstant="2026-03-04T05:06:07Z" AssertionConsumerServiceURL="%s">
              <saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">broker</saml:Issuer>
            </samlp:AuthnRequest>""";
    private static final String VERIFIER = "a-verifier-that-is-long-enough-for-its-purpose";

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static DemoCompany company;

    @BeforeAll
    static void open() throws Exception {
        company = DemoCompany.open(DemoPeople.standard(), CLOCK, new SecureRandom());
    }

    @AfterAll
    static void close() {
        company.close();
    }

    @Test
    void samlRequestIsAnsweredForThePersonChosen() throws Exception {
        var query = Map.of("SAMLRequest", deflated(REQUEST.formatted(HERE)), "RelayState", "s<1>");
        String choice = page("/saml/sso", query).body();
        assertTrue(choice.contains("value=\"carol\""));
        assertTrue(choice.contains("value=\"s&lt;1&gt;\""));

        var chosen = new HashMap<>(query);
        chosen.put("person", "carol");
        String onward = page("/saml/sso", chosen).body();
        assertTrue(onward.contains("action=\"" + HERE + "\""));
        assertTrue(onward.contains("name=\"RelayState\" value=\"s&lt;1&gt;\""));
        String response = new String(Base64.getDecoder().decode(field(onward, "SAMLResponse")), StandardCharsets.UTF_8);
        assertEquals(2, response.split("InResponseTo=\"_r1\"", -1).length - 1);
        assertTrue(response.contains("carol@corp.example.com"));
    }

    @Test
    void samlLogoutIsAnsweredAndMayBeginAtTheCompany() throws Exception {
        String service = "http://127.0.0.1:1/saml/corp/metadata";
        String request = REQUEST.formatted(HERE)
                .replace("AuthnRequest", "LogoutRequest")
                .replace(">broker<", ">" + service + "<");
        String onward = page("/saml/slo", Map.of("SAMLRequest", deflated(request), "RelayState", "s"))
                .body();
        assertTrue(onward.contains("action=\"http://127.0.0.1:1/saml/corp/slo\""), onward);
        String response = new String(Base64.getDecoder().decode(field(onward, "SAMLResponse")), StandardCharsets.UTF_8);
        assertTrue(response.contains("InResponseTo=\"_r1\"") && response.contains("ds:Signature"), response);

        assertTrue(page("/saml/leave", Map.of("service", service)).body().contains("value=\"carol\""));
        String begun = page("/saml/leave", Map.of("service", service, "person", "carol"))
                .body();
        String asked = new String(Base64.getDecoder().decode(field(begun, "SAMLRequest")), StandardCharsets.UTF_8);
        assertTrue(asked.contains("carol@corp.example.com") && asked.contains("ds:Signature"), asked);

        String elsewhere = request.replace(service, "https://evil.example.com/saml/corp/metadata");
        assertEquals(
                400,
                page("/saml/slo", Map.of("SAMLRequest", deflated(elsewhere))).statusCode());
        assertEquals(
                400,
                page("/saml/leave", Map.of("service", "https://evil.example.com/"))
                        .statusCode());
    }

    @Test
    void samlSignInMayBeginAtTheCompany() throws Exception {
        var query = Map.of("acs", HERE, "audience", "broker", "person", "bob");
        String onward = page("/saml/start", query).body();
        String response = new String(Base64.getDecoder().decode(field(onward, "SAMLResponse")), StandardCharsets.UTF_8);

        assertFalse(response.contains("InResponseTo"));
        assertTrue(page("/saml/start", Map.of("acs", HERE, "audience", "broker"))
                .body()
                .contains("value=\"bob\""));
    }

    @Test
    void nobodyElsewhereIsAnswered() throws Exception {
        String elsewhere = deflated(REQUEST.formatted("https://broker.example.com/acs"));
        assertEquals(400, page("/saml/sso", Map.of("SAMLRequest", elsewhere)).statusCode());
        assertEquals(
                400,
                page("/saml/sso", Map.of("SAMLRequest", deflated("<!DOCTYPE a><a/>")))
                        .statusCode());
        assertEquals(
                400,
                page("/saml/start", Map.of("acs", "https://a.example", "audience", "b"))
                        .statusCode());
        assertEquals(
                400,
                page("/openid/authorize", authorization("https://a.example/callback"))
                        .statusCode());
    }

    @Test
    void codeIsGoodOnceAndForItsVerifierOnly() throws Exception {
        var query = authorization("http://127.0.0.1:1/callback");
        assertTrue(page("/openid/authorize", query).body().contains("value=\"alice\""));
        query.put("person", "alice");

        assertEquals(400, redeem(code(query), "another-verifier").statusCode());
        String code = code(query);
        HttpResponse<String> answer = redeem(code, VERIFIER);
        var token = SignedJWT.parse(JSONObjectUtils.getString(JSONObjectUtils.parse(answer.body()), "id_token"));
        assertEquals("person-alice", token.getJWTClaimsSet().getSubject());
        assertEquals("n-1", token.getJWTClaimsSet().getStringClaim("nonce"));
        assertEquals(400, redeem(code, VERIFIER).statusCode());
    }

    private static Map<String, String> authorization(String redirect) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
        var query = new HashMap<String, String>();
        query.put("response_type", "code");
        query.put("client_id", "broker");
        query.put("redirect_uri", redirect);
        query.put("state", "st&1");
        query.put("nonce", "n-1");
        query.put("code_challenge", Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
        query.put("code_challenge_method", "S256");
        return query;
    }

    private static String code(Map<String, String> query) throws Exception {
        HttpResponse<String> answer = page("/openid/authorize", query);
        assertEquals(303, answer.statusCode());
        String location = answer.headers().firstValue("Location").orElseThrow();
        assertTrue(location.endsWith("&state=st%261"), location);
        Matcher code = Pattern.compile("[?]code=([0-9a-f]{32})&iss=").matcher(location);
        assertTrue(code.find(), location);
        return code.group(1);
    }

    private static HttpResponse<String> redeem(String code, String verifier) throws Exception {
        var form = Map.of(
                "grant_type", "authorization_code",
                "code", code,
                "redirect_uri", "http://127.0.0.1:1/callback",
                "client_id", "broker",
                "code_verifier", verifier);
        var request = HttpRequest.newBuilder(URI.create(company.openId().issuer() + "/token"))
                .POST(HttpRequest.BodyPublishers.ofString(encoded(form)))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> page(String path, Map<String, String> query) throws Exception {
        URI address = company.saml().entityId().resolve(path + "?" + encoded(query));
        return HTTP.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String encoded(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String field(String page, String name) {
        Matcher value =
                Pattern.compile("name=\"" + name + "\" value=\"([^\"]+)\"").matcher(page);
        assertTrue(value.find(), page);
        return value.group(1);
    }

    private static String deflated(String xml) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var stream = new DeflaterOutputStream(out, new Deflater(Deflater.DEFAULT_COMPRESSION, true))) {
            stream.write(xml.getBytes(StandardCharsets.UTF_8));
        }
        return Base64.getEncoder().encodeToString(out.toByteArray());
    }
}
