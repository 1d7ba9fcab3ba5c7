package dev.daypass.core.config;

import dev.daypass.core.config.form.Fields;
import dev.daypass.core.config.form.Form;
import dev.daypass.core.config.form.Key;
import dev.daypass.core.config.form.Many;
import dev.daypass.core.config.form.Placed;
import dev.daypass.core.config.form.Reading;
import dev.daypass.core.config.form.Scalars;
import dev.daypass.core.config.form.Shape;
import dev.daypass.core.principal.AccessKey;
import dev.daypass.core.principal.ServicePrincipal;
import java.util.List;
import java.util.Map;

/** Reads {@code services/}: services that take service roles. */
final class ServiceReader {
    private static final Key<Placed<String>> ACCOUNT = Key.required(
            "account", Scalars.placed(Names.alias()), "Alias of the account whose resources it acts in.", "prod");
    private static final Key<Boolean> ENABLED = Key.optional(
                    "enabled", Scalars.flag(), "A disabled service is refused.", "false")
            .otherwise(true);
    static final Form<Map<Placed<String>, Fields>> FORM = Many.named(
            Names.SERVICE,
            "bad-name",
            "use lower-case letters, digits, dots and hyphens, such as `reports.corp.internal`",
            Shape.of("a service", ACCOUNT, ENABLED, AccessKeyForm.KEY));

    private final Reading reading;
    private final Accounts accounts;
    private final AccessKeyForm keys;
    private final Registry<ServicePrincipal> services;

    ServiceReader(Reading reading, Accounts accounts, AccessKeyForm keys, Registry<ServicePrincipal> services) {
        this.reading = reading;
        this.accounts = accounts;
        this.keys = keys;
        this.services = services;
    }

    void read(Map<Placed<String>, Fields> written) {
        written.forEach((name, fields) -> {
            if (!services.declare(name, reading)) {
                return;
            }
            List<AccessKey> accessKeys = keys.read(fields);
            if (!fields.has(AccessKeyForm.KEY)) {
                reading.warning(
                        "without-access-key",
                        name.source(),
                        "the service `" + name.value() + "` has no access key, so it can call nothing",
                        "add `accessKeys`, or remove the service");
            }
            fields.get(ACCOUNT)
                    .flatMap(accounts::find)
                    .ifPresent(account -> services.put(
                            name.value(),
                            new ServicePrincipal(name.value(), account.id(), fields.orFallback(ENABLED), accessKeys)));
        });
    }
}
