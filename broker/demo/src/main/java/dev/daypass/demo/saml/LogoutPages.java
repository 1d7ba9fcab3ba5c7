package dev.daypass.demo.saml;

import dev.daypass.demo.DemoPeople;
import dev.daypass.demo.DemoPerson;
import dev.daypass.demo.Loopback;
import dev.daypass.demo.http.Document;
import dev.daypass.demo.http.Html;
import dev.daypass.demo.http.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * The pages on which people sign out: asked by a service provider, or begun here (SAML Profiles 4.4). Nobody is ever
 * signed in here for long, so there is nothing to end but what others have. A service provider's logout service stands
 * beside its metadata, whose address is its name.
 */
final class LogoutPages {
    private final URI entityId;
    private final LogoutWriter writer;
    private final DemoPeople people;

    LogoutPages(URI entityId, LogoutWriter writer, DemoPeople people) {
        this.entityId = entityId;
        this.writer = writer;
        this.people = people;
    }

    void serveOn(LoopbackServer server) {
        server.serve(entityId.getPath() + "/slo", this::asked);
        server.serve(entityId.getPath() + "/leave", this::begun);
    }

    private Document asked(Map<String, String> query) {
        if (query.containsKey("SAMLResponse")) {
            return Html.message("Signed out here and there", "The broker has ended what began here.");
        }
        return Optional.ofNullable(query.get("SAMLRequest"))
                .flatMap(LogoutPages::message)
                .flatMap(request -> service(SignOnRequest.issuer(request)).map(to -> {
                    var fields = new LinkedHashMap<String, String>();
                    fields.put("SAMLResponse", writer.response(request.getAttributeNS(null, "ID"), to));
                    Optional.ofNullable(query.get("RelayState")).ifPresent(state -> fields.put("RelayState", state));
                    return Html.onward("Signed out at the demo company", to, fields);
                }))
                .orElseGet(() -> Document.wrong("this is no logout message of a service provider on this machine"));
    }

    private Document begun(Map<String, String> query) {
        Optional<URI> to = Optional.ofNullable(query.get("service")).flatMap(LogoutPages::service);
        if (to.isEmpty()) {
            return Document.wrong("ask with service, the name of a service provider on this machine");
        }
        Optional<DemoPerson> person = Optional.ofNullable(query.get("person")).flatMap(people::find);
        return person.map(known -> Html.onward(
                        "Signing out " + known.displayName(),
                        to.get(),
                        Map.of("SAMLRequest", writer.request(known, to.get()))))
                .orElseGet(() -> Html.choice("Demo company: sign out (SAML)", people, query));
    }

    private static Optional<Element> message(String base64) {
        try {
            return Optional.of(SignOnRequest.message(base64))
                    .filter(root -> "LogoutRequest".equals(root.getLocalName()));
        } catch (IllegalArgumentException | IOException | SAXException e) {
            return Optional.empty();
        }
    }

    private static Optional<URI> service(String name) {
        try {
            return Optional.of(Loopback.require(URI.create(name).resolve("slo")));
        } catch (IllegalArgumentException elsewhere) {
            return Optional.empty();
        }
    }
}
