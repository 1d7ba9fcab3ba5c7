package dev.daypass.adapters.saml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.login.Departure;
import dev.daypass.core.login.LoginStart;
import dev.daypass.core.login.PendingLogin;
import dev.daypass.core.login.ReturnTarget;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.provider.SamlSettings;
import dev.daypass.core.provider.SamlSettings.Binding;
import dev.daypass.core.secret.Secret;
import dev.daypass.testkit.saml.ResponseSpec;
import dev.daypass.testkit.saml.SamlKeys;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Signature;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/** People are sent to the identity provider with a request that says what it must, signed by whoever has a key. */
final class SignInRequestTest {
    private static final SamlKeys EC = SamlKeys.ec("secp256r1");
    private static final String REDIRECT = "HTTP-Redirect\" Location=\"https://idp.example.com/sso?tenant=7\"/>";
    private static final String POST = "HTTP-POST\" Location=\"https://idp.example.com/post\"/>";

    @TempDir
    Path folder;

    @Test
    void redirectCarriesTheRequestUnsigned() throws Exception {
        Map<String, String> query = redirected(depart(SamlSettings.Requests.plain(), "", REDIRECT, POST));

        assertEquals(List.of("tenant", "SAMLRequest", "RelayState"), List.copyOf(query.keySet()));
        assertEquals("relay-state-1", query.get("RelayState"));
        Element request = Messages.inflated(query.getOrDefault("SAMLRequest", ""));
        assertEquals("AuthnRequest", request.getLocalName());
        assertEquals("_request1", request.getAttribute("ID"));
        assertEquals("2.0", request.getAttribute("Version"));
        assertEquals("2026-03-01T12:00:00Z", request.getAttribute("IssueInstant"));
        assertEquals("https://idp.example.com/sso?tenant=7", request.getAttribute("Destination"));
        assertEquals(Broker.ISSUER + "/saml/corp/acs", request.getAttribute("AssertionConsumerServiceURL"));
        assertEquals(
                Broker.ISSUER + "/saml/corp/metadata", request.getFirstChild().getTextContent());
        assertFalse(request.hasAttribute("ForceAuthn"));
        assertEquals(1, request.getChildNodes().getLength());
    }

    @Test
    void wishesAreWrittenAndTheSchemaHolds() throws Exception {
        var wishes = new SamlSettings.Requests(
                Optional.of(Binding.POST),
                Optional.of(pem(Keys.OURS)),
                true,
                List.of("urn:mfa", "urn:a&b"),
                Optional.of("urn:persistent"));
        Element request = posted(depart(wishes, "", REDIRECT, POST));

        Messages.assertFitsTheSchema(request);
        assertEquals("true", request.getAttribute("ForceAuthn"));
        assertTrue(Messages.text(request).contains("Format=\"urn:persistent\""));
        assertEquals(
                "urn:a&b",
                request.getElementsByTagNameNS("*", "AuthnContextClassRef")
                        .item(1)
                        .getTextContent());
    }

    @Test
    void redirectSignatureCoversExactlyWhatIsSent() throws Exception {
        for (SamlKeys keys : List.of(Keys.OURS, EC)) {
            Outcome<Departure> departure = depart(signing(keys, Binding.REDIRECT), "", REDIRECT);
            String raw = address(departure).getRawQuery().substring("tenant=7&".length());
            int end = raw.indexOf("&Signature=");
            Map<String, String> query = redirected(departure);
            boolean rsa = keys.pair().getPublic().getAlgorithm().equals("RSA");

            assertTrue(query.getOrDefault("SigAlg", "").endsWith(rsa ? "#rsa-sha256" : "#ecdsa-sha256"));
            var verifier = Signature.getInstance(rsa ? "SHA256withRSA" : "SHA256withECDSAinP1363Format");
            verifier.initVerify(keys.certificate());
            verifier.update(raw.substring(0, end).getBytes(StandardCharsets.US_ASCII));
            assertTrue(verifier.verify(Base64.getDecoder().decode(query.getOrDefault("Signature", ""))));
        }
    }

    @Test
    void postSignatureVerifiesAndBreaksWithTheMessage() throws Exception {
        for (SamlKeys keys : List.of(Keys.OURS, EC)) {
            Element request = posted(depart(signing(keys, Binding.POST), "", POST));

            assertTrue(Messages.isSignedBy(request, keys.certificate()));
            request.setAttribute("AssertionConsumerServiceURL", "https://evil.example.com/");
            assertFalse(Messages.isSignedBy(request, keys.certificate()));
        }
    }

