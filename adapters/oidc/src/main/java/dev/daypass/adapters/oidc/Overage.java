package dev.daypass.adapters.oidc;

import dev.daypass.core.identity.AttributeValue;
import java.util.List;
import java.util.Map;

/**
 * OpenID Connect Core 5.6.2; Entra ID's group overage. Such claims hold fewer groups than their subject has, and the rest is
 * at an address that they name: to go on would read 'too many groups' as 'no groups'.
 */
final class Overage {
    static final String DETAIL =
            "O10: claims are left out and named where to fetch them (group overage); have the provider send assigned groups"
                    + " only, or roles instead of groups";

    private Overage() {}

    static boolean in(Map<String, List<AttributeValue>> claims) {
        boolean overage = claims.getOrDefault("hasgroups", List.of()).stream()
                .anyMatch(value -> !value.text().equals("false"));
        return overage
                || namesSomething(claims, "_claim_names")
                || namesSomething(claims, "_claim_sources")
                || claims.containsKey("groups:src1");
    }

    private static boolean namesSomething(Map<String, List<AttributeValue>> claims, String claim) {
        return claims.getOrDefault(claim, List.of()).stream()
                .anyMatch(value -> !(value instanceof AttributeValue.Structure names)
                        || !names.members().isEmpty());
    }
}
