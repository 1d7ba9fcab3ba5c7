package dev.daypass.core.config;

import dev.daypass.core.config.form.Fields;
import dev.daypass.core.config.form.Form;
import dev.daypass.core.config.form.Key;
import dev.daypass.core.config.form.Reading;
import dev.daypass.core.config.form.Scalars;
import dev.daypass.core.config.form.Shape;

/** Reads where the broker listens, and with which certificate. */
final class ListenerReader {
    private static final Key<String> CERTIFICATE =
            Key.required("certificate", Scalars.text(), "PEM file: the certificate, then its chain.", "tls.crt");
    private static final Key<String> TLS_KEY =
            Key.required("key", Scalars.text(), "PEM file: the private key, PKCS#8.", "tls.key");
    private static final Key<Boolean> CLIENT_CERTIFICATES = Key.optional(
                    "clientCertificates",
                    Scalars.flag(),
                    "Whether clients are asked for a certificate, for mutual TLS; a browser that has one asks its user.",
                    "true")
            .otherwise(false);
    private static final Form<BrokerSettings.Tls> TLS = Shape.of("`tls`", CERTIFICATE, TLS_KEY, CLIENT_CERTIFICATES)
            .as((fields, reading) -> fields.get(CERTIFICATE).flatMap(file -> fields.get(TLS_KEY)
                    .map(key -> new BrokerSettings.Tls(file, key, fields.orFallback(CLIENT_CERTIFICATES)))));

    private static final Key<String> HOST = Key.optional(
                    "host", Scalars.text(), "Address or name of this machine to listen on.", "127.0.0.1")
            .otherwise("127.0.0.1");
    private static final Key<Integer> PORT =
            Key.required("port", Scalars.whole(0, 65_535), "TCP port; 0 takes any free one.", "8443");
    private static final Key<BrokerSettings.Tls> LISTENER_TLS = Key.optional(
            "tls",
            TLS,
            "Serve TLS; left out: plain HTTP, for loopback or behind a proxy.",
            "{ certificate: tls.crt, key: tls.key }");
    static final Form<BrokerSettings.Listener> FORM = Shape.of("a listener", HOST, PORT, LISTENER_TLS)
            .as((fields, reading) -> fields.get(PORT)
                    .map(port -> new BrokerSettings.Listener(fields.orFallback(HOST), port, fields.get(LISTENER_TLS))));

    private final Reading reading;
    private final Attachments attachments;

    ListenerReader(Reading reading, Attachments attachments) {
        this.reading = reading;
        this.attachments = attachments;
    }

    /** Whether the files that a listener names are there. */
    void check(Fields fields, Key<BrokerSettings.Listener> listener) {
        fields.get(listener).flatMap(BrokerSettings.Listener::tls).ifPresent(tls -> {
            checkFile(tls.certificate(), fields, listener);
            checkFile(tls.key(), fields, listener);
        });
    }

    private void checkFile(String path, Fields fields, Key<?> key) {
        if (attachments.locate(path).isEmpty()) {
            reading.error(
                    "missing-file",
                    fields.source(key),
                    "there is no file `" + path + "` in the configuration directory",
                    "put it there, or correct the path, which is relative to that directory");
        }
    }
}
