package dev.daypass.core.config;

import dev.daypass.core.config.form.Fields;
import dev.daypass.core.config.form.Key;
import dev.daypass.core.config.form.Placed;
import dev.daypass.core.config.form.Reading;
import dev.daypass.core.config.form.Scalars;
import dev.daypass.core.config.form.Shape;
import dev.daypass.core.provider.DirectorySettings;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads how a directory's Kerberos tickets are accepted. */
final class KerberosReader {
    private static final Pattern PRINCIPAL =
            Pattern.compile("HTTP/[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?(?:@[A-Za-z0-9.-]{1,253})?");

    private static final Key<Placed<String>> SERVICE = Key.required(
            "principal",
            Scalars.placed(Scalars.text()),
            "Our service principal: `HTTP/` and the host name that people reach the broker by.",
            "HTTP/broker.corp.example.com");
    private static final Key<Placed<String>> KEYTAB = Key.required(
            "keytab",
            Scalars.placed(Scalars.text()),
            "The file with the principal's keys, in the configuration directory.",
            "http.keytab");
    static final Key<Fields> KERBEROS = Key.optional(
            "kerberos",
            Shape.of("`kerberos`", SERVICE, KEYTAB),
            "Accepts the Kerberos tickets of signed-in workstations; left out: passwords only.",
            "{ principal: HTTP/broker.corp.example.com, keytab: http.keytab }");

    private final Reading reading;
    private final LocationReader locations;

    KerberosReader(Reading reading, LocationReader locations) {
        this.reading = reading;
        this.locations = locations;
    }

    /** How tickets are accepted; empty if they are not, or if what stands there is an error. */
    Optional<DirectorySettings.Kerberos> read(Fields provider, String baseDn) {
        return provider.get(KERBEROS).flatMap(fields -> fields.get(SERVICE)
                .flatMap(service -> principal(service, baseDn))
                .flatMap(principal -> fields.get(KEYTAB)
                        .flatMap(this::file)
                        .map(keytab -> new DirectorySettings.Kerberos(principal, keytab))));
    }

    /** Keys never come over a network. */
    private Optional<URI> file(Placed<String> keytab) {
        if (!keytab.value().contains("://")) {
            return locations.resolve(keytab);
        }
        reading.error(
                "not-a-file",
                keytab.source(),
                "a keytab is a file in the configuration directory, no address",
                "copy the keytab there and write its name, for example `keytab: http.keytab`");
        return Optional.empty();
    }

    /** Realms differ by case (RFC 4120 section 6.1), and a domain's is in capitals: no ticket would ever be for ours. */
    private void checkRealm(Placed<String> service) {
        String realm = service.value().substring(service.value().indexOf('@') + 1);
        String capitals = realm.toUpperCase(Locale.ROOT);
        if (!realm.equals(capitals)) {
            reading.warning(
                    "realm-in-small-letters",
                    service.source(),
                    "realm `" + realm + "` is not in capitals, and realms differ by case",
                    "write `@" + capitals + "`, unless your realm is spelled like this everywhere");
        }
    }

    private Optional<String> principal(Placed<String> service, String baseDn) {
        if (!PRINCIPAL.matcher(service.value()).matches()) {
            reading.error(
                    "bad-principal",
                    service.source(),
                    "`" + service.value() + "` is not the principal of a web service",
                    "write `HTTP/HOST`, with the host name that browsers use, or `HTTP/HOST@REALM`");
            return Optional.empty();
        }
        if (service.value().contains("@")) {
            checkRealm(service);
            return Optional.of(service.value());
        }
        Optional<String> realm = DirectoryNames.realm(baseDn);
        if (realm.isEmpty()) {
            reading.error(
                    "missing-realm",
                    service.source(),
                    "the principal's realm is not known: `baseDn` has no DC components",
                    "write `" + service.value() + "@REALM`");
        }
        return realm.map(name -> service.value() + "@" + name);
    }
}
