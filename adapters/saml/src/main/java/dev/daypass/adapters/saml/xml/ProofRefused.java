package dev.daypass.adapters.saml.xml;

import dev.daypass.core.outcome.Outcome;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import java.util.EnumMap;
import java.util.Map;

/**
 * The way out of a reader deep inside a document: carries a refusal up to the adapter's surface, where it becomes a
 * value again. Checked, so that no path forgets it; without a stack trace, so that a flood of bad input stays cheap.
 */
public final class ProofRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private static final Map<Reason, String> PUBLIC = publicMessages();

    private final transient Refusal refusal;

    private ProofRefused(Refusal refusal) {
        super(refusal.auditDetail(), null, false, false);
        this.refusal = refusal;
    }

    /**
     * A refusal.
     *
     * @param detail for the audit alone; starts with the number in the attack catalogue where one fits
     */
    public static ProofRefused because(Reason reason, String detail) {
        return new ProofRefused(
                new Refusal(reason, PUBLIC.getOrDefault(reason, "the SAML response was not accepted"), detail));
    }

    public Refusal refusal() {
        return refusal;
    }

    public Reason reason() {
        return refusal.reason();
    }

    /** The refusal as a value. */
    public <T> Outcome<T> outcome() {
        return Outcome.refused(refusal);
    }

    private static Map<Reason, String> publicMessages() {
        var messages = new EnumMap<Reason, String>(Reason.class);
        messages.put(Reason.ENCODING_INVALID, "the SAML response is not base64");
        messages.put(Reason.XML_MALFORMED, "the SAML response is not well-formed XML");
        messages.put(Reason.XML_FORBIDDEN, "the SAML response uses XML that is not allowed");
        messages.put(Reason.LIMIT_EXCEEDED, "the SAML response is too large");
        messages.put(Reason.SIGNATURE_MISSING, "the SAML response is not signed");
        messages.put(Reason.SIGNATURE_INVALID, "the signature of the SAML response is not valid");
        messages.put(Reason.PROOF_EXPIRED, "the SAML response has expired");
        messages.put(Reason.PROOF_NOT_YET_VALID, "the SAML response is not valid yet");
        messages.put(Reason.STATUS_NOT_SUCCESS, "the identity provider did not log the person in");
        messages.put(Reason.UNSOLICITED_NOT_ALLOWED, "this provider's logins must start here");
        messages.put(Reason.AUTHENTICATION_TOO_OLD, "the login at the identity provider is too long ago");
        messages.put(
                Reason.REQUIREMENT_NOT_MET,
                "the identity provider did not authenticate the person as strongly as asked");
        messages.put(Reason.PROVIDER_NOT_READY, "the identity provider's metadata is not available");
        return messages;
    }
}
