package dev.daypass.core.config;

import dev.daypass.core.config.form.Fields;
import dev.daypass.core.config.form.Form;
import dev.daypass.core.config.form.Key;
import dev.daypass.core.config.form.Many;
import dev.daypass.core.config.form.Placed;
import dev.daypass.core.config.form.Reading;
import dev.daypass.core.config.form.Scalars;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.provider.Listing;
import dev.daypass.core.provider.ProviderSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads how people find a provider when they sign in: {@code label}, {@code domains} and {@code hidden}. */
final class ListingReader {
    /** What people read: no control characters, and none that turn the line around or take no room. */
    static final String LABEL_FORM =
            "[^\\u0000-\\u001f\\u007f-\\u009f\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff]{1,60}";

    static final Key<Placed<String>> LABEL =
            Key.optional("label", Scalars.placed(label()), "What people read instead of its name.", "Corp account");
    static final Key<List<Placed<String>>> DOMAINS = Key.optional(
                    "domains",
                    Many.list(Scalars.matching(
                            "bad-domain",
                            "(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?",
                            "a mail domain",
                            "write what stands behind the @, in lower case, such as `corp.example.com`; foreign letters"
                                    + " as `xn--…`")),
                    "Mail domains that it serves: whoever types such an address is sent here.",
                    "[corp.example.com]")
            .otherwise(List.of());
    static final Key<Boolean> HIDDEN = Key.optional(
                    "hidden",
                    Scalars.flag(),
                    "Whether it stands on no list; people come to it by their mail domain or by `idp_hint`.",
                    "true")
            .otherwise(false);

    private final Reading reading;
    private final Map<String, List<Claim>> claims = new LinkedHashMap<>();

    /** One provider says that it serves a domain. */
    private record Claim(ProviderId provider, Placed<String> domain, boolean labelled) {}

    ListingReader(Reading reading) {
        this.reading = reading;
    }

    /** A line for people. */
    static Form<String> label() {
        return Scalars.matching(
                "bad-label", LABEL_FORM, "a label", "use at most 60 letters, digits, signs and blanks on one line");
    }

    Listing read(ProviderId id, ProviderSettings.Kind kind, Fields fields) {
        List<Placed<String>> domains = fields.orFallback(DOMAINS);
        if (kind == ProviderSettings.Kind.JWT && fields.has(DOMAINS)) {
            reading.warning(
                    "unused-domains",
                    fields.source(DOMAINS),
                    "nobody signs in with a browser at a provider of `type: jwt`",
                    "remove `domains`");
        }
        boolean labelled = fields.has(LABEL);
        domains.forEach(domain -> claims.computeIfAbsent(domain.value(), first -> new ArrayList<>())
                .add(new Claim(id, domain, labelled)));
        Set<String> served = domains.stream().map(Placed::value).collect(Collectors.toSet());
        return new Listing(fields.get(LABEL).map(Placed::value), served, fields.orFallback(HIDDEN));
    }

    /** Finds domains that several serve, unless people can tell those apart: then they choose. */
    void compare() {
        for (List<Claim> same : claims.values()) {
            for (int i = 1; i < same.size(); i++) {
                Claim claim = same.get(i);
                Claim earlier = same.get(i - 1);
                if (!claim.labelled() || !earlier.labelled()) {
                    reading.warning(
                            "shared-domain",
                            claim.domain().source(),
                            "`" + claim.domain().value() + "` is served by `" + earlier.provider() + "` too, at "
                                    + earlier.domain().source(),
                            "take it away from one, or give both a `label`, so that people know which to choose");
                }
            }
        }
    }
}
