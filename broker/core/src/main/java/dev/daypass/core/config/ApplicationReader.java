package dev.daypass.core.config;

import dev.daypass.core.application.Application;
import dev.daypass.core.application.ClientAuthentication;
import dev.daypass.core.application.Permitted;
import dev.daypass.core.application.RolePattern;
import dev.daypass.core.application.TokenPolicy;
import dev.daypass.core.config.form.Fields;
import dev.daypass.core.config.form.Placed;
import dev.daypass.core.config.form.Reading;
import dev.daypass.core.identity.ProviderId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads {@code apps/}: OAuth clients, and links that people see in the portal. */
final class ApplicationReader {
    private final Reading reading;
    private final ClientAuthenticationReader authentications;
    private final ApplicationReferences known;
    private final ApplicationCheck check;
    private final Registry<Application> applications;
    private final TileReader tiles;

    ApplicationReader(
            Reading reading,
            ClientAuthenticationReader authentications,
            ApplicationReferences known,
            Registry<Application> applications,
            TileReader tiles) {
        this.reading = reading;
        this.authentications = authentications;
        this.known = known;
        this.check = new ApplicationCheck(reading, known);
        this.applications = applications;
        this.tiles = tiles;
    }

    void read(Map<Placed<String>, Fields> written) {
        written.forEach((name, fields) -> {
            if (applications.declare(name, reading)) {
                tiles.read(name, fields, audience(name, fields), fields.orFallback(ApplicationShape.ENABLED));
                if (ApplicationShape.isLink(fields)) {
                    checkOpens(name, fields);
                } else {
                    application(name, fields).ifPresent(application -> applications.put(name.value(), application));
                }
            }
        });
    }

    /** A service that is not named otherwise is the host of its console. */
    private static String audience(Placed<String> name, Fields fields) {
        return fields.get(ApplicationShape.AUDIENCE)
                .map(Placed::value)
                .or(() -> fields.get(TileReader.CONSOLE)
                        .map(console -> console.value().getScheme() + "://"
                                + console.value().getRawAuthority()))
                .orElse(name.value());
    }

    private void checkOpens(Placed<String> name, Fields fields) {
        if (!fields.has(TileReader.LAUNCH) && !fields.has(TileReader.SITE) && !fields.has(TileReader.CONSOLE)) {
            reading.error(
                    "missing-key",
                    name.source(),
                    "a link needs the key `launch`, `site` or `console`",
                    "add it, for example `launch: " + TileReader.LAUNCH.example() + "`");
        }
    }

    private Optional<Application> application(Placed<String> name, Fields fields) {
        known.providers(fields.orFallback(ApplicationShape.PROVIDERS));
        fields.get(ApplicationShape.ROLES).ifPresent(known::roles);
        fields.get(ApplicationShape.SERVICE).ifPresent(known::service);
        Optional<ClientAuthentication> authentication =
                fields.get(ApplicationShape.AUTHENTICATION).flatMap(authentications::read);
        if (authentication.isEmpty()) {
            return Optional.empty();
        }
        var application = new Application(
                name.value(),
                fields.orFallback(ApplicationShape.ENABLED),
                authentication.get(),
                permitted(fields),
                fields.get(ApplicationShape.AUDIENCE).map(Placed::value),
                fields.get(ApplicationShape.SERVICE).map(Placed::value),
                new TokenPolicy(
                        fields.orFallback(ApplicationShape.DPOP),
                        fields.orFallback(ApplicationShape.MTLS_BOUND)
                                ? TokenPolicy.CertificateUse.BOUND
                                : TokenPolicy.CertificateUse.UNBOUND,
                        fields.orFallback(ApplicationShape.ALGORITHM)));
        check.of(application, fields, applications.all());
        return Optional.of(application);
    }

    private static Permitted permitted(Fields fields) {
        return new Permitted(
                values(fields.get(ApplicationShape.GRANTS).orElseGet(List::of), Function.identity()),
                values(fields.orFallback(ApplicationShape.PROVIDERS), ProviderId::new),
                values(fields.orFallback(ApplicationShape.TOKEN_TYPES), Function.identity()),
                fields.get(ApplicationShape.ROLES).orElseGet(List::of).stream()
                        .map(pattern -> new RolePattern(pattern.value()))
                        .toList(),
                values(fields.orFallback(ApplicationShape.AUDIENCES), Function.identity()));
    }

    private static <T, R> Set<R> values(List<Placed<T>> written, Function<T, R> change) {
        return written.stream()
                .map(placed -> change.apply(placed.value()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
