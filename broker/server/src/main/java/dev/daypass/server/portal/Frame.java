package dev.daypass.server.portal;

import dev.daypass.core.snapshot.Contact;
import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Body;
import dev.daypass.server.http.HeaderLines;
import dev.daypass.server.portal.view.AssetPaths;
import dev.daypass.server.portal.view.Help;
import dev.daypass.server.portal.view.Shell;
import dev.daypass.server.portal.view.Words;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/** What every page has in common, and what every answer with a page carries. Immutable. */
final class Frame {
    /** Everything from here, nothing inline, no frame around it (CSP Level 3). */
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:;"
                    + " frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    private final Dictionary dictionary = new Dictionary();
    private final AssetPaths assets;
    private final Supplier<Optional<Contact>> contact;

    /**
     * @param contact who helps people that are stuck, as configured now
     */
    Frame(AssetPaths assets, Supplier<Optional<Contact>> contact) {
        this.assets = assets;
        this.contact = contact;
    }

    /** Who helps. */
    Optional<Help> help() {
        return contact.get()
                .map(known -> new Help(known.name(), known.mail(), known.page().map(URI::toASCIIString)));
    }

    /** The words for a request. */
    Words words(HeaderLines asked) {
        return dictionary.asked(asked);
    }

    /** A page before sign-in. */
    Shell open(Words words, String title) {
        return new Shell(title, "", words, assets, Optional.empty(), Optional.empty());
    }

    /** A page of somebody who is signed in. */
    Shell signedIn(Words words, String title, String place, Shell.Person person) {
        return new Shell(title, place, words, assets, Optional.of(person), Optional.empty());
    }

    /** A page that tells somebody who is signed in what they may not do. */
    Shell forbidden(Words words, String title, Shell.Person person, String correlationId) {
        return new Shell(title, "", words, assets, Optional.of(person), Optional.of(correlationId));
    }

    /** A page about something that went wrong. */
    Shell wrong(Words words, String title, String correlationId) {
        return new Shell(title, "", words, assets, Optional.empty(), Optional.of(correlationId));
    }

    /** A page, as an answer. */
    static Answer page(Body page, Words words) {
        return decorated(Answer.ok(Pages.CONTENT_TYPE, page), words);
    }

    /** A page that says no. */
    static Answer refused(int status, Body page, Words words, Answer.Mark mark) {
        return decorated(Answer.refused(status, Pages.CONTENT_TYPE, page, mark), words);
    }

    /**
     * A page whose form goes elsewhere.
     *
     * @param origin where to: scheme, host and port
     */
    static Answer leading(Body page, Words words, String origin) {
        return page(page, words).with("Content-Security-Policy", POLICY + " " + origin);
    }

    private static Answer decorated(Answer answer, Words words) {
        // A form's receiver shall learn whose page it was on; others learn nothing.
        return answer.with("Content-Security-Policy", POLICY)
                .with("Referrer-Policy", "same-origin")
                .with("Content-Language", words.language().tag())
                .with("Vary", "Accept-Language, Cookie")
                .with("Cross-Origin-Opener-Policy", "same-origin");
    }
}
