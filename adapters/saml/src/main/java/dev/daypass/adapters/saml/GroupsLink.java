package dev.daypass.adapters.saml;

import dev.daypass.adapters.saml.xml.ProofRefused;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.outcome.Reason;
import dev.daypass.core.provider.Provider;

/**
 * Entra ID's group overage in SAML: beyond 150 groups an assertion names an address to fetch them from, and has none of
 * them. To go on would read 'too many groups' as 'no groups' (security O10). Where a directory tells the groups, nothing is
 * missing; nobody ever fetches from an address that an assertion names.
 */
final class GroupsLink {
    private static final String NAME = "http://schemas.microsoft.com/claims/groups.link";

    private GroupsLink() {}

    static void check(Identity identity, Provider provider) throws ProofRefused {
        if (identity.attributes().has(NAME) && provider.enrichment().isEmpty()) {
            throw ProofRefused.because(
                    Reason.ATTRIBUTE_INVALID,
                    "O10: groups are left out and named where to fetch them (group overage); have the provider send"
                            + " assigned groups only, or roles instead of groups, or have a directory tell them (`enrich`)");
        }
    }
}
