package dev.daypass.adapters.saml.response;

import dev.daypass.core.identity.AuthenticationContext;
import dev.daypass.core.identity.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a signed assertion says (SAML Core 2.3.3), read but not yet held against what is expected.
 *
 * @param attributes texts by exact attribute name, in the order they came
 */
record Assertion(
        String id,
        Instant issueInstant,
        String issuer,
        Subject subject,
        List<Confirmation> confirmations,
        Conditions conditions,
        AuthenticationContext authentication,
        Map<String, List<String>> attributes) {

    /**
     * One SubjectConfirmation (Core 2.4.1.1, 2.4.1.2).
     *
     * @param keyed whether its data holds elements, such as the key of holder-of-key
     */
    record Confirmation(
            String method,
            Optional<String> recipient,
            Optional<String> inResponseTo,
            Optional<Instant> notBefore,
            Optional<Instant> notOnOrAfter,
            boolean keyed) {}

    /**
     * The Conditions (Core 2.5).
     *
     * @param audiences one list for each AudienceRestriction; all restrictions must hold
     */
    record Conditions(
            Optional<Instant> notBefore,
            Optional<Instant> notOnOrAfter,
            List<List<String>> audiences,
            boolean oneTimeUse,
            boolean forbidsProxying) {}

    @Override
    public String toString() {
        return "Assertion[" + attributes.size() + " attributes]";
    }
}
