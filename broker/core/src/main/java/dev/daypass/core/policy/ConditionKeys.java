package dev.daypass.core.policy;

import dev.daypass.core.source.Suggestions;
import java.util.List;

/**
 * The condition keys of the prefixes that are defined once for all: {@code aws:}, {@code sts:}, {@code saml:} (sts.md 1.6),
 * and ours.
 */
final class ConditionKeys {
    private static final List<String> AWS = List.of(
            "aws:CalledVia",
            "aws:CalledViaFirst",
            "aws:CalledViaLast",
            "aws:CurrentTime",
            "aws:EpochTime",
            "aws:FederatedProvider",
            "aws:MultiFactorAuthAge",
            "aws:MultiFactorAuthPresent",
            "aws:PrincipalAccount",
            "aws:PrincipalArn",
            "aws:PrincipalIsAWSService",
            "aws:PrincipalOrgID",
            "aws:PrincipalOrgPaths",
            "aws:PrincipalServiceName",
            "aws:PrincipalServiceNamesList",
            "aws:PrincipalType",
            "aws:Referer",
            "aws:RequestedRegion",
            "aws:ResourceAccount",
            "aws:ResourceOrgID",
            "aws:ResourceOrgPaths",
            "aws:SecureTransport",
            "aws:SourceAccount",
            "aws:SourceArn",
            "aws:SourceIdentity",
            "aws:SourceIp",
            "aws:SourceVpc",
            "aws:SourceVpce",
            "aws:TagKeys",
            "aws:TokenIssueTime",
            "aws:UserAgent",
            "aws:userid",
            "aws:username",
            "aws:ViaAWSService",
            "aws:VpcSourceIp");
    private static final List<String> STS = List.of(
            "sts:AWSServiceName",
            "sts:DurationSeconds",
            "sts:ExternalId",
            "sts:RoleSessionName",
            "sts:SourceIdentity",
            "sts:TransitiveTagKeys");
    private static final List<String> SAML = List.of(
            "saml:aud",
            "saml:cn",
            "saml:commonName",
            "saml:doc",
            "saml:edupersonaffiliation",
            "saml:edupersonassurance",
            "saml:edupersonentitlement",
            "saml:edupersonnickname",
            "saml:edupersonorgdn",
            "saml:edupersonorgunitdn",
            "saml:edupersonprimaryaffiliation",
            "saml:edupersonprimaryorgunitdn",
            "saml:edupersonprincipalname",
            "saml:edupersonscopedaffiliation",
            "saml:edupersontargetedid",
            "saml:eduorghomepageuri",
            "saml:eduorgidentityauthnpolicyuri",
            "saml:eduorglegalname",
            "saml:eduorgsuperioruri",
            "saml:eduorgwhitepagesuri",
            "saml:givenName",
            "saml:iss",
            "saml:mail",
            "saml:name",
            "saml:namequalifier",
            "saml:organizationStatus",
            "saml:primaryGroupSID",
            "saml:sub",
            "saml:sub_type",
            "saml:surname",
            "saml:uid",
            "saml:x500UniqueIdentifier");
    private static final List<String> DAYPASS = List.of(
            "daypass:actor",
            "daypass:client-id",
            "daypass:dpop-jkt",
            "daypass:former-client-ids",
            "daypass:may-act",
            "daypass:Provider",
            "daypass:SessionAccount",
            "daypass:SessionRole",
            "daypass:x5t");
    private static final List<String> OPEN = List.of("aws:PrincipalTag/", "aws:RequestTag/", "aws:ResourceTag/");

    private ConditionKeys() {}

    /** The keys that share the key's prefix; empty if the prefix is somebody else's. */
    static List<String> ofPrefix(String key) {
        int colon = key.indexOf(':');
        return switch (colon < 0 ? "" : Letters.lower(key.substring(0, colon))) {
            case "aws" -> AWS;
            case "sts" -> STS;
            case "saml" -> SAML;
            case "daypass" -> DAYPASS;
            default -> List.of();
        };
    }

    static boolean isKnown(String key) {
        return ofPrefix(key).stream().anyMatch(key::equalsIgnoreCase)
                || OPEN.stream()
                        .anyMatch(open ->
                                key.length() > open.length() && key.regionMatches(true, 0, open, 0, open.length()));
    }

    static String cure(String key, List<String> known) {
        return Suggestions.closest(key, known)
                .map(near -> "did you mean `" + near + "`?")
                .orElse("attributes of a provider are named `user/NAME`, tags `aws:PrincipalTag/NAME`");
    }

    /** Whether a key tells for whom a proof was made: SAML's recipient, a token's audience. */
    static boolean isAudience(String foldedKey) {
        return foldedKey.endsWith(":aud") || foldedKey.endsWith(":azp") || foldedKey.endsWith(":oaud");
    }

    /** Whether a key tells about the subject what its provider vouched for: nothing that a caller chooses. */
    static boolean isSubject(String foldedKey) {
        boolean ours = foldedKey.startsWith("aws:") || foldedKey.startsWith("sts:");
        boolean aboutProvider = foldedKey.endsWith(":iss") || foldedKey.equals("saml:doc");
        return foldedKey.startsWith("user/")
                || (foldedKey.indexOf(':') > 0 && !ours && !aboutProvider && !isAudience(foldedKey));
    }
}
