package dev.daypass.adapters.saml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.login.BrowserSession;
import dev.daypass.core.login.Departure;
import dev.daypass.core.login.LogoutMessage;
import dev.daypass.core.login.UpstreamLogout;
import dev.daypass.testkit.saml.LogoutDesk;
import dev.daypass.testkit.saml.SamlKeys;
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
import org.w3c.dom.Element;

/** Logout messages go out signed and whole, and honest ones that come in are understood. */
final class LogoutTest {
    private static final String REDIRECT = "HTTP-Redirect\" Location=\"https://idp.example.com/slo?tenant=7\"/>";
    private static final String POST =
            "HTTP-POST\" Location=\"https://idp.example.com/post\" ResponseLocation=\"https://idp.example.com/back\"/>";

    @TempDir
    Path folder;

    private static Optional<Departure> depart(LogoutStage stage, Optional<String> index) {
        BrowserSession session = stage.session(index);
        return stage.stage
                .adapter
                .logout()
                .depart(stage.stage.provider, session, stage.pending(), Broker.request(Broker.NOW));
    }

    private static Optional<Departure> answer(LogoutStage stage, Optional<String> relayState) {
        var logout = new UpstreamLogout("_theirs", Broker.NOW, Broker.NOW, Optional.of("alice"), List.of());
        return stage.stage
                .adapter
                .logoutMessages()
                .answer(stage.stage.provider, new LogoutMessage.Asked(logout, relayState), Broker.request(Broker.NOW));
    }

    @Test
    void requestByRedirectNamesThePersonWhollyAndIsSigned() throws Exception {
        try (var stage = new LogoutStage(folder)) {
            stage.services(POST, REDIRECT);
            String raw = assertInstanceOf(
                            Departure.Redirect.class,
                            depart(stage, Optional.of("_index")).orElseThrow())
                    .to()
                    .getRawQuery();
            Map<String, String> query = parameters(raw);
            assertEquals(
                    List.of("tenant", "SAMLRequest", "RelayState", "SigAlg", "Signature"), List.copyOf(query.keySet()));
            assertEquals("relay-state-1", query.get("RelayState"));
            Element request = Messages.inflated(query.getOrDefault("SAMLRequest", ""));
            Messages.assertFitsTheSchema(request);
            assertEquals("LogoutRequest", request.getLocalName());
            assertEquals("_request1", request.getAttribute("ID"));
            assertEquals("https://idp.example.com/slo?tenant=7", request.getAttribute("Destination"));
            assertEquals("2026-03-01T12:05:00Z", request.getAttribute("NotOnOrAfter"));
            Element name =
                    (Element) request.getElementsByTagNameNS("*", "NameID").item(0);
            assertEquals("alice & <co>", name.getTextContent());
            assertEquals("urn:oasis:names:tc:SAML:2.0:nameid-format:persistent", name.getAttribute("Format"));
            assertEquals("urn:idp", name.getAttribute("NameQualifier"));
            assertEquals("urn:sp", name.getAttribute("SPNameQualifier"));
            assertEquals(
                    "_index",
                    request.getElementsByTagNameNS("*", "SessionIndex").item(0).getTextContent());
            assertSignedByUs(raw.substring("tenant=7&".length()), query);
        }
    }

    private static void assertSignedByUs(String raw, Map<String, String> query) throws Exception {
        var verifier = Signature.getInstance("SHA256withRSA");
        verifier.initVerify(Keys.OURS.certificate());
        verifier.update(raw.substring(0, raw.indexOf("&Signature=")).getBytes(StandardCharsets.US_ASCII));
        assertTrue(verifier.verify(Base64.getDecoder().decode(query.getOrDefault("Signature", ""))));
    }

    @Test
    void requestByPostIsSignedWithin() throws Exception {
        try (var stage = new LogoutStage(folder)) {
            stage.services(POST);
            var form = assertInstanceOf(
                    Departure.FormPost.class, depart(stage, Optional.empty()).orElseThrow());
            assertEquals("https://idp.example.com/post", form.to().toString());
            Element request =
                    Messages.parse(Base64.getDecoder().decode(form.fields().get("SAMLRequest")));
            Messages.assertFitsTheSchema(request);
            assertTrue(Messages.isSignedBy(request, Keys.OURS.certificate()));
            assertEquals(0, request.getElementsByTagNameNS("*", "SessionIndex").getLength());
        }
    }

    @Test
    void nothingIsSentUnsignedOrToProvidersThatKnowNoLogout() {
        try (var keyless = new LogoutStage(folder, Keys.OTHER, Optional.empty());
                var stage = new LogoutStage(folder)) {
            assertTrue(depart(stage, Optional.empty()).isPresent());
            assertTrue(answer(stage, Optional.empty()).isPresent());
            assertFalse(depart(keyless, Optional.empty()).isPresent());
            assertFalse(answer(keyless, Optional.empty()).isPresent());
            stage.services();
            assertFalse(depart(stage, Optional.empty()).isPresent());
            stage.services("HTTP-Redirect\" Location=\"javascript:alert(1)\"/>");
            assertFalse(depart(stage, Optional.empty()).isPresent());
            stage.services(
                    "HTTP-Redirect\" Location=\"https://idp.example.com/\" ResponseLocation=\"http://evil.example.com/\"/>");
            assertFalse(answer(stage, Optional.empty()).isPresent());
        }
    }

