package dev.daypass.adapters.oidc;

import dev.daypass.adapters.oidc.jose.TokenRefusals;
import dev.daypass.core.identity.AttributeValue;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.outcome.Refusal;
import dev.daypass.core.provider.Provider;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * OpenID Connect Core 5.6.2; Entra ID's group overage. Such claims hold fewer groups than their subject has, and the rest is
 * at an address that they name: to go on would read 'too many groups' as 'no groups'. Where a directory tells the groups,
 * nothing is missing; nobody ever fetches from an address that a token names.
 */
enum Overage {
    /** All there is to know is in the claims. */
    REFUSED,
    /** A directory tells the groups. */
    MADE_UP_FOR;

    private static final String DETAIL =
            "O10: claims are left out and named where to fetch them (group overage); have the provider send assigned groups"
                    + " only, or roles instead of groups, or have a directory tell them (`enrich`)";

    static Overage of(Provider provider) {
        return provider.enrichment().isPresent() ? MADE_UP_FOR : REFUSED;
    }

    Optional<Refusal> problem(Map<String, List<AttributeValue>> claims) {
        boolean madeUpFor = this == MADE_UP_FOR && onlyGroupsAreNamed(claims);
        return leavesOut(claims) && !madeUpFor
                ? Optional.of(TokenRefusals.refusal(Reason.ATTRIBUTE_INVALID, DETAIL))
                : Optional.empty();
    }

    private static boolean leavesOut(Map<String, List<AttributeValue>> claims) {
        boolean overage = claims.getOrDefault("hasgroups", List.of()).stream()
                .anyMatch(value -> !value.text().equals("false"));
        return overage
                || namesSomething(claims, "_claim_names")
                || namesSomething(claims, "_claim_sources")
                || claims.containsKey("groups:src1");
    }

    /** A directory stands for groups, not for whatever else may be left out. */
    private static boolean onlyGroupsAreNamed(Map<String, List<AttributeValue>> claims) {
        return claims.getOrDefault("_claim_names", List.of()).stream()
                .allMatch(value -> value instanceof AttributeValue.Structure names
                        && names.members().keySet().stream().allMatch("groups"::equals));
    }

    private static boolean namesSomething(Map<String, List<AttributeValue>> claims, String claim) {
        return claims.getOrDefault(claim, List.of()).stream()
                .anyMatch(value -> !(value instanceof AttributeValue.Structure names)
                        || !names.members().isEmpty());
    }
}
