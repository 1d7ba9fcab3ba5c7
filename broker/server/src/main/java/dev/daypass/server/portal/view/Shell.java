package dev.daypass.server.portal.view;

import java.util.Optional;

/**
 * What stands around every page's content.
 *
 * @param title of the page, without the product's name
 * @param place which entry of the navigation is the current one: {@code roles}, {@code sessions} or empty
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
    /**
     * Who is signed in.
     *
     * @param name as people read it
     * @param provider who vouches
     * @param csrf what every form that changes something brings back
     */
    public record Person(String name, String provider, String csrf) {
        @Override
        public String toString() {
            return "Person[" + name + "]";
        }
    }
}
