package dev.daypass.core.identity;

/** The configured name of an identity provider, such as {@code corp-saml}. */
public record ProviderId(String name) {
    @Override
    public String toString() {
        return name;
    }
}
