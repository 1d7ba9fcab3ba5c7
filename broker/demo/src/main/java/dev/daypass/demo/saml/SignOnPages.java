package dev.daypass.demo.saml;

import dev.daypass.demo.DemoPeople;
import dev.daypass.demo.DemoPerson;
import dev.daypass.demo.Loopback;
import dev.daypass.demo.http.Document;
import dev.daypass.demo.http.Html;
import dev.daypass.demo.http.LoopbackServer;
import dev.daypass.demo.saml.DemoSamlIdentityProvider.Recipient;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The pages on which people sign in: asked for by a service provider, or begun here (SAML Profiles 4.1.3, 4.1.5). */
final class SignOnPages {
    private static final String TITLE = "Demo company: sign in (SAML)";

    private final DemoSamlIdentityProvider provider;
    private final DemoPeople people;

    SignOnPages(DemoSamlIdentityProvider provider, DemoPeople people) {
        this.provider = provider;
        this.people = people;
    }

    void serveOn(LoopbackServer server) {
        String path = provider.entityId().getPath();
        server.serve(path + "/sso", query -> page(query, SignOnPages::asked));
        server.serve(path + "/start", query -> page(query, SignOnPages::unasked));
    }

    private Document page(Map<String, String> query, Function<Map<String, String>, Optional<Recipient>> reading) {
        Optional<Recipient> recipient = reading.apply(query);
        if (recipient.isEmpty()) {
            return Document.wrong("this is no request for sign-in by a service provider on this machine");
        }
        Optional<DemoPerson> person = Optional.ofNullable(query.get("person")).flatMap(people::find);
        return person.map(known -> posted(known, recipient.get(), query))
                .orElseGet(() -> Html.choice(TITLE, people, query));
    }

    private Document posted(DemoPerson person, Recipient recipient, Map<String, String> query) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("SAMLResponse", provider.respond(person, recipient));
        Optional.ofNullable(query.get("RelayState")).ifPresent(state -> fields.put("RelayState", state));
        return Html.onward("Signing in as " + person.displayName(), recipient.assertionConsumer(), fields);
    }

    private static Optional<Recipient> asked(Map<String, String> query) {
        return Optional.ofNullable(query.get("SAMLRequest"))
                .flatMap(SignOnRequest::read)
                .flatMap(request -> here(request.consumer())
                        .map(consumer -> new Recipient(consumer, request.issuer(), Optional.of(request.id()))));
    }

    private static Optional<Recipient> unasked(Map<String, String> query) {
        return Optional.ofNullable(query.get("acs")).flatMap(SignOnPages::here).flatMap(consumer -> Optional.ofNullable(
                        query.get("audience"))
                .map(audience -> new Recipient(consumer, audience)));
    }

    private static Optional<URI> here(String address) {
        try {
            return Optional.of(Loopback.require(URI.create(address)));
        } catch (IllegalArgumentException elsewhere) {
            return Optional.empty();
        }
    }
}
