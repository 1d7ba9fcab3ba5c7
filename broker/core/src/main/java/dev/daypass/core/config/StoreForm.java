package dev.daypass.core.config;

import dev.daypass.core.config.form.Form;
import dev.daypass.core.config.form.Guarded;
import dev.daypass.core.config.form.JsonSchema;
import dev.daypass.core.config.form.Key;
import dev.daypass.core.config.form.Reading;
import dev.daypass.core.config.form.Scalars;
import dev.daypass.core.config.form.Shape;
import dev.daypass.core.secret.Secret;
import dev.daypass.core.source.Node;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The database: an address alone, or a mapping with user and password. */
final class StoreForm implements Form<BrokerSettings.Store> {
    private static final Form<String> ADDRESS = Scalars.matching(
            "bad-store",
            "memory|jdbc:(?:h2|postgresql):.+",
            "the address of an H2 or PostgreSQL database, or `memory`",
            "write `jdbc:h2:file:./data/daypass`, `jdbc:postgresql://HOST/DATABASE`, or `memory` where nothing need outlive the process");

    private static final Key<String> URL = Key.required(
            "url",
            ADDRESS,
            "JDBC address of an H2 or PostgreSQL database.",
            "jdbc:postgresql://db.corp.example.com/daypass");
    private static final Key<String> USER = Key.optional("user", Scalars.text(), "Database user.", "daypass");
    private static final Key<Secret> PASSWORD =
            Key.optional("password", Guarded.secret(), "The database user's password.", "\"${env:DB_PASSWORD}\"");
    private static final Shape SHAPE = Shape.of("`store`", URL, USER, PASSWORD);

    @Override
    public Optional<BrokerSettings.Store> read(Node node, Reading reading) {
        if (!(node instanceof Node.Mapping)) {
            return address(node, reading).map(url -> new BrokerSettings.Store(url, Optional.empty(), Optional.empty()));
        }
        return SHAPE.read(node, reading).flatMap(fields -> fields.node(URL)
                .flatMap(url -> address(url, reading))
                .map(url -> new BrokerSettings.Store(url, fields.get(USER), fields.get(PASSWORD))));
    }

    private static Optional<String> address(Node node, Reading reading) {
        Optional<String> url = ADDRESS.read(node, reading);
        if (url.isPresent() && url.get().toLowerCase(Locale.ROOT).matches(".*[?&;]password=.*")) {
            reading.error(
                    "password-in-url",
                    node,
                    "the database address holds a password",
                    "write `store: { url: …, user: …, password: \"${env:DB_PASSWORD}\" }`");
            return Optional.empty();
        }
        return url;
    }

    @Override
    public JsonSchema schema() {
        return JsonSchema.anyOf(List.of(ADDRESS.schema(), SHAPE.schema()));
    }
}
