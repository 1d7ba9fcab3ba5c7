package dev.daypass.core.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a provider vouched for, verified. Only proof verifiers make one; the architecture test names them.
 *
 * <p>{@link #attributes()} is what the provider sent, {@link #user()} what the provider's {@code attributes} map made
 * of it: rules, tags and conditions read the latter.
 */
public final class Identity {
    private final ProviderId provider;
    private final String issuer;
    private final Subject subject;
    private final List<String> audiences;
    private final Optional<String> authorizedParty;
    private final Attributes attributes;
    private final AuthenticationContext authentication;
    private final String proofId;
    private final Attributes user;
    private final Optional<Instant> vouchedAt;

    private Identity(
            ProviderId provider,
            String issuer,
            Subject subject,
            List<String> audiences,
            Optional<String> authorizedParty,
            Attributes attributes,
            AuthenticationContext authentication,
            String proofId,
            Attributes user,
            Optional<Instant> vouchedAt) {
        this.provider = provider;
        this.issuer = issuer;
        this.subject = subject;
        this.audiences = List.copyOf(audiences);
        this.authorizedParty = authorizedParty;
        this.attributes = attributes;
        this.authentication = authentication;
        this.proofId = proofId;
        this.user = user;
        this.vouchedAt = vouchedAt;
    }

    /**
     * Called by a proof verifier when every check has passed.
     *
     * @param issuer entity id or issuer URL as verified
     * @param audiences whom the proof was made for: SAML's bearer {@code Recipient}, a JWT's {@code aud}
     * @param authorizedParty a JWT's {@code azp}
     * @param proofId the assertion's ID or the token's {@code jti}, else a hash; unique at this issuer
     */
    public static Identity verified(
            ProviderId provider,
            String issuer,
            Subject subject,
            List<String> audiences,
            Optional<String> authorizedParty,
            Attributes attributes,
            AuthenticationContext authentication,
            String proofId) {
        return new Identity(
                provider,
                issuer,
                subject,
                audiences,
                authorizedParty,
                attributes,
                authentication,
                proofId,
                Attributes.none(),
                Optional.empty());
    }

    /** The same identity with when the provider said so, by its own clock: {@code IssueInstant}, {@code iat}. */
    public Identity vouchedAt(Instant issued) {
        return copy(attributes, authentication, user, Optional.of(issued));
    }

    /** The same identity with the attributes that the provider's map made; called by sign-in alone. */
    public Identity normalised(Attributes user) {
        return copy(attributes, authentication, user, vouchedAt);
    }

    /** The same person authenticated in another way; called where nobody signs in but what is known is judged anew. */
    public Identity authenticated(AuthenticationContext how) {
        return copy(attributes, how, user, vouchedAt);
    }

    private Identity copy(Attributes sent, AuthenticationContext how, Attributes mapped, Optional<Instant> issued) {
        return new Identity(provider, issuer, subject, audiences, authorizedParty, sent, how, proofId, mapped, issued);
    }

    /** The same identity, of which nothing that is made lasts longer than until then. */
    public Identity endingBy(Instant end) {
        return authenticated(authentication.endingBy(Optional.of(end)));
    }

    /**
     * Who signed in here, with what the provider says of the same person now; not normalised yet. The earlier end of the
     * provider's session counts.
     *
     * @throws IllegalArgumentException if it is somebody else
     */
    public Identity toldAnew(Identity now) {
        if (!provider.equals(now.provider) || !subject.value().equals(now.subject.value())) {
            throw new IllegalArgumentException("somebody else was asked about");
        }
        return copy(
                now.attributes,
                authentication.endingBy(now.authentication.sessionNotOnOrAfter()),
                Attributes.none(),
                vouchedAt);
    }

    public ProviderId provider() {
        return provider;
    }

    public String issuer() {
        return issuer;
    }

    public Subject subject() {
        return subject;
    }

    public List<String> audiences() {
        return audiences;
    }

    public Optional<String> authorizedParty() {
        return authorizedParty;
    }

    public Attributes attributes() {
        return attributes;
    }

    public AuthenticationContext authentication() {
        return authentication;
    }

    public String proofId() {
        return proofId;
    }

    public Attributes user() {
        return user;
    }

    /** When the provider vouched for it, by its own clock; empty where it tells no such time. */
    public Optional<Instant> vouchedAt() {
        return vouchedAt;
    }

    @Override
    public String toString() {
        return "Identity[" + provider + ", " + attributes + "]";
    }
}
