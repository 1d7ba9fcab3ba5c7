package dev.daypass.core.exchange;

import dev.daypass.core.decision.CallerContext;
import dev.daypass.core.identity.AttributeValue;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.policy.ConditionContext;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.provider.ProviderSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The condition keys that trust policies read from a proof: {@code saml:*} and {@code ISSUER:*} (IAM user guide, AWS
 * global and IAM condition context keys), and of our own {@code directory:sub} and {@code directory:method}, which is
 * {@code pwd} or {@code kerberos}.
 */
final class ProofConditionKeys {
    private static final String FORMAT_PREFIX = "urn:oasis:names:tc:SAML:2.0:nameid-format:";

    private ProofConditionKeys() {}

    /** Everything the proof says, for the moment of assumption. */
    static void put(ConditionContext.Builder keys, Identity identity, Provider provider, String account) {
        if (provider.settings().kind() == ProviderSettings.Kind.SAML) {
            lasting(identity, provider, account).forEach(keys::put);
            keys.put("saml:aud", identity.audiences())
                    .put("saml:iss", identity.issuer())
                    .put("saml:doc", account + "/" + provider.id());
            identity.attributes().names().forEach(name -> SamlAttributeKeys.keyOf(name)
                    .ifPresent(key -> keys.put(key, identity.attributes().texts(name))));
            return;
        }
        if (provider.settings().kind() == ProviderSettings.Kind.DIRECTORY) {
            lasting(identity, provider, account).forEach(keys::put);
            return;
        }
        String prefix = CallerContext.issuerPath(identity.issuer()) + ":";
        identity.attributes().asMap().forEach((name, values) -> {
            if (values.stream().noneMatch(AttributeValue.Structure.class::isInstance)) {
                keys.put(
                        prefix + name, values.stream().map(AttributeValue::text).toList());
            }
        });
        // Keys ignore case, claims do not: a claim `Sub` must not stand for the verified subject, so these come last.
        lasting(identity, provider, account).forEach(keys::put);
        keys.put(prefix + "azp", identity.authorizedParty().stream().toList())
                .put(prefix + "aud", identity.audiences())
                .put(prefix + "amr", identity.authentication().methods());
    }

    /** The keys that stay valid for the whole session. */
    static Map<String, List<String>> lasting(Identity identity, Provider provider, String account) {
        var keys = new LinkedHashMap<String, List<String>>();
        if (provider.settings().kind() == ProviderSettings.Kind.SAML) {
            keys.put("saml:sub", List.of(identity.subject().value()));
            identity.subject().format().ifPresent(format -> keys.put("saml:sub_type", List.of(subjectType(format))));
            keys.put("saml:namequalifier", List.of(nameQualifier(identity.issuer(), account, provider)));
        } else if (provider.settings().kind() == ProviderSettings.Kind.DIRECTORY) {
            keys.put("directory:sub", List.of(identity.subject().value()));
            keys.put("directory:method", identity.authentication().methods());
        } else {
            keys.put(
                    CallerContext.issuerPath(identity.issuer()) + ":sub",
                    List.of(identity.subject().value()));
        }
        return keys;
    }

    /** {@code persistent} and {@code transient} in short, any other NameID format whole. */
    static String subjectType(String format) {
        return format.equals(FORMAT_PREFIX + "persistent") || format.equals(FORMAT_PREFIX + "transient")
                ? format.substring(FORMAT_PREFIX.length())
                : format;
    }

    /** BASE64(SHA1(issuer + account + "/" + provider name)), a name and not a protection (STS AssumeRoleWithSAML). */
    static String nameQualifier(String issuer, String account, Provider provider) {
        try {
            byte[] text = (issuer + account + "/" + provider.id()).getBytes(StandardCharsets.UTF_8);
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-1 is part of every Java platform", e);
        }
    }
}
