package dev.daypass.core.token;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who acts for the subject, outermost first (RFC 8693 section 4.1).
 *
 * @param issuer who vouched for the actor, where it is not we
 * @param former who acted before
 */
public record Actor(String subject, Optional<String> issuer, Optional<Actor> former) {
    private static final int DEEPEST = 8;

    Map<String, Object> claim() {
        var claim = new LinkedHashMap<String, Object>();
        claim.put("sub", subject);
        issuer.ifPresent(iss -> claim.put("iss", iss));
        former.ifPresent(actor -> claim.put("act", actor.claim()));
        return claim;
    }

    static Optional<Actor> of(Object claim) {
        return of(claim, DEEPEST);
    }

    /** How many actors the chain names. */
    public int depth() {
        return 1 + former.map(Actor::depth).orElse(0);
    }

    private static Optional<Actor> of(Object claim, int deeper) {
        if (!(claim instanceof Map<?, ?> members) || !(members.get("sub") instanceof String subject) || deeper == 0) {
            return Optional.empty();
        }
        Optional<String> issuer = members.get("iss") instanceof String iss ? Optional.of(iss) : Optional.empty();
        Object former = members.get("act");
        return Optional.of(new Actor(subject, issuer, former == null ? Optional.empty() : of(former, deeper - 1)));
    }
}
