package dev.daypass.core.rules;

import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What rules need to know of a provider to be checked against it.
 *
 * <p>The compiler of rules never sees an identity: it sees which attributes there will be, of which type, made of what.
 */
public final class ProviderView {
    private final Map<String, CelType> types;
    private final AttributeMapping mapping;
    private final Optional<Requirement> requirement;
    private final Map<String, String> unproven;

    private ProviderView(
            Map<String, CelType> types,
            AttributeMapping mapping,
            Optional<Requirement> requirement,
            Map<String, String> unproven) {
        this.types = types;
        this.mapping = mapping;
        this.requirement = requirement;
        this.unproven = unproven;
    }

    /** A provider of which only the names of its attributes are known. */
    public static ProviderView named(Set<String> names) {
        var types = new LinkedHashMap<String, CelType>();
        names.forEach(name -> types.put(name, SimpleType.DYN));
        return new ProviderView(types, AttributeMapping.none(), Optional.empty(), Map.of());
    }

    /**
     * A provider that vouches for all it sends, such as a SAML identity provider.
     *
     * @param requirement what it requires of every identity
     */
    public static ProviderView trusted(AttributeMapping mapping, Optional<Requirement> requirement) {
        return new ProviderView(mapping.types(), mapping, requirement, Map.of());
    }

    /**
     * A provider that passes on what people say of themselves (security O09, T23).
     *
     * @param unproven its names for such attributes, each with the name of the attribute that proves it: {@code email} is
     *     proven by {@code email_verified}; an empty name if nothing does
     */
    public static ProviderView passingOn(
            AttributeMapping mapping, Optional<Requirement> requirement, Map<String, String> unproven) {
        return new ProviderView(mapping.types(), mapping, requirement, Map.copyOf(unproven));
    }

    /**
     * The same provider, whose people a directory tells more of: see {@link dev.daypass.core.identity.Attributes#enrichedBy} for what becomes of an
     * attribute that both have.
     */
    public ProviderView enrichedBy(ProviderView directory) {
        var united = new LinkedHashMap<>(types);
        directory.types.forEach((name, type) -> united.merge(name, type, ProviderView::united));
        return new ProviderView(united, mapping, requirement, unproven);
    }

    /** One value stays what it is; lists of different things are lists of anything. */
    private static CelType united(CelType own, CelType told) {
        if (own.equals(told) || (own.kind() != CelKind.LIST && own.kind() != CelKind.DYN)) {
            return own;
        }
        return SimpleType.DYN;
    }

    /** The claims of OpenID Connect Core 5.1 that people may choose for themselves, and what proves them. */
    public static Map<String, String> unprovenOpenIdClaims() {
        return Map.of(
                "email", "email_verified",
                "phone_number", "phone_number_verified",
                "preferred_username", "",
                "nickname", "",
                "name", "",
                "given_name", "",
                "family_name", "",
                "profile", "",
                "website", "");
    }

    /** Attributes that Active Directory and common LDAP set-ups let people write themselves. */
    public static Map<String, String> selfWritableDirectoryAttributes() {
        return Map.of(
                "description", "",
                "displayName", "",
                "telephoneNumber", "",
                "mobile", "",
                "homePhone", "",
                "physicalDeliveryOfficeName", "",
                "info", "",
                "thumbnailPhoto", "",
                "wWWHomePage", "",
                "url", "");
    }

    Map<String, CelType> types() {
        return types;
    }

    AttributeMapping mapping() {
        return mapping;
    }

    Optional<Requirement> requirement() {
        return requirement;
    }

    Map<String, String> unproven() {
        return unproven;
    }
}
