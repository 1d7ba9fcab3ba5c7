package dev.daypass.core.config;

import dev.daypass.core.application.RolePattern;
import dev.daypass.core.config.form.Placed;
import dev.daypass.core.config.form.Reading;
import dev.daypass.core.principal.ServicePrincipal;
import dev.daypass.core.provider.DirectorySettings;
import dev.daypass.core.provider.Provider;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What the applications' files name, compared with what is there. */
record ApplicationReferences(
        Reading reading,
        Optional<String> issuer,
        Registry<ProviderReader.Draft> providers,
        Registry<RoleReader.Draft> roles,
        Registry<ServicePrincipal> services) {
    void providers(List<Placed<String>> names) {
        names.forEach(name -> providers.require(name, reading));
    }

    /** Whether none of the providers is such a directory; of those that could not be read nobody knows. */
    boolean lackDirectory(List<Placed<String>> names, Predicate<DirectorySettings> fits) {
        return names.stream()
                .flatMap(name -> providers.get(name.value()).stream())
                .allMatch(draft -> draft.provider()
                        .map(Provider::settings)
                        .map(settings -> !(settings instanceof DirectorySettings directory) || !fits.test(directory))
                        .orElse(false));
    }

    void service(Placed<String> name) {
        services.require(name, reading);
    }

    /** Tokens for the broker are nobody's else. */
    boolean isIssuer(String audience) {
        return issuer.filter(audience::equals).isPresent();
    }

    /** One role must be there; of a pattern at least one. */
    void roles(List<Placed<String>> patterns) {
        for (Placed<String> written : patterns) {
            var pattern = new RolePattern(written.value());
            if (!pattern.wild()) {
                roles.require(written, reading);
            } else if (roles.names().stream().noneMatch(pattern::matches)) {
                reading.warning(
                        "matches-nothing",
                        written.source(),
                        "no role's name fits `" + written.value() + "`",
                        "compare it with the names in `roles/`, such as "
                                + roles.names().stream().sorted().findFirst().orElse("prod/ReadOnly"));
            }
        }
    }
}
