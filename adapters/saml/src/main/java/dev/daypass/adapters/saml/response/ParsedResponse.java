package dev.daypass.adapters.saml.response;

import dev.daypass.adapters.saml.signature.FormedSignature;
import dev.daypass.core.signin.Claimed;
import java.util.Optional;
import java.util.Set;

/** A Response whose form is right and of which nothing is believed yet. Only {@link ResponseReader} makes one. */
public final class ParsedResponse {
    private final Envelope envelope;
    private final Optional<FormedSignature> signature;
    private final Optional<String> failure;
    private final Content content;
    private final Set<String> ids;
    private final String claimedIssuer;

    ParsedResponse(Parts parts, Set<String> ids, String claimedIssuer) {
        this.envelope = parts.envelope();
        this.signature = parts.signature();
        this.failure = parts.failure();
        this.content = parts.content();
        this.ids = Set.copyOf(ids);
        this.claimedIssuer = claimedIssuer;
    }

    /**
     * What a Response consists of.
     *
     * @param failure what its Status says unless it says success
     */
    record Parts(Envelope envelope, Optional<FormedSignature> signature, Optional<String> failure, Content content) {}

    /** Who it says made it; empty if it does not say. */
    public String claimedIssuer() {
        return claimedIssuer;
    }

    /** Where it says it is addressed to; absent if it does not say. */
    public Optional<String> claimedDestination() {
        return envelope.destination();
    }

    /** When it says it was made, and what it says it answers. */
    public Claimed claimed() {
        return new Claimed(Optional.of(envelope.issueInstant()), envelope.inResponseTo());
    }

    Envelope envelope() {
        return envelope;
    }

    Optional<FormedSignature> signature() {
        return signature;
    }

    Optional<String> failure() {
        return failure;
    }

    Content content() {
        return content;
    }

    Set<String> ids() {
        return ids;
    }
}
