package dev.daypass.core.application;

import java.util.Optional;
import java.util.Set;

/**
 * A web site behind a proxy that asks us about every request (forward authentication). What a session may do there, its
 * policies say: action {@code http:METHOD} on resource {@code arn:PARTITION:http:::HOST/PATH}.
 *
 * @param host without port, in lower case
 * @param audiences whose tokens are taken there, and no others: a token that one site sees must open no other
 * @param signedBodies what a signature over a body that we never see is worth
 * @param role what people take there who come with a browser, {@code ALIAS/NAME}; absent: browsers are not signed in
 */
public record ForwardedSite(String host, Set<String> audiences, SignedBodies signedBodies, Optional<String> role) {
    public ForwardedSite {
        audiences = Set.copyOf(audiences);
    }

    /** Who compares a signed request's body with the hash that was signed. */
    public enum SignedBodies {
        /** Nobody: a signed request must have none. */
        REFUSED,
        /** The site itself, which is told the hash. */
        COMPARED_BY_SITE
    }
}
