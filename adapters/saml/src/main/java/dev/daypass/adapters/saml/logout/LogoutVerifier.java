package dev.daypass.adapters.saml.logout;

import static dev.daypass.core.outcome.Reason.DESTINATION_MISMATCH;
import static dev.daypass.core.outcome.Reason.ISSUER_MISMATCH;
import static dev.daypass.core.outcome.Reason.PROOF_EXPIRED;
import static dev.daypass.core.outcome.Reason.PROOF_NOT_YET_VALID;
import static dev.daypass.core.outcome.Reason.SIGNATURE_FORM;
import static dev.daypass.core.outcome.Reason.SIGNATURE_MISSING;
import static dev.daypass.core.outcome.Reason.SUBJECT_MISSING;

import dev.daypass.adapters.saml.encryption.EncryptionForm;
import dev.daypass.adapters.saml.encryption.XmlDecrypter;
import dev.daypass.adapters.saml.response.NameIdReader;
import dev.daypass.adapters.saml.response.ProviderTrust;
import dev.daypass.adapters.saml.response.ServiceProvider;
import dev.daypass.adapters.saml.response.Tolerance;
import dev.daypass.adapters.saml.signature.QuerySignature;
import dev.daypass.adapters.saml.signature.SignatureVerifier;
import dev.daypass.adapters.saml.xml.ElementReader;
import dev.daypass.adapters.saml.xml.Namespaces;
import dev.daypass.adapters.saml.xml.ProofRefused;
import dev.daypass.adapters.saml.xml.XmlParser;
import dev.daypass.core.identity.Subject;
import dev.daypass.core.login.CarriedLogout;
import dev.daypass.core.login.LogoutMessage;
import dev.daypass.core.login.UpstreamLogout;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.w3c.dom.Element;

/**
 * From a logout message as it came to what its signer says (SAML Profiles 4.4.3, 4.4.4; catalogue S83). A message without
 * a signature of this provider says nothing. Safe for several threads.
 */
public final class LogoutVerifier {
    /** A message travels with a browser that is on its way; an older one was kept by somebody. */
    private static final Duration LONGEST_JOURNEY = Duration.ofMinutes(10);

    private final Unwrapping unwrapping;
    private final XmlParser parser;
    private final SignatureVerifier signatures;
    private final XmlDecrypter decrypter;

    /**
     * @param limit bytes of a message
     */
    public LogoutVerifier(int limit, XmlParser parser, SignatureVerifier signatures, XmlDecrypter decrypter) {
        this.unwrapping = new Unwrapping(limit);
        this.parser = parser;
        this.signatures = signatures;
        this.decrypter = decrypter;
    }

    /** The message, if all about it holds but its first use and the request that an answer answers. */
    public LogoutMessage verify(CarriedLogout carried, ProviderTrust trust, ServiceProvider self, Instant now)
            throws ProofRefused {
        IncomingMessage incoming = unwrapping.unwrap(carried);
        ParsedLogout parsed = LogoutReader.read(parser.parse(incoming.xml()).root(), incoming.kind());
        checkSignature(incoming, parsed, trust);
        var clock = new Tolerance(now, trust.settings().times().skew());
        checkHead(parsed.head(), trust, self, clock);
        if (parsed.content() instanceof ParsedLogout.Request request) {
            return new LogoutMessage.Asked(logout(parsed.head(), request, trust, self, clock), incoming.relayState());
        }
        var response = (ParsedLogout.Response) parsed.content();
        return new LogoutMessage.Answered(
                response.inResponseTo(),
                incoming.relayState().orElse(""),
                response.status().complete(),
                response.status().told());
    }

    /** The signature stands where the binding has it, and nowhere else (Bindings 3.4.4.1, 3.5.5.2). */
    private void checkSignature(IncomingMessage incoming, ParsedLogout parsed, ProviderTrust trust)
            throws ProofRefused {
        if (incoming.detached().isPresent()) {
            if (parsed.signature().isPresent()) {
                throw ProofRefused.because(SIGNATURE_FORM, "S83: a signature inside a message of the query");
            }
            var detached = incoming.detached().get();
            QuerySignature.verify(detached.algorithm(), detached.octets(), detached.value(), trust.keys());
            return;
        }
        if (parsed.signature().isEmpty()) {
            throw ProofRefused.because(SIGNATURE_MISSING, "S83: the logout message is not signed");
        }
        signatures.verify(parsed.signature().get(), trust.keys());
    }

    private static void checkHead(ParsedLogout.Head head, ProviderTrust trust, ServiceProvider self, Tolerance clock)
            throws ProofRefused {
        if (!head.issuer().equals(trust.entityId())) {
            throw ProofRefused.because(ISSUER_MISMATCH, "S71, S83: Issuer is not this provider");
        }
        if (!head.destination().map(self.singleLogout()::equals).orElse(false)) {
            throw ProofRefused.because(DESTINATION_MISMATCH, "S61, S83: Destination is not our logout service");
        }
        if (clock.isFuture(head.issued())) {
            throw ProofRefused.because(PROOF_NOT_YET_VALID, "S73, S83: the message was issued in the future");
        }
        if (clock.isPast(head.issued().plus(LONGEST_JOURNEY))) {
            throw ProofRefused.because(PROOF_EXPIRED, "S73, S83: the message was issued too long ago");
        }
    }

    private UpstreamLogout logout(
            ParsedLogout.Head head,
            ParsedLogout.Request request,
            ProviderTrust trust,
            ServiceProvider self,
            Tolerance clock)
            throws ProofRefused {
        if (request.notOnOrAfter().map(clock::isPast).orElse(false)) {
            throw ProofRefused.because(PROOF_EXPIRED, "S64, S83: NotOnOrAfter has come");
        }
        Subject subject = NameIdReader.read(name(request.name(), trust));
        Optional<String> qualifier = subject.qualifiers().service();
        boolean ours = qualifier
                .map(service -> service.equals(self.entityId())
                        || trust.settings().audiences().contains(service))
                .orElse(true);
        if (!ours) {
            throw ProofRefused.because(SUBJECT_MISSING, "S74: the NameID is qualified for another service provider");
        }
        return new UpstreamLogout(
                head.id(),
                head.issued(),
                head.issued().plus(LONGEST_JOURNEY).plus(clock.skew()),
                Optional.of(subject.value()),
                request.sessions());
    }

    private Element name(Element name, ProviderTrust trust) throws ProofRefused {
        return ElementReader.is(name, Namespaces.SAML, "NameID")
                ? name
                : decrypter
                        .decrypt(EncryptionForm.check(name), trust.decryption())
                        .root();
    }
}
