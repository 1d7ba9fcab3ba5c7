package dev.daypass.core.config;

import dev.daypass.core.config.form.Fields;
import dev.daypass.core.config.form.Guarded;
import dev.daypass.core.config.form.Key;
import dev.daypass.core.config.form.Many;
import dev.daypass.core.config.form.Placed;
import dev.daypass.core.config.form.Quantities;
import dev.daypass.core.config.form.Reading;
import dev.daypass.core.config.form.Scalars;
import dev.daypass.core.provider.DirectorySettings;
import dev.daypass.core.secret.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads how a directory is reached: its servers, what they are trusted by, whom the broker is to them, and how patiently. */
final class DirectoryConnectionReader {
    static final Key<List<Placed<String>>> URLS = Key.required(
            "urls",
            Many.list(Scalars.text()),
            "Its servers, tried in this order: `ldaps://HOST`, or `ldap://HOST` with `startTls`.",
            "[ldaps://dc1.corp.example.com, ldaps://dc2.corp.example.com]");
    static final Key<Boolean> START_TLS = Key.optional(
                    "startTls", Scalars.flag(), "Switch `ldap://` connections to TLS before anything else.", "true")
            .otherwise(false);
    static final Key<Placed<String>> TRUSTED = Key.optional(
            "trustedCertificates",
            Scalars.placed(Scalars.text()),
            "Certificates (PEM) that the servers' must lead to; left out: the platform's.",
            "\"${file:corp-ca.pem}\"");
    static final Key<String> BIND_DN = Key.optional(
            "bindDn",
            Scalars.text(),
            "Whom the broker binds as to search: a DN or, at Active Directory, a user principal name.",
            "svc-daypass@corp.example.com");
    static final Key<Secret> BIND_PASSWORD =
            Key.optional("bindPassword", Guarded.secret(), "The password of `bindDn`.", "\"${file:ad.secret}\"");
    static final Key<Integer> CONNECTIONS = Key.optional(
                    "connections", Scalars.whole(1, 256), "Most connections kept to one server; left out: 16.", "32")
            .otherwise(16);
    static final Key<Duration> CONNECT_TIMEOUT = Key.optional(
                    "connectTimeout",
                    Quantities.duration(Duration.ofMillis(100), Duration.ofSeconds(30)),
                    "How long to wait for a connection; left out: 2s.",
                    "2s")
            .otherwise(Duration.ofSeconds(2));
    static final Key<Duration> RESPONSE_TIMEOUT = Key.optional(
                    "responseTimeout",
                    Quantities.duration(Duration.ofMillis(100), Duration.ofSeconds(30)),
                    "How long to wait for an answer; left out: 5s.",
                    "5s")
            .otherwise(Duration.ofSeconds(5));

    private final Reading reading;

    DirectoryConnectionReader(Reading reading) {
        this.reading = reading;
    }

    Optional<DirectorySettings.Connection> read(Fields fields) {
        boolean startTls = fields.orFallback(START_TLS);
        List<Placed<String>> written = fields.get(URLS).orElseGet(List::of);
        var urls = new ArrayList<URI>();
        written.forEach(url -> DirectoryNames.url(url, startTls, reading).ifPresent(urls::add));
        if (fields.has(URLS) && written.isEmpty()) {
            reading.error(
                    "missing-url", fields.source(URLS), "a directory without a server", "add `urls: [ldaps://HOST]`");
        }
        if (startTls && !urls.isEmpty() && urls.stream().allMatch(url -> "ldaps".equals(url.getScheme()))) {
            reading.warning(
                    "needless-start-tls",
                    fields.source(START_TLS),
                    "`startTls` is for `ldap://`, and all `urls` are `ldaps://`",
                    "take `startTls` out, or write the addresses as `ldap://HOST`");
        }
        Optional<Placed<String>> trusted = fields.get(TRUSTED);
        trusted.filter(pem -> Encodings.certificate(pem.value()).isEmpty())
                .ifPresent(pem -> reading.error(
                        "bad-certificate",
                        pem.source(),
                        "`trustedCertificates` holds no certificate in PEM",
                        "write `${file:NAME.pem}` and put the certificate there, from BEGIN CERTIFICATE to END"
                                + " CERTIFICATE"));
        if (fields.has(BIND_DN) != fields.has(BIND_PASSWORD)) {
            Key<?> there = fields.has(BIND_DN) ? BIND_DN : BIND_PASSWORD;
            reading.error(
                    "incomplete-bind",
                    fields.source(there),
                    "`bindDn` and `bindPassword` belong together",
                    "write both, or neither to search anonymously");
        }
        return urls.isEmpty() || urls.size() != written.size()
                ? Optional.empty()
                : Optional.of(new DirectorySettings.Connection(
                        urls,
                        startTls,
                        trusted.map(Placed::value),
                        fields.get(BIND_DN).flatMap(name -> fields.get(BIND_PASSWORD)
                                .map(password -> new DirectorySettings.Account(name, password))),
                        new DirectorySettings.Patience(
                                fields.orFallback(CONNECT_TIMEOUT), fields.orFallback(RESPONSE_TIMEOUT)),
                        fields.orFallback(CONNECTIONS)));
    }
}
