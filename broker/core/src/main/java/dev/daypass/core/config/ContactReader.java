package dev.daypass.core.config;

import dev.daypass.core.config.form.Form;
import dev.daypass.core.config.form.Guarded;
import dev.daypass.core.config.form.Key;
import dev.daypass.core.config.form.Placed;
import dev.daypass.core.config.form.Scalars;
import dev.daypass.core.config.form.Shape;
import dev.daypass.core.snapshot.Contact;
import java.net.URI;

/** Reads {@code contact} of {@code daypass.yaml}: who helps people that are stuck. */
final class ContactReader {
    private static final Key<Placed<String>> NAME = Key.required(
            "name", Scalars.placed(ListingReader.label()), "Who helps, as people know them.", "Access desk");
    private static final Key<String> MAIL = Key.optional(
            "mail",
            Scalars.matching(
                    "bad-address",
                    "[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]{1,253}",
                    "a mail address",
                    "write it plainly, such as `access@corp.example.com`"),
            "Their mail address.",
            "access@corp.example.com");
    private static final Key<URI> PAGE = Key.optional(
            "page", Guarded.httpUri(), "A page where they are found.", "https://help.corp.example.com/access");

    static final Form<Contact> FORM = Shape.of("`contact`", NAME, MAIL, PAGE).as((fields, reading) -> fields.get(NAME)
            .map(name -> new Contact(name.value(), fields.get(MAIL), fields.get(PAGE))));

    private ContactReader() {}
}
