package dev.daypass.adapters.saml.response;

import static dev.daypass.core.outcome.Reason.AUDIENCE_MISMATCH;
import static dev.daypass.core.outcome.Reason.AUTHENTICATION_TOO_OLD;
import static dev.daypass.core.outcome.Reason.DESTINATION_MISMATCH;
import static dev.daypass.core.outcome.Reason.IN_RESPONSE_TO_MISMATCH;
import static dev.daypass.core.outcome.Reason.ISSUER_MISMATCH;
import static dev.daypass.core.outcome.Reason.PROOF_EXPIRED;
import static dev.daypass.core.outcome.Reason.PROOF_NOT_YET_VALID;
import static dev.daypass.core.outcome.Reason.REQUIREMENT_NOT_MET;
import static dev.daypass.core.outcome.Reason.SUBJECT_MISSING;
import static dev.daypass.core.outcome.Reason.UNSOLICITED_NOT_ALLOWED;

import dev.daypass.adapters.saml.xml.ProofRefused;
import dev.daypass.core.identity.Attributes;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.login.PendingLogins;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.provider.SamlSettings;
import dev.daypass.core.signin.Verified;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A signed assertion that was made by this provider, for us, for now, and for this request (SAML Core 2.5, Profiles
 * 4.1.4.3). The only maker of identities in this adapter.
 */
final class CheckedAssertion {
    /** Nothing made longer ago is believed, whatever time it gives itself. */
    private static final Duration LONGEST_LIFE = Duration.ofHours(24);

    private final Assertion assertion;
    private final Instant until;
    private final String recipient;

    private CheckedAssertion(Assertion assertion, Instant until, String recipient) {
        this.assertion = assertion;
        this.until = until;
        this.recipient = recipient;
    }

    static CheckedAssertion check(SignedElement signed, Assertion assertion, ProviderTrust trust, Expected expected)
            throws ProofRefused {
        var settings = trust.settings();
        var clock = new Tolerance(expected.now(), settings.times().skew());
        checkEnvelope(signed, trust, expected);
        if (!assertion.issuer().equals(trust.entityId())) {
            throw ProofRefused.because(ISSUER_MISMATCH, "S15, S71: the assertion's Issuer is not this provider");
        }
        checkMoments(signed.envelope().issueInstant(), "Response", clock);
        checkMoments(assertion.issueInstant(), "assertion", clock);
        checkConditions(assertion.conditions(), settings, expected, clock);
        checkNameQualifier(assertion, settings, expected);
        checkAuthentication(assertion, settings, clock);
        checkRequested(assertion, settings, expected, clock);
        Instant confirmed = BearerConfirmation.latestEnd(assertion.confirmations(), expected, clock);
        Instant end =
                assertion.conditions().notOnOrAfter().filter(confirmed::isAfter).orElse(confirmed);
        return new CheckedAssertion(
                assertion, end.plus(clock.skew()), expected.serviceProvider().assertionConsumer());
    }

    /** The identity; {@code Recipient} is its audience, since that is what {@code saml:aud} means. */
    Verified verified(ProviderId provider) {
        var identity = Identity.verified(
                        provider,
                        assertion.issuer(),
                        assertion.subject(),
                        List.of(recipient),
                        Optional.empty(),
                        Attributes.ofTexts(assertion.attributes()),
                        assertion.authentication(),
                        assertion.id())
                .vouchedAt(assertion.issueInstant());
        // An ID holds no space, so the two parts cannot run into each other.
        return new Verified(identity, assertion.id() + " " + assertion.issuer(), until);
    }

    /** Profiles 4.1.4.2, 4.1.4.3, 4.1.5; Bindings 3.5.5.2. */
    private static void checkEnvelope(SignedElement signed, ProviderTrust trust, Expected expected)
            throws ProofRefused {
        Envelope envelope = signed.envelope();
        boolean mustNameIssuer = signed.responseSigned() || signed.decrypted();
        boolean issuerFits = envelope.issuer().map(trust.entityId()::equals).orElse(!mustNameIssuer);
        if (!issuerFits) {
            throw ProofRefused.because(ISSUER_MISMATCH, "S71: the Response's Issuer is not this provider");
        }
        String consumer = expected.serviceProvider().assertionConsumer();
        boolean destinationFits = envelope.destination().map(consumer::equals).orElse(!signed.responseSigned());
        if (!destinationFits) {
            throw ProofRefused.because(DESTINATION_MISMATCH, "S61: Destination is not our assertion consumer");
        }
        if (expected.inResponseTo().isEmpty()) {
            if (envelope.inResponseTo().isPresent()) {
                throw ProofRefused.because(IN_RESPONSE_TO_MISMATCH, "S68: unsolicited, yet it answers a request");
            }
            if (!trust.settings().idpInitiated()) {
                throw ProofRefused.because(UNSOLICITED_NOT_ALLOWED, "S68: unsolicited Response");
            }
        } else if (!envelope.inResponseTo().equals(expected.inResponseTo())) {
            throw ProofRefused.because(IN_RESPONSE_TO_MISMATCH, "S67: the Response answers another request");
        }
    }

