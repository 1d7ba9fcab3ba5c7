package dev.daypass.adapters.saml.metadata;

import java.net.URI;
import java.util.Optional;
import org.opensaml.saml.common.xml.SAMLConstants;
import org.opensaml.saml.saml2.metadata.IDPSSODescriptor;
import org.opensaml.saml.saml2.metadata.SingleSignOnService;

/** Picks the addresses that a browser may be sent to: the first of each binding that is https, or loopback http. */
final class SignOnReader {
    private SignOnReader() {}

    static SignOn read(IDPSSODescriptor role) {
        return new SignOn(
                first(role, SAMLConstants.SAML2_REDIRECT_BINDING_URI),
                first(role, SAMLConstants.SAML2_POST_BINDING_URI),
                Boolean.TRUE.equals(role.getWantAuthnRequestsSigned()));
    }

    private static Optional<URI> first(IDPSSODescriptor role, String binding) {
        return role.getSingleSignOnServices().stream()
                .filter(service -> binding.equals(service.getBinding()))
                .flatMap(service -> address(service).stream())
                .findFirst();
    }

    /** A page of script or of a file is no place to send a browser to, and a password needs TLS. */
    private static Optional<URI> address(SingleSignOnService service) {
        try {
            URI address = URI.create(Optional.ofNullable(service.getLocation()).orElse(""));
            boolean safe = "https".equalsIgnoreCase(address.getScheme())
                    || ("http".equalsIgnoreCase(address.getScheme()) && Hosts.isLoopbackName(address));
            boolean plain = address.getHost() != null && address.getUserInfo() == null && address.getFragment() == null;
            return safe && plain ? Optional.of(address) : Optional.empty();
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }
}
