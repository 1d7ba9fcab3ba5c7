package dev.daypass.adapters.saml.metadata;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opensaml.saml.common.xml.SAMLConstants;
import org.opensaml.saml.saml2.metadata.Endpoint;
import org.opensaml.saml.saml2.metadata.IDPSSODescriptor;
import org.opensaml.saml.saml2.metadata.SingleLogoutService;

/** Picks the addresses that a browser may be sent to: the first of each binding that is https, or loopback http. */
final class ServiceReader {
    private ServiceReader() {}

    static SignOn signOn(IDPSSODescriptor role) {
        List<? extends Endpoint> services = role.getSingleSignOnServices();
        return new SignOn(
                first(services, SAMLConstants.SAML2_REDIRECT_BINDING_URI),
                first(services, SAMLConstants.SAML2_POST_BINDING_URI),
                Boolean.TRUE.equals(role.getWantAuthnRequestsSigned()));
    }

    static SignOut signOut(IDPSSODescriptor role) {
        return new SignOut(
                logout(role, SAMLConstants.SAML2_REDIRECT_BINDING_URI),
                logout(role, SAMLConstants.SAML2_POST_BINDING_URI));
    }

    private static Optional<URI> first(List<? extends Endpoint> services, String binding) {
        return services.stream()
                .filter(service -> binding.equals(service.getBinding()))
                .flatMap(service -> address(service.getLocation()).stream())
                .findFirst();
    }

    private static Optional<SignOut.Place> logout(IDPSSODescriptor role, String binding) {
        return role.getSingleLogoutServices().stream()
                .filter(service -> binding.equals(service.getBinding()))
                .flatMap(service -> service(service).stream())
                .findFirst();
    }

    private static Optional<SignOut.Place> service(SingleLogoutService service) {
        Optional<URI> requests = address(service.getLocation());
        Optional<URI> responses =
                service.getResponseLocation() == null ? requests : address(service.getResponseLocation());
        return requests.flatMap(to -> responses.map(back -> new SignOut.Place(to, back)));
    }

    /** A page of script or of a file is no place to send a browser to, and a password needs TLS. */
    private static Optional<URI> address(@Nullable String location) {
        try {
            URI address = URI.create(Optional.ofNullable(location).orElse(""));
            boolean safe = "https".equalsIgnoreCase(address.getScheme())
                    || ("http".equalsIgnoreCase(address.getScheme()) && Hosts.isLoopbackName(address));
            boolean plain = address.getHost() != null && address.getUserInfo() == null && address.getFragment() == null;
            return safe && plain ? Optional.of(address) : Optional.empty();
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }
}
