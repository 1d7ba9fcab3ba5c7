package dev.daypass.adapters.saml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.daypass.adapters.saml.signature.SantuarioEngine;
import dev.daypass.adapters.saml.signature.SignatureEngine;
import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.provider.SamlSettings;
import dev.daypass.core.signin.Verified;
import dev.daypass.testkit.saml.ResponseSpec;
import dev.daypass.testkit.saml.ResponseSpec.Signed;
import dev.daypass.testkit.saml.SamlKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.xml.security.signature.XMLSignatureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a provider's settings demand beyond the catalogue's defaults, and refusals that need more than one provider. */
final class SettingsTest {
    private final Path folder;

    SettingsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @CsvSource({
        "RESPONSE, ASSERTION, RESPONSE",
        "ASSERTION, RESPONSE, ASSERTION",
        "BOTH, ASSERTION, BOTH",
        "BOTH, RESPONSE, BOTH"
    })
    void S12_demandedSignatureIsMissing(SamlSettings.SignedElements demanded, Signed bad, Signed good) {
        try (var stage = new Stage(folder, Keys.IDP, base -> Broker.signed(base, demanded))) {
            granted(stage.verify(stage.idp.response(stage.spec().signed(good))));
            refused(
                    Reason.SIGNATURE_MISSING,
                    stage.verify(stage.idp.response(stage.spec().signed(bad))));
        }
    }

    @Test
    void S25_onlyTrueIsTrue() {
        for (SignatureEngine broken : new SignatureEngine[] {
            (signature, key) -> false,
            (signature, key) -> {
                throw new XMLSignatureException("injected");
            },
            (signature, key) -> {
                throw new IllegalStateException("injected");
            }
        }) {
            try (var honest = new Stage(folder, Keys.IDP, UnaryOperator.identity());
                    var faulty =
                            new Stage(folder, Keys.IDP, UnaryOperator.identity(), Provider.ReplayScope.ONCE, broken)) {
                String response = honest.idp.response(honest.spec());
                granted(honest.verify(response));
                refused(Reason.SIGNATURE_INVALID, faulty.verify(response));
            }
        }
    }

    @Test
    void S34_zeroAndOversizeEcdsaNumbers() {
        try (var stage = new Stage(folder, SamlKeys.ec("secp256r1"), UnaryOperator.identity())) {
            granted(stage.verify(stage.idp.response(stage.spec())));
            byte[] oversize = new byte[64];
            Arrays.fill(oversize, (byte) -1);
            for (byte[] value : new byte[][] {new byte[64], oversize, new byte[8]}) {
                String forged = stage.idp.forged(
                        stage.spec(),
                        draft -> {},
                        draft ->
                                draft.text("SignatureValue", Base64.getEncoder().encodeToString(value)),
                        UnaryOperator.identity());
                refused(Reason.SIGNATURE_INVALID, stage.verify(forged));
            }
        }
    }

    @Test
    void S32_weakRsaKeyMakesTheProviderNotReady() {
        try (var strong = new Stage(folder, Keys.IDP, UnaryOperator.identity());
                var weak = new Stage(folder, SamlKeys.rsa(1024), UnaryOperator.identity())) {
            granted(strong.verify(strong.idp.response(strong.spec())));
            refused(Reason.PROVIDER_NOT_READY, weak.verify(weak.idp.response(weak.spec())));
        }
    }

    @Test
    void S45_plainAssertionWhereEncryptionIsRequired() {
        try (var stage = new Stage(
                folder,
                Keys.IDP,
                base -> Broker.decrypting(base, SamlSettings.Encryption.REQUIRED, Keys.OURS.privateKeyPem()))) {
            granted(stage.verify(stage.idp.response(
                    stage.spec().encrypted(Keys.OURS.pair().getPublic(), ResponseSpec.Encryption.Mode.GCM))));
            refused(Reason.ENCRYPTION_FORM, stage.verify(stage.idp.response(stage.spec())));
        }
    }

    @Test
    void S60_otherAudiencesOfTheSettings() {
        try (var stage = new Stage(folder, Keys.IDP, base -> Broker.audiences(base, "urn:amazon:webservices"))) {
            granted(stage.verify(forAudience(stage, "urn:amazon:webservices")));
            refused(Reason.AUDIENCE_MISMATCH, stage.verify(forAudience(stage, "urn:amazon:webservice")));
        }
    }

    @Test
    void S66_authenticationOlderThanTheSettings() {
        var times = new SamlSettings.Times(Duration.ofSeconds(60), Optional.of(Duration.ofMinutes(5)));
        try (var stage = new Stage(folder, Keys.IDP, base -> Broker.times(base, times))) {
            granted(stage.verify(authenticatedAt(stage, "2026-03-01T11:54:30Z")));
            refused(Reason.AUTHENTICATION_TOO_OLD, stage.verify(authenticatedAt(stage, "2026-03-01T11:53:59Z")));
        }
    }

