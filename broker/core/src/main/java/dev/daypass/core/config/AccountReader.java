package dev.daypass.core.config;

import dev.daypass.core.config.form.Fields;
import dev.daypass.core.config.form.Form;
import dev.daypass.core.config.form.Key;
import dev.daypass.core.config.form.Many;
import dev.daypass.core.config.form.Placed;
import dev.daypass.core.config.form.Reading;
import dev.daypass.core.config.form.Scalars;
import dev.daypass.core.config.form.Shape;
import dev.daypass.core.principal.Account;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code accounts} of {@code daypass.yaml}. */
final class AccountReader {
    private static final Key<Placed<String>> ALIAS = Key.required(
            "alias", Scalars.placed(Names.alias()), "The short name that roles, users and rules use.", "prod");
    private static final Key<List<Placed<String>>> GUARD_RAILS = Key.optional(
                    "guardRails",
                    Many.list(Scalars.text()),
                    "Policies that bound everything in the account, whoever allows it; without one nothing is bounded.",
                    "[NothingOutsideEurope]")
            .otherwise(List.of());

    private static final Key<Account.Environment> ENVIRONMENT = Key.optional(
                    "environment",
                    Scalars.word(
                            new Scalars.Word<>("production", Account.Environment.PRODUCTION),
                            new Scalars.Word<>("staging", Account.Environment.STAGING),
                            new Scalars.Word<>("development", Account.Environment.DEVELOPMENT)),
                    "What the account is for; people see the word beside its roles, and nothing is decided by it.",
                    "production")
            .otherwise(Account.Environment.UNSAID);

    /** What is written under one account. */
    record Draft(Placed<String> alias, List<Placed<String>> guardRails, Account.Environment environment) {}

    static final Form<Map<Placed<String>, Draft>> FORM = Many.named(
            "[0-9]{12}",
            "bad-account-id",
            "write twelve digits, in quotes",
            Shape.of("an account", ALIAS, GUARD_RAILS, ENVIRONMENT).as(AccountReader::draft));

    private AccountReader() {}

    private static Optional<Draft> draft(Fields fields, Reading reading) {
        return fields.get(ALIAS)
                .map(alias -> new Draft(alias, fields.orFallback(GUARD_RAILS), fields.orFallback(ENVIRONMENT)));
    }

    /** Accounts by alias. */
    static Map<String, Account> byAlias(Map<Placed<String>, Draft> drafts, Reading reading) {
        var accounts = new LinkedHashMap<String, Account>();
        var places = new HashMap<String, Placed<String>>();
        drafts.forEach((id, draft) -> {
            Placed<String> alias = draft.alias();
            Placed<String> earlier = places.putIfAbsent(alias.value(), alias);
            if (earlier != null) {
                reading.error(
                        "duplicate-name",
                        alias.source(),
                        "the alias `" + alias.value() + "` is taken at " + earlier.source(),
                        "give each account an alias of its own");
                return;
            }
            accounts.put(alias.value(), new Account(id.value(), alias.value(), draft.environment()));
        });
        return accounts;
    }
}