    @Test
    void bindingFollowsTheMetadata() {
        assertInstanceOf(Departure.Redirect.class, granted(depart(SamlSettings.Requests.plain(), "", POST, REDIRECT)));
        assertInstanceOf(Departure.FormPost.class, granted(depart(SamlSettings.Requests.plain(), "", POST)));
        assertEquals(Reason.PROVIDER_NOT_READY, reason(depart(signing(Keys.OURS, Binding.POST), "", REDIRECT)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "http://idp.example.com/sso",
                "file:///etc/hostname",
                "//idp.example.com/sso",
                "https://user@idp.example.com/sso",
                "data:text/html,x"
            })
    void addressThatIsNoPlaceForABrowserIsNotUsed(String location) {
        assertTrue(depart(SamlSettings.Requests.plain(), "", REDIRECT).value().isPresent());
        String service = "HTTP-Redirect\" Location=\"" + location + "\"/>";
        assertEquals(Reason.PROVIDER_NOT_READY, reason(depart(SamlSettings.Requests.plain(), "", service)));
    }

    @Test
    void providerThatWantsSignedRequestsGetsNoUnsignedOne() {
        String wants = "WantAuthnRequestsSigned=\"true\"";
        assertTrue(depart(signing(Keys.OURS, Binding.REDIRECT), wants, REDIRECT)
                .value()
                .isPresent());
        assertEquals(Reason.PROVIDER_NOT_READY, reason(depart(SamlSettings.Requests.plain(), wants, REDIRECT)));
    }

    @Test
    void s66OldSessionIsRefusedWhereAuthenticationAfreshWasAskedFor() {
        var afresh = new SamlSettings.Requests(Optional.empty(), Optional.empty(), true, List.of(), Optional.empty());
        try (var stage = new Stage(folder, Keys.OTHER, base -> Broker.requesting(base, afresh))) {
            ResponseSpec answer = stage.spec().inResponseTo("_request1");
            assertTrue(stage.verifyAnswerTo(stage.idp.response(answer), "_request1")
                    .value()
                    .isPresent());
            String old = stage.idp.forged(
                    answer,
                    draft -> authenticatedAt(draft.assertion(), "2026-03-01T11:48:00Z"),
                    draft -> {},
                    text -> text);
            assertEquals(Reason.AUTHENTICATION_TOO_OLD, Broker.reason(stage.verifyAnswerTo(old, "_request1")));
        }
    }

    @Test
    void o07WeakerClassOfAuthenticationIsRefused() {
        String password = "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport";
        try (var asking = new Stage(folder, Keys.OTHER, base -> Broker.requesting(base, contexts(password)));
                var asksMore = new Stage(folder, Keys.OTHER, base -> Broker.requesting(base, contexts("urn:mfa")))) {
            assertTrue(asking.verify(asking.idp.response(asking.spec())).value().isPresent());
            assertEquals(
                    Reason.REQUIREMENT_NOT_MET, Broker.reason(asksMore.verify(asksMore.idp.response(asksMore.spec()))));
        }
    }

    private static void authenticatedAt(Element assertion, String instant) {
        ((Element) assertion.getElementsByTagNameNS("*", "AuthnStatement").item(0))
                .setAttribute("AuthnInstant", instant);
    }

    private static SamlSettings.Requests contexts(String one) {
        return new SamlSettings.Requests(Optional.empty(), Optional.empty(), false, List.of(one), Optional.empty());
    }

    private static SamlSettings.Requests signing(SamlKeys keys, Binding binding) {
        return new SamlSettings.Requests(
                Optional.of(binding), Optional.of(pem(keys)), false, List.of(), Optional.empty());
    }

    private static Secret pem(SamlKeys keys) {
        return Secret.of(keys.privateKeyPem() + keys.certificatePem());
    }

    private Outcome<Departure> depart(SamlSettings.Requests requests, String attributes, String... services) {
        try (var stage = new Stage(folder, Keys.OTHER, base -> Broker.requesting(base, requests))) {
            stage.reload(Messages.metadata(stage.idp, attributes, services));
            var pending = new PendingLogin(
                    "relay-state-1",
                    stage.provider.id(),
                    ReturnTarget.start(),
                    "_request1",
                    "nonce",
                    Secret.of("verifier"),
                    Broker.NOW.plusSeconds(600));
            return stage.adapter
                    .login()
                    .depart(stage.provider, pending, LoginStart.Wishes.none(), Broker.request(Broker.NOW));
        }
    }

    private static Departure granted(Outcome<Departure> outcome) {
        return outcome.value().orElseThrow(() -> new AssertionError(outcome.refusal()));
    }

    private static Reason reason(Outcome<Departure> outcome) {
        return outcome.refusal().orElseThrow().reason();
    }

    private static URI address(Outcome<Departure> outcome) {
        return assertInstanceOf(Departure.Redirect.class, granted(outcome)).to();
    }

    private static Map<String, String> redirected(Outcome<Departure> outcome) {
        var query = new LinkedHashMap<String, String>();
        for (String part : address(outcome).getRawQuery().split("&", -1)) {
            int equals = part.indexOf('=');
            query.put(part.substring(0, equals), URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return query;
    }

    private static Element posted(Outcome<Departure> outcome) throws Exception {
        var form = assertInstanceOf(Departure.FormPost.class, granted(outcome));
        assertEquals(
                List.of("SAMLRequest", "RelayState"), List.copyOf(form.fields().keySet()));
        assertEquals("https://idp.example.com/post", form.to().toString());
        return Messages.parse(Base64.getDecoder().decode(form.fields().get("SAMLRequest")));
    }
}