    private static void checkMoments(Instant issued, String what, Tolerance clock) throws ProofRefused {
        if (clock.isFuture(issued)) {
            throw ProofRefused.because(PROOF_NOT_YET_VALID, "S73: the " + what + " was issued in the future");
        }
        if (clock.isPast(issued.plus(LONGEST_LIFE))) {
            throw ProofRefused.because(PROOF_EXPIRED, "S73: the " + what + " was issued over a day ago");
        }
    }

    private static void checkConditions(
            Assertion.Conditions conditions, SamlSettings settings, Expected expected, Tolerance clock)
            throws ProofRefused {
        clock.checkWindow(conditions.notBefore(), conditions.notOnOrAfter(), "Conditions");
        if (conditions.audiences().isEmpty()) {
            throw ProofRefused.because(AUDIENCE_MISMATCH, "S60: no AudienceRestriction");
        }
        for (List<String> restriction : conditions.audiences()) {
            if (restriction.stream().noneMatch(audience -> isOurs(audience, settings, expected))) {
                throw ProofRefused.because(AUDIENCE_MISMATCH, "S60: an AudienceRestriction does not name us");
            }
        }
        if (conditions.forbidsProxying()) {
            throw ProofRefused.because(AUDIENCE_MISMATCH, "S78: ProxyRestriction forbids sessions from it");
        }
        if (conditions.oneTimeUse() && expected.replay() != Provider.ReplayScope.ONCE) {
            throw ProofRefused.because(
                    AUDIENCE_MISMATCH, "S78: OneTimeUse, but this provider's proofs serve several roles");
        }
    }

    private static boolean isOurs(String audience, SamlSettings settings, Expected expected) {
        return audience.equals(expected.serviceProvider().entityId())
                || settings.audiences().contains(audience);
    }

    private static void checkNameQualifier(Assertion assertion, SamlSettings settings, Expected expected)
            throws ProofRefused {
        boolean ours = assertion
                .subject()
                .qualifiers()
                .service()
                .map(qualifier -> isOurs(qualifier, settings, expected))
                .orElse(true);
        if (!ours) {
            throw ProofRefused.because(SUBJECT_MISSING, "S74: the NameID is qualified for another service provider");
        }
    }

    /** Core 2.7.2. */
    private static void checkAuthentication(Assertion assertion, SamlSettings settings, Tolerance clock)
            throws ProofRefused {
        var authentication = assertion.authentication();
        Instant instant = authentication.instant().orElse(Instant.EPOCH);
        if (clock.isFuture(instant)) {
            throw ProofRefused.because(PROOF_NOT_YET_VALID, "S66: AuthnInstant in the future");
        }
        Optional<Duration> oldest = settings.times().maxAuthenticationAge();
        if (oldest.isPresent() && clock.isPast(instant.plus(oldest.get()))) {
            throw ProofRefused.because(AUTHENTICATION_TOO_OLD, "S66: AuthnInstant too long ago");
        }
        if (authentication.sessionNotOnOrAfter().map(clock::isPast).orElse(false)) {
            throw ProofRefused.because(PROOF_EXPIRED, "S65: the provider's session has ended");
        }
    }

    /** Core 3.3.2.2.1, 3.4.1: a provider that cannot give what was asked for must not answer with something else. */
    private static void checkRequested(Assertion assertion, SamlSettings settings, Expected expected, Tolerance clock)
            throws ProofRefused {
        var authentication = assertion.authentication();
        List<String> contexts = settings.requests().contexts();
        if (!contexts.isEmpty()
                && authentication.contextClass().filter(contexts::contains).isEmpty()) {
            throw ProofRefused.because(
                    REQUIREMENT_NOT_MET, "O07: the AuthnContextClassRef is none of `requestedContext`");
        }
        boolean afresh =
                settings.requests().forceAuthn() && expected.inResponseTo().isPresent();
        Instant instant = authentication.instant().orElse(Instant.EPOCH);
        if (afresh && clock.isPast(instant.plus(PendingLogins.PATIENCE))) {
            throw ProofRefused.because(
                    AUTHENTICATION_TOO_OLD, "S66: ForceAuthn was asked for and AuthnInstant is before our request");
        }
    }
}