    @Test
    void S67_answerToAnotherRequest() {
        try (var stage = new Stage(folder, Keys.IDP, UnaryOperator.identity())) {
            granted(stage.verifyAnswerTo(stage.idp.response(stage.spec().inResponseTo("_ours")), "_ours"));
            refused(
                    Reason.IN_RESPONSE_TO_MISMATCH,
                    stage.verifyAnswerTo(stage.idp.response(stage.spec().inResponseTo("_theirs")), "_ours"));
            refused(Reason.IN_RESPONSE_TO_MISMATCH, stage.verifyAnswerTo(stage.idp.response(stage.spec()), "_ours"));
        }
    }

    @Test
    void S68_unsolicitedWhereLoginsMustStartHere() {
        try (var stage = new Stage(folder, Keys.IDP, Broker::notIdpInitiated)) {
            granted(stage.verifyAnswerTo(stage.idp.response(stage.spec().inResponseTo("_ours")), "_ours"));
            refused(Reason.UNSOLICITED_NOT_ALLOWED, stage.verify(stage.idp.response(stage.spec())));
        }
    }

    @Test
    void S70_otherSpellingOfTheSameAssertionHasTheSameReplayKey() {
        try (var stage = new Stage(folder, Keys.IDP, UnaryOperator.identity())) {
            String response = stage.idp.response(stage.spec());
            String text = new String(Base64.getDecoder().decode(response), StandardCharsets.UTF_8);
            String respelt =
                    "\n" + text.replace("<samlp:Status>", "<samlp:Status >\n").strip() + "\n";
            String other = Base64.getMimeEncoder().encodeToString(respelt.getBytes(StandardCharsets.UTF_8));
            assertNotEquals(response, other);
            assertEquals(
                    granted(stage.verify(response)).replayKey(),
                    granted(stage.verify(other)).replayKey());
        }
    }

    @Test
    void S78_oneTimeUseWhereProofsServeSeveralRoles() {
        try (var once = new Stage(folder, Keys.IDP, UnaryOperator.identity());
                var fanned = new Stage(
                        folder,
                        Keys.IDP,
                        UnaryOperator.identity(),
                        Provider.ReplayScope.PER_ROLE,
                        new SantuarioEngine())) {
            String response = once.idp.forged(
                    once.spec(),
                    draft -> draft.append(draft.first("Conditions"), "<saml:OneTimeUse/>"),
                    draft -> {},
                    UnaryOperator.identity());
            granted(once.verify(response));
            refused(Reason.AUDIENCE_MISMATCH, fanned.verify(response));
        }
    }

    @Test
    void S88_responseForOneProviderAtAnother() {
        try (var stage = new Stage(folder, Keys.IDP, UnaryOperator.identity())) {
            var other = Broker.provider("other", stage.settings());
            String response = stage.idp.response(stage.spec());
            granted(stage.verify(response));
            refused(Reason.DESTINATION_MISMATCH, Broker.verify(stage.adapter, other, response));
            refused(
                    Reason.PROVIDER_MISMATCH,
                    Broker.verify(stage.adapter, other, response, Broker.unsolicited(stage.provider), Broker.NOW));
        }
    }

    @Test
    void S89_twoTenantsWithOneEntityId() {
        try (var first = new Stage(folder, Keys.IDP, UnaryOperator.identity());
                var second = new Stage(folder, Keys.OTHER, UnaryOperator.identity())) {
            first.adapter.prepare(List.of(second.provider));
            String response = first.idp.response(first.spec());
            granted(first.verify(response));
            refused(Reason.SIGNATURE_INVALID, Broker.verify(first.adapter, second.provider, response));
        }
    }

    @Test
    void providerThatWasNeverPreparedIsNotReady() {
        try (var stage = new Stage(folder, Keys.IDP, UnaryOperator.identity())) {
            var stranger = Broker.provider(
                    "corp", Broker.settings(folder.resolve("absent.xml").toUri()));
            var outcome = Broker.verify(stage.adapter, stranger, stage.idp.response(stage.spec()));
            refused(Reason.PROVIDER_NOT_READY, outcome);
        }
    }

    private static String forAudience(Stage stage, String audience) {
        return stage.idp.forged(
                stage.spec(), draft -> draft.text("Audience", audience), draft -> {}, UnaryOperator.identity());
    }

    private static String authenticatedAt(Stage stage, String instant) {
        return stage.idp.forged(
                stage.spec(),
                draft -> draft.set("AuthnStatement", "AuthnInstant", instant),
                draft -> {},
                UnaryOperator.identity());
    }

    private static Verified granted(Outcome<Verified> outcome) {
        return outcome.value().orElseThrow(() -> new AssertionError(Broker.told(outcome)));
    }

    private static void refused(Reason reason, Outcome<Verified> outcome) {
        assertEquals(reason, Broker.reason(outcome), () -> Broker.told(outcome));
        assertTrue(outcome.value().isEmpty());
    }
}
