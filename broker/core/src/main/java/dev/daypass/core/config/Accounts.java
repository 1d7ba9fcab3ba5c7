package dev.daypass.core.config;

import dev.daypass.core.config.form.Placed;
import dev.daypass.core.config.form.Reading;
import dev.daypass.core.principal.Account;
import dev.daypass.core.source.Suggestions;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** The configured accounts by alias. */
record Accounts(Map<String, Account> byAlias, Reading reading) {
    /** An account by its alias; empty, and found, if there is none. */
    Optional<Account> find(Placed<String> alias) {
        Optional<Account> account = Optional.ofNullable(byAlias.get(alias.value()));
        if (account.isEmpty()) {
            String hint = Suggestions.closest(alias.value(), byAlias.keySet())
                    .map(near -> " (did you mean `" + near + "`?)")
                    .orElse("");
            reading.error(
                    "unknown-account",
                    alias.source(),
                    "there is no account `" + alias.value() + "`" + hint,
                    "name an alias of `accounts` in daypass.yaml: " + String.join(", ", byAlias.keySet()));
        }
        return account;
    }

    /** The account before the slash of {@code ALIAS/NAME}; a name of another shape has been found already. */
    Optional<Account> ownerOf(Placed<String> reference) {
        int slash = reference.value().indexOf('/');
        return slash < 0
                ? Optional.empty()
                : find(new Placed<>(reference.value().substring(0, slash), reference.source()));
    }

    boolean knowsId(String id) {
        return byAlias.values().stream().anyMatch(account -> account.id().equals(id));
    }

    Collection<Account> all() {
        return byAlias.values();
    }
}
