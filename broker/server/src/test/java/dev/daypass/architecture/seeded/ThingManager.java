package dev.daypass.architecture.seeded;

import dev.daypass.adapters.store.Store;
import dev.daypass.core.identity.Attributes;
import dev.daypass.core.identity.AuthenticationContext;
import dev.daypass.core.identity.Identity;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.identity.Subject;
import dev.daypass.core.secret.Secret;
import dev.daypass.resourceserver.ResourceServer;
import io.undertow.Undertow;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;

/** Breaks every rule of the house once. Never loaded. */
@SuppressWarnings("NonFinalStaticField") // the violation is the point
final class ThingManager {
    static int counter;

    Class<?> libraries() {
        return Undertow.class;
    }

    Class<?> adapters() {
        return Store.class;
    }

    Class<?> library() {
        return ResourceServer.class;
    }

    Class<?> xml() {
        return Document.class;
    }

    Object xmlParsers() {
        return DocumentBuilderFactory.newDefaultNSInstance();
    }

    String secrets(Secret secret) {
        return secret.reveal();
    }

    Instant time() {
        counter++;
        return Instant.now().plusSeconds(new SecureRandom().nextInt());
    }

    Identity identity() {
        return Identity.verified(
                new ProviderId("p"),
                "issuer",
                new Subject("s", Optional.empty()),
                List.of(),
                Optional.empty(),
                Attributes.none(),
                AuthenticationContext.unknown(),
                "id");
    }
}
