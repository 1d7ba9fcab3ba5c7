package dev.daypass.core.config;

import dev.daypass.core.config.form.Fields;
import dev.daypass.core.config.form.Form;
import dev.daypass.core.config.form.Guarded;
import dev.daypass.core.config.form.Key;
import dev.daypass.core.config.form.Many;
import dev.daypass.core.config.form.Placed;
import dev.daypass.core.config.form.Reading;
import dev.daypass.core.config.form.Scalars;
import dev.daypass.core.config.form.Shape;
import dev.daypass.core.principal.AccessKey;
import dev.daypass.core.secret.Secret;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads long-term access keys, and sees that no id and no secret is given twice. Confined to the thread that reads. */
final class AccessKeyForm {
    private static final int SHORTEST_SECRET = 32;
    private static final int ROTATION = 2;

    private static final Key<String> ID = Key.required(
            "id",
            Scalars.matching(
                    "bad-access-key-id",
                    "AKIA[A-Z2-7]{16}",
                    "an access key id",
                    "write `AKIA` and 16 of the characters A-Z and 2-7"),
            "The key's id.",
            "AKIAEXAMPLE234567ABC");
    private static final Key<Secret> SECRET = Key.required(
            "secret",
            Guarded.secret(),
            "The key's secret, by reference; at least 32 characters.",
            "\"${env:ALICE_SECRET_KEY}\"");
    private static final Key<Boolean> ACTIVE = Key.optional(
                    "active", Scalars.flag(), "An inactive key is refused like an unknown one.", "false")
            .otherwise(true);
    private static final Form<AccessKey> ONE =
            Shape.of("an access key", ID, SECRET, ACTIVE).as(AccessKeyForm::key);

    /** The key under which users and services list their access keys. */
    static final Key<List<Placed<AccessKey>>> KEY = Key.optional(
                    "accessKeys",
                    Many.list(ONE),
                    "Long-term access keys; two while one is being replaced.",
                    "[{ id: AKIAEXAMPLE234567ABC, secret: \"${env:ALICE_SECRET_KEY}\" }]")
            .otherwise(List.of());

    private final Reading reading;
    private final Map<String, Placed<AccessKey>> byId = new HashMap<>();
    private final Map<String, Placed<AccessKey>> bySecret = new HashMap<>();

    AccessKeyForm(Reading reading) {
        this.reading = reading;
    }

    private static Optional<AccessKey> key(Fields fields, Reading reading) {
        Optional<String> id = fields.get(ID);
        Optional<Secret> secret = fields.get(SECRET);
        secret.ifPresent(found -> {
            int length = found.reveal().length();
            if (length > 0 && length < SHORTEST_SECRET) {
                reading.error(
                        "short-secret",
                        fields.source(SECRET),
                        "the secret has " + length + " characters",
                        "use at least " + SHORTEST_SECRET
                                + " random characters, such as `openssl rand -base64 30` gives");
            }
        });
        return id.flatMap(text -> secret.map(found -> new AccessKey(text, found, fields.orFallback(ACTIVE))));
    }

    /** The keys of one owner, compared with those of all owners before. */
    List<AccessKey> read(Fields owner) {
        List<Placed<AccessKey>> keys = owner.get(KEY).orElseGet(List::of);
        if (keys.size() > ROTATION) {
            reading.error(
                    "too-many",
                    owner.source(KEY),
                    keys.size() + " access keys; " + ROTATION + " are the most, one while the other is replaced",
                    "remove those no longer used");
        }
        keys.forEach(this::compare);
        return keys.stream().map(Placed::value).toList();
    }

    private void compare(Placed<AccessKey> key) {
        Optional<Placed<AccessKey>> sameId =
                Optional.ofNullable(byId.get(key.value().id()));
        Optional<Placed<AccessKey>> sameSecret = Optional.ofNullable(bySecret.get(digest(key.value())));
        boolean empty = key.value().secret().reveal().isEmpty();
        if (sameId.isPresent()) {
            reading.error(
                    "duplicate-access-key",
                    key.source(),
                    "the access key id `" + key.value().id() + "` is used at "
                            + sameId.get().source() + " already",
                    "an id belongs to one owner: make another key");
        } else if (!empty && sameSecret.isPresent()) {
            reading.error(
                    "reused-secret",
                    key.source(),
                    "this secret is that of the key at " + sameSecret.get().source() + " too",
                    "give each access key a secret of its own");
        }
        byId.putIfAbsent(key.value().id(), key);
        bySecret.putIfAbsent(digest(key.value()), key);
    }

    /** What equal secrets have in common, so that many keys are compared without showing any. */
    private static String digest(AccessKey key) {
        return Encodings.sha256(key.secret().reveal());
    }
}
