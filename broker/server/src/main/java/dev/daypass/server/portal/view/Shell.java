package dev.daypass.server.portal.view;

import java.util.List;
import java.util.Optional;

/**
 * What stands around every page's content.
 *
 * @param title of the page, without the product's name
 * @param place which entry of the navigation is the current one: {@code roles}, {@code sessions}, what begins with {@link
 *     #ADMINISTRATION}, or empty
 * @param person who is signed in; absent before sign-in
 * @param correlationId told where something went wrong
 */
public record Shell(
        String title,
        String place,
        Words words,
        AssetPaths assets,
        Optional<Person> person,
        Optional<String> correlationId) {
    /** What the places of the administration begin with. */
    public static final String ADMINISTRATION = "admin/";

    /** Whether it is one of the administration's pages. */
    public boolean administers() {
        return place.startsWith(ADMINISTRATION);
    }

    /** Its style sheet. */
    public String style() {
        return assets.path(administers() ? "admin.css" : "portal.css");
    }

    /** The same page for somebody who is signed in. */
    public Shell of(Person who) {
        return new Shell(title, place, words, assets, Optional.of(who), correlationId);
    }

    /**
     * Who is signed in.
     *
     * @param name as people read it
     * @param provider who vouches
     * @param csrf what every form that changes something brings back
     * @param administers pages of the administration that are open to them
     * @param applications whether there are applications to open
     */
    public record Person(
            String name, String provider, String csrf, List<AdminPlace> administers, boolean applications) {
        public Person {
            administers = List.copyOf(administers);
        }

        /** Somebody who administers nothing. */
        public Person(String name, String provider, String csrf) {
            this(name, provider, csrf, List.of());
        }

        /** Somebody for whom there are no applications. */
        public Person(String name, String provider, String csrf, List<AdminPlace> administers) {
            this(name, provider, csrf, administers, false);
        }

        @Override
        public String toString() {
            return "Person[" + name + "]";
        }
    }
}