    @Test
    void answerGoesToItsOwnPlaceWithTheirRelayState() throws Exception {
        try (var stage = new LogoutStage(folder)) {
            String relayState = "a&b=c d\"<\u00e4";
            var redirect = assertInstanceOf(
                    Departure.Redirect.class,
                    answer(stage, Optional.of(relayState)).orElseThrow());
            assertEquals("/slo/back", redirect.to().getPath());
            String raw = redirect.to().getRawQuery();
            Map<String, String> query = parameters(raw);
            assertEquals(relayState, query.get("RelayState"));
            Element response = Messages.inflated(query.getOrDefault("SAMLResponse", ""));
            Messages.assertFitsTheSchema(response);
            assertEquals("_theirs", response.getAttribute("InResponseTo"));
            assertEquals("_test", response.getAttribute("ID"));
            assertEquals("https://idp.example.com/slo/back", response.getAttribute("Destination"));
            assertSignedByUs(raw, query);

            stage.services(POST);
            var form = assertInstanceOf(
                    Departure.FormPost.class, answer(stage, Optional.empty()).orElseThrow());
            assertEquals("https://idp.example.com/back", form.to().toString());
            assertEquals(List.of("SAMLResponse"), List.copyOf(form.fields().keySet()));
            Element posted =
                    Messages.parse(Base64.getDecoder().decode(form.fields().get("SAMLResponse")));
            assertTrue(Messages.isSignedBy(posted, Keys.OURS.certificate()));
        }
    }

    @Test
    void honestRequestsAreUnderstood() {
        for (SamlKeys keys : List.of(Keys.OTHER, SamlKeys.ec("secp256r1"))) {
            try (var stage = new LogoutStage(folder, keys, Optional.of(Keys.OURS))) {
                String message = stage.asking("_one", "_two");
                for (var outcome : List.of(
                        stage.query(stage.desk.query(message, Optional.of("state"))),
                        stage.posted(message, stage.desk.posted(message)))) {
                    var asked = assertInstanceOf(
                            LogoutMessage.Asked.class,
                            outcome.value().orElseThrow(() -> new AssertionError(outcome.refusal())));
                    assertEquals(Optional.of(LogoutStage.ALICE), asked.logout().subject());
                    assertEquals(List.of("_one", "_two"), asked.logout().sessions());
                    assertEquals(Optional.of("state"), asked.relayState());
                    assertTrue(message.contains("ID=\"" + asked.logout().id() + "\""));
                }
            }
        }
    }

    @Test
    void honestAnswersAreUnderstood() {
        try (var stage = new LogoutStage(folder)) {
            String whole = stage.desk.response(LogoutStage.OURS, "_request1", "Success");
            var answered = assertInstanceOf(
                    LogoutMessage.Answered.class,
                    stage.query(stage.desk.query(whole, Optional.of("state")))
                            .value()
                            .orElseThrow());
            assertEquals("_request1", answered.inResponseTo());
            assertEquals("state", answered.relayState());
            assertTrue(answered.complete());
            for (String[] codes : new String[][] {
                {"Success", "PartialLogout"}, {"Responder"}, {"Responder", "PartialLogout"}, {"Requester"}
            }) {
                String partial = stage.desk.response(LogoutStage.OURS, "_request1", codes);
                var outcome = stage.posted(partial, stage.desk.posted(partial));
                var told = assertInstanceOf(
                        LogoutMessage.Answered.class, outcome.value().orElseThrow());
                assertFalse(told.complete(), told.status());
                assertTrue(told.status().contains(codes[codes.length - 1]), told.status());
            }
        }
    }

    @Test
    void queryInAnotherOrderAndSpellingIsTheSameMessage() {
        try (var stage = new LogoutStage(folder)) {
            String honest = stage.desk.query(stage.asking(), Optional.of("s"));
            String[] parts = honest.split("&", -1);
            assertTrue(stage.query(parts[3] + "&x=y&" + parts[1] + "&" + parts[2] + "&" + parts[0])
                    .value()
                    .isPresent());
            String lower = stage.desk.unsigned(stage.asking(), Optional.empty()).replaceAll("%2B", "%2b");
            assertTrue(stage.query(stage.desk.signed(lower, Keys.OTHER)).value().isPresent());
        }
    }

    @Test
    void deskDeflatesAsTheBindingSays() throws Exception {
        assertEquals(
                "x",
                Messages.inflated(LogoutDesk.base64(LogoutDesk.deflated("<x/>")))
                        .getLocalName());
    }

    private static Map<String, String> parameters(String raw) {
        var query = new LinkedHashMap<String, String>();
        for (String part : raw.split("&", -1)) {
            int equals = part.indexOf('=');
            query.put(part.substring(0, equals), URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return query;
    }
}
