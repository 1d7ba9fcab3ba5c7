package dev.daypass.demo.saml;

import dev.daypass.demo.DemoPeople;
import dev.daypass.demo.DemoPerson;
import dev.daypass.demo.Loopback;
import dev.daypass.demo.http.Document;
import dev.daypass.demo.http.LoopbackServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * A SAML identity provider that believes whoever asks. Makes its key when it is made. Safe for several threads.
 */
public final class DemoSamlIdentityProvider {
    private static final int KEY_BITS = 2048;

    private final URI entityId;
    private final byte[] certificate;
    private final ResponseWriter writer;
    private final LogoutWriter logouts;

    /**
     * Makes one.
     *
     * @param entityId also where its metadata is served
     * @throws IllegalArgumentException if that is not on this machine
     */
    public DemoSamlIdentityProvider(URI entityId, Clock clock, SecureRandom random) {
        this.entityId = Loopback.require(entityId);
        KeyPair keys = keys(random);
        this.certificate = SelfSignedCertificate.encode(keys, "Daypass demo identity provider", clock.instant());
        var signer = new EnvelopedSigner(keys.getPrivate(), certificate);
        this.writer = new ResponseWriter(entityId, signer, clock, random);
        this.logouts = new LogoutWriter(entityId, signer, clock, random);
    }

    static KeyPair keys(SecureRandom random) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS, random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java makes no RSA keys", e);
        }
    }

    /**
     * Serves metadata at the entity id, and below it: {@code /sso} takes requests by redirect and {@code
     * /start?acs=URL&audience=NAME} starts by itself, both with a page on which one chooses who one is; {@code /slo} takes
     * logout messages and {@code /leave?service=NAME} begins a logout; {@code /response?person=UID&acs=URL&audience=NAME}
     * gives a Response to programs.
     */
    public void serveOn(LoopbackServer server, DemoPeople people) {
        new SignOnPages(this, people).serveOn(server);
        new LogoutPages(entityId, logouts, people).serveOn(server);
        server.serve(entityId.getPath(), query -> Document.xml(metadata()));
        server.serve(entityId.getPath() + "/response", query -> page(query, people));
    }

    public URI entityId() {
        return entityId;
    }

    /** SAML Metadata: one key, and where browsers come to sign in and out. */
    public String metadata() {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="%1$s">
                  <md:IDPSSODescriptor WantAuthnRequestsSigned="false" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
                    <md:KeyDescriptor use="signing">
                      <ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#">
                        <ds:X509Data><ds:X509Certificate>%2$s</ds:X509Certificate></ds:X509Data>
                      </ds:KeyInfo>
                    </md:KeyDescriptor>
                    <md:SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="%1$s/slo"/>
                    <md:NameIDFormat>urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress</md:NameIDFormat>
                    <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="%1$s/sso"/>
                  </md:IDPSSODescriptor>
                </md:EntityDescriptor>
                """.formatted(entityId, Base64.getEncoder().encodeToString(certificate));
    }

    /**
     * A signed Response, in base64 as a browser would post it.
     *
     * @throws IllegalArgumentException if the assertion consumer is not on this machine
     */
    public String respond(DemoPerson person, Recipient recipient) {
        Loopback.require(recipient.assertionConsumer());
        byte[] response = writer.write(person, recipient).getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(response);
    }

    private Document page(Map<String, String> query, DemoPeople people) {
        Optional<DemoPerson> person = Optional.ofNullable(query.get("person")).flatMap(people::find);
        Optional<String> consumer = Optional.ofNullable(query.get("acs"));
        Optional<String> audience = Optional.ofNullable(query.get("audience"));
        if (person.isEmpty() || consumer.isEmpty() || audience.isEmpty()) {
            return Document.wrong("ask with person, acs and audience");
        }
        try {
            return Document.plain(respond(person.get(), new Recipient(URI.create(consumer.get()), audience.get())));
        } catch (IllegalArgumentException elsewhere) {
            return Document.wrong("acs is not an address on this machine");
        }
    }

    /**
     * For whom a Response is made.
     *
     * @param assertionConsumer where a browser posts it; the {@code Recipient}
     * @param audience entity id of the service provider
     * @param inResponseTo the id of the request that it answers; absent: it comes unasked
     */
    public record Recipient(URI assertionConsumer, String audience, Optional<String> inResponseTo) {
        /** Of a Response that comes unasked. */
        public Recipient(URI assertionConsumer, String audience) {
            this(assertionConsumer, audience, Optional.empty());
        }
    }
}
