package dev.daypass.adapters.saml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.core.login.CarriedLogout;
import dev.daypass.core.login.LogoutMessage;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.testkit.saml.LogoutDesk;
import dev.daypass.testkit.saml.SamlKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Logout messages that the provider did not send to us, just now, say nothing (S83 and what it rests on). */
final class LogoutAttackTest {
    private static final SamlKeys STRANGER = SamlKeys.rsa();

    private final LogoutStage stage;

    LogoutAttackTest(@TempDir Path folder) {
        stage = new LogoutStage(folder);
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    private void refused(Reason reason, Outcome<LogoutMessage> outcome) {
        assertEquals(reason, LogoutStage.reason(outcome));
        assertTrue(stage.query(stage.desk.query(stage.asking("_i"), Optional.of("s")))
                .value()
                .isPresent());
    }

    @Test
    void S83messageWithoutSignature() {
        String message = stage.asking("_i");
        refused(Reason.SIGNATURE_MISSING, stage.query(stage.desk.unsigned(message, Optional.of("s"))));
        refused(
                Reason.SIGNATURE_MISSING,
                stage.posted(message, LogoutDesk.base64(message.getBytes(StandardCharsets.UTF_8))));
        String answer = stage.desk.response(LogoutStage.OURS, "_request1", "Success");
        refused(Reason.SIGNATURE_MISSING, stage.query(stage.desk.unsigned(answer, Optional.of("s"))));
        String honest = stage.desk.query(message, Optional.empty());
        refused(Reason.SIGNATURE_MISSING, stage.query(honest.replaceAll("&Signature=.*", "")));
        refused(Reason.SIGNATURE_MISSING, stage.query(honest.replaceAll("&SigAlg=[^&]*", "")));
        refused(Reason.ENCODING_INVALID, stage.query(honest.replaceAll("Signature=.*", "Signature=")));
    }

    @Test
    void S13signatureOfSomebodyElse() {
        String message = stage.asking("_i");
        refused(
                Reason.SIGNATURE_INVALID,
                stage.query(stage.desk.signed(stage.desk.unsigned(message, Optional.empty()), STRANGER)));
        refused(Reason.SIGNATURE_INVALID, stage.posted(message, stage.desk.posted(message, STRANGER)));
        refused(
                Reason.SIGNATURE_INVALID,
                stage.query(
                        stage.desk.signed(stage.desk.unsigned(message, Optional.empty()), SamlKeys.ec("secp256r1"))));
    }

    @Test
    void S83signatureCoversMessageAndRelayState() {
        String mine = stage.desk.query(stage.asking("_i"), Optional.of("s"));
        String other = stage.desk.unsigned(stage.asking("_j"), Optional.of("s"));
        refused(Reason.SIGNATURE_INVALID, stage.query(other + mine.substring(mine.indexOf("&SigAlg"))));
        refused(Reason.SIGNATURE_INVALID, stage.query(mine.replace("RelayState=s", "RelayState=t")));
        refused(Reason.SIGNATURE_INVALID, stage.query(mine.replace("&RelayState=s", "")));
        String bare = stage.desk.query(stage.asking("_i"), Optional.empty());
        refused(Reason.SIGNATURE_INVALID, stage.query(bare + "&RelayState=planted"));
        // The same value, encoded anew: what was signed are the octets.
        refused(Reason.SIGNATURE_INVALID, stage.query(mine.replace("RelayState=s", "RelayState=%73")));
        String message = stage.asking("_i");
        String signed = new String(Base64.getDecoder().decode(stage.desk.posted(message)), StandardCharsets.UTF_8);
        refused(
                Reason.SIGNATURE_INVALID,
                stage.posted(message, base64(signed.replace("<samlp:SessionIndex>_i</samlp:SessionIndex>", ""))));
    }

    private static String base64(String text) {
        return LogoutDesk.base64(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void S31algorithmThatIsNotListed() {
        String honest = stage.desk.query(stage.asking("_i"), Optional.empty());
        for (String algorithm : List.of(
                "http://www.w3.org/2000/09/xmldsig#rsa-sha1",
                "http://www.w3.org/2000/09/xmldsig#dsa-sha1",
                "http://www.w3.org/2000/09/xmldsig#hmac-sha1",
                "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256",
                "http://www.w3.org/2007/05/xmldsig-more#rsa-pss",
                "none",
                "")) {
            refused(
                    Reason.SIGNATURE_ALGORITHM,
                    stage.query(honest.replaceAll("SigAlg=[^&]*", "SigAlg=" + LogoutDesk.encoded(algorithm))));
        }
    }

    @Test
    void S83parameterThatTwoReadersCouldReadTwice() {
        String honest = stage.desk.query(stage.asking("_i"), Optional.of("s"));
        String evil = stage.desk.unsigned(stage.asking("_j"), Optional.empty());
        for (String query : List.of(
                honest + "&" + evil,
                evil + "&" + honest,
                honest + "&" + evil.replace("SAMLRequest", "samlrequest"),
                honest + "&" + evil.replace("SAMLRequest", "SAML%52equest"),
                honest + "&RelayState=s",
                honest + "&Signature=AAAA",
                honest.replace("SAMLRequest=", "SAMLRequest%3D"),
                honest + "&SigAlg")) {
            Reason reason = LogoutStage.reason(stage.query(query));
            assertTrue(
                    reason == Reason.REQUEST_MALFORMED || reason == Reason.PARAMETER_MISSING,
                    () -> reason + " " + query);
        }
        String both = honest + "&" + evil.replace("SAMLRequest", "SAMLResponse");
        refused(Reason.PARAMETER_MISSING, stage.query(both));
        refused(Reason.PARAMETER_MISSING, stage.query(""));
        refused(Reason.PARAMETER_MISSING, stage.query("RelayState=x"));
        refused(
                Reason.PARAMETER_MISSING,
                stage.read(new CarriedLogout.Form(Optional.of("a"), Optional.of("b"), Optional.empty())));
        refused(Reason.REQUEST_MALFORMED, stage.query("SAMLRequest=%zz&SigAlg=a&Signature=b"));
    }

    @Test
    void S38messageThatInflatesBeyondAllBounds() {
        String bomb = LogoutDesk.base64(LogoutDesk.deflated("<x>" + "A".repeat(30_000_000) + "</x>"));
        refused(
                Reason.LIMIT_EXCEEDED,
                stage.query(stage.desk.signed("SAMLRequest=" + LogoutDesk.encoded(bomb), Keys.OTHER)));
    }

    @Test
    void S40messageThatIsNotDeflatedOrHasSomethingBehind() {
        byte[] good = LogoutDesk.deflated(stage.asking("_i"));
        byte[] more = Arrays.copyOf(good, good.length + 4);
        byte[] less = Arrays.copyOf(good, good.length - 4);
        for (byte[] bad : List.of(more, less, new byte[] {7}, "<x/>".getBytes(StandardCharsets.UTF_8))) {
            String query = "SAMLRequest=" + LogoutDesk.encoded(LogoutDesk.base64(bad));
            refused(Reason.ENCODING_INVALID, stage.query(stage.desk.signed(query, Keys.OTHER)));
        }
        String other = stage.desk.unsigned(stage.asking("_i"), Optional.empty()) + "&SAMLEncoding=urn:none";
        refused(Reason.ENCODING_INVALID, stage.query(stage.desk.signed(other, Keys.OTHER)));
    }

    private static Stream<List<Object>> changes() {
        return Stream.of(
                List.of(Reason.ISSUER_MISMATCH, "(?<=<saml:Issuer>)[^<]*", "https://evil.example.com"),
                List.of(Reason.DESTINATION_MISMATCH, "saml/corp/slo", "saml/corp/acs"),
                List.of(Reason.DESTINATION_MISMATCH, "saml/corp/slo", "saml/other/slo"),
                List.of(Reason.DESTINATION_MISMATCH, " Destination=\"[^\"]*\"", ""),
                List.of(Reason.PROOF_EXPIRED, "(?<=IssueInstant=\")[^\"]*", "2026-03-01T11:48:59Z"),
                List.of(Reason.PROOF_NOT_YET_VALID, "(?<=IssueInstant=\")[^\"]*", "2026-03-01T12:01:01Z"),
                List.of(Reason.SAML_STRUCTURE, " IssueInstant=\"[^\"]*\"", ""),
                List.of(Reason.PROOF_EXPIRED, "(?<=NotOnOrAfter=\")[^\"]*", "2026-03-01T11:59:00Z"),
                List.of(Reason.SAML_STRUCTURE, "(?<=NotOnOrAfter=\")[^\"]*", "never"),
                List.of(Reason.SAML_STRUCTURE, "Version=\"2.0\"", "Version=\"1.1\""),
                List.of(Reason.SAML_STRUCTURE, "<saml:NameID.*</saml:NameID>", ""),
                List.of(Reason.SUBJECT_MISSING, "(<saml:NameID[^>]*>)[^<]*", "$1"),
                List.of(Reason.SUBJECT_MISSING, "(<saml:NameID[^>]*>)[^<]*", "$1 alice"),
                List.of(
                        Reason.SUBJECT_MISSING,
                        "<saml:NameID ",
                        "<saml:NameID SPNameQualifier=\"https://other.example.com\" "),
                List.of(Reason.SAML_STRUCTURE, "(<saml:NameID.*</saml:NameID>)", "$1$1"),
                List.of(Reason.SUBJECT_MISSING, "(?<=<samlp:SessionIndex>)[^<]*", ""),
                List.of(Reason.SUBJECT_MISSING, "(?<=<samlp:SessionIndex>)[^<]*", " "),
                List.of(Reason.XML_FORBIDDEN, "_i<", "_<!-- -->i<"),
                List.of(Reason.XML_FORBIDDEN, "^", "<!DOCTYPE x>"),
                List.of(Reason.SAML_STRUCTURE, "LogoutRequest", "AuthnRequest"),
                List.of(Reason.SAML_STRUCTURE, "LogoutRequest", "LogoutResponse"),
                List.of(Reason.SAML_STRUCTURE, "(</saml:Issuer>)", "$1<samlp:Extensions/>"),
                List.of(Reason.XML_MALFORMED, "</samlp:LogoutRequest>", ""));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void S83messageThatSaysSomethingWrong(List<Object> change) {
        String message = stage.asking("_i").replaceAll((String) change.get(1), (String) change.get(2));
        String field = stage.desk.unsigned(message, Optional.empty()).replaceFirst("^SAMLResponse", "SAMLRequest");
        refused((Reason) change.get(0), stage.query(stage.desk.signed(field, Keys.OTHER)));
    }

    @Test
    void S83answerThatSaysSomethingWrong() {
        String honest = stage.desk.response(LogoutStage.OURS, "_request1", "Success");
        assertTrue(
                stage.query(stage.desk.query(honest, Optional.of("s"))).value().isPresent());
        refused(
                Reason.DESTINATION_MISMATCH,
                stage.query(stage.desk.query(honest.replace("corp/slo", "corp/acs"), Optional.of("s"))));
        refused(
                Reason.ISSUER_MISMATCH,
                stage.query(stage.desk.query(honest.replace(Broker.ENTITY, "urn:evil"), Optional.of("s"))));
        refused(
                Reason.SAML_STRUCTURE,
                stage.query(
                        stage.desk.query(honest.replaceAll("<samlp:Status>.*</samlp:Status>", ""), Optional.of("s"))));
        String swapped = stage.desk.query(honest, Optional.of("s")).replace("SAMLResponse=", "SAMLRequest=");
        refused(Reason.SAML_STRUCTURE, stage.query(swapped));
    }

    @Test
    void S83signatureInAMessageOfTheQuery() {
        String message = stage.asking("_i");
        String within = new String(Base64.getDecoder().decode(stage.desk.posted(message)), StandardCharsets.UTF_8);
        String query = "SAMLRequest=" + LogoutDesk.encoded(LogoutDesk.base64(LogoutDesk.deflated(within)));
        refused(Reason.SIGNATURE_FORM, stage.query(stage.desk.signed(query, Keys.OTHER)));
        refused(Reason.SIGNATURE_MISSING, stage.query(query));
    }

    @Test
    void S14responseOfASignInIsNoLogout() {
        String response = stage.stage.idp.response(stage.stage.spec());
        refused(
                Reason.SAML_STRUCTURE,
                stage.read(new CarriedLogout.Form(Optional.of(response), Optional.empty(), Optional.empty())));
        refused(
                Reason.SAML_STRUCTURE,
                stage.read(new CarriedLogout.Form(Optional.empty(), Optional.of(response), Optional.empty())));
    }

    @Test
    void S81relayStateThatIsTooLong() {
        refused(
                Reason.LIMIT_EXCEEDED,
                stage.query(stage.desk.query(stage.asking("_i"), Optional.of("s".repeat(2_049)))));
        assertTrue(stage.query(stage.desk.query(stage.asking("_i"), Optional.of("s".repeat(2_048))))
                .value()
                .isPresent());
    }

    @Test
    void S83messageIsRememberedAsLongAsItIsBelieved() {
        var carried = new CarriedLogout.Query(stage.desk.query(stage.asking("_i"), Optional.empty()));
        String open = stage.asking("_i").replaceAll(" NotOnOrAfter=\"[^\"]*\"", "");
        var endless = new CarriedLogout.Query(stage.desk.query(open, Optional.empty()));
        var asked = (LogoutMessage.Asked) stage.read(endless).value().orElseThrow();
        assertEquals(Broker.NOW.plus(Duration.ofMinutes(11)), asked.logout().until());
        assertTrue(stage.readAt(endless, asked.logout().until().minusMillis(1))
                .value()
                .isPresent());
        assertEquals(
                Reason.PROOF_EXPIRED,
                LogoutStage.reason(stage.readAt(endless, asked.logout().until())));
        assertEquals(Reason.PROOF_EXPIRED, LogoutStage.reason(stage.readAt(carried, Broker.NOW.plusSeconds(360))));
    }
}
