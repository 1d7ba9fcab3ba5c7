package dev.daypass.server.portal;

import dev.daypass.core.identity.Identity;
import dev.daypass.server.portal.view.Shell;
import dev.daypass.server.signin.SignedIn;
import java.util.List;

/** What people are called on their own pages. */
final class People {
    /** Attributes that hold a name to read, best first. */
    private static final List<String> NAMES = List.of("name", "displayName", "email", "mail", "username");

    private People() {}

    static String name(Identity identity) {
        return NAMES.stream()
                .flatMap(attribute -> identity.user().texts(attribute).stream())
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElseGet(() -> identity.subject().value());
    }

    static Shell.Person person(SignedIn who) {
        Identity identity = who.session().identity();
        return new Shell.Person(
                name(identity),
                identity.provider().name(),
                who.csrf(),
                AdminPlaces.of(who.abilities()),
                who.applications());
    }
}
