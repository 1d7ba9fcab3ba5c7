package dev.daypass.core.config;

import dev.daypass.core.config.form.Fields;
import dev.daypass.core.config.form.Form;
import dev.daypass.core.config.form.Key;
import dev.daypass.core.config.form.Many;
import dev.daypass.core.config.form.Placed;
import dev.daypass.core.config.form.Quantities;
import dev.daypass.core.config.form.Reading;
import dev.daypass.core.config.form.Scalars;
import dev.daypass.core.config.form.Shape;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.rules.Expression;
import dev.daypass.core.rules.RuleDefinition;
import dev.daypass.core.rules.SessionShapeDefinition;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code rules/}: lists of attribute rules, whose order counts for session names and tags only. */
final class RuleReader {
    private static final Key<Placed<String>> SESSION_NAME = Key.optional(
            "name", Scalars.placed(Scalars.text()), "CEL: the session's name, which the audit shows.", "user.email");
    private static final Key<Duration> DURATION = Key.optional(
            "duration",
            Quantities.duration(Duration.ofMinutes(15), Duration.ofHours(12)),
            "The longest session, 15m to 12h.",
            "4h");
    private static final Key<Map<Placed<String>, Placed<String>>> TAGS = Key.optional(
                    "tags",
                    Many.map(Scalars.placed(Scalars.text())),
                    "Session tags: a key, and CEL for its value.",
                    "{ department: user.department }")
            .otherwise(Map.of());
    private static final Key<List<Placed<String>>> TRANSITIVE = Key.optional(
                    "transitive", Many.list(Scalars.text()), "Keys of tags that chained sessions keep.", "[department]")
            .otherwise(List.of());
    private static final Key<Placed<String>> SOURCE_IDENTITY = Key.optional(
            "sourceIdentity",
            Scalars.placed(Scalars.text()),
            "CEL: who is behind the session, kept through every chain.",
            "user.email");
    private static final Form<SessionShapeDefinition> SESSION_FORM = Shape.of(
                    "`session`", SESSION_NAME, DURATION, TAGS, TRANSITIVE, SOURCE_IDENTITY)
            .as(RuleReader::session);

    private static final Key<String> NAME = Key.required(
            "name",
            Scalars.matching(
                    "bad-name",
                    "[A-Za-z0-9](?:[A-Za-z0-9._ /-]{0,126}[A-Za-z0-9])?",
                    "a rule's name",
                    "use up to 128 letters, digits, spaces and ._/-"),
            "Unique among all rules; the audit and `explain` use it.",
            "engineers-read-prod");
    private static final Key<String> DESCRIPTION =
            Key.optional("description", Scalars.text(), "What the rule is for.", "Engineers may read production.");
    private static final Key<List<Placed<String>>> PROVIDERS = Key.optional(
                    "providers",
                    Many.list(Scalars.text()),
                    "The providers it is about; left out: all of them.",
                    "[corp-saml]")
            .otherwise(List.of());
    private static final Key<Placed<String>> WHEN = Key.optional(
            "when",
            Scalars.placed(Scalars.text()),
            "CEL: whom it is about; left out: everybody.",
            "'\"Engineers\" in user.groups'");
    private static final Key<List<Placed<String>>> ROLES = Key.optional(
                    "roles", Many.list(Scalars.text()), "Roles it grants.", "[prod/ReadOnly]")
            .otherwise(List.of());
    private static final Key<Placed<String>> ROLES_FROM = Key.optional(
            "rolesFrom",
            Scalars.placed(Scalars.text()),
            "CEL: a list of names of roles it grants.",
            "'user.groups.filter(g, g.startsWith(\"AWS-\")).map(g, g.substring(4))'");
    private static final Key<List<Placed<String>>> DENY = Key.optional(
                    "deny",
                    Many.list(Scalars.text()),
                    "Roles it denies, whatever grants them: `ALIAS/NAME`, `ALIAS/*` or `*`.",
                    "[prod/Admin]")
            .otherwise(List.of());
    private static final Key<SessionShapeDefinition> SESSION = Key.optional(
            "session",
            SESSION_FORM,
            "How it shapes the sessions of the roles it grants.",
            "{ name: user.email, duration: 4h }");
    private static final Key<RuleDefinition.Mode> MODE = Key.optional(
                    "mode",
                    Scalars.word(
                            new Scalars.Word<>("enforce", RuleDefinition.Mode.ENFORCE),
                            new Scalars.Word<>("shadow", RuleDefinition.Mode.SHADOW)),
                    "`shadow`: evaluated and told, without effect.",
                    "shadow")
            .otherwise(RuleDefinition.Mode.ENFORCE);

    static final Form<List<Placed<Fields>>> FORM =
            Many.list(Shape.of("a rule", NAME, DESCRIPTION, PROVIDERS, WHEN, ROLES, ROLES_FROM, DENY, SESSION, MODE));

    private RuleReader() {}

    /** A rule as written, and the places of the names in it. */
    record Draft(
            RuleDefinition definition,
            List<Placed<String>> providers,
            List<Placed<String>> roles,
            List<Placed<String>> deny) {}

    /** A rule; empty without a readable name. */
    static Optional<Draft> draft(Fields fields) {
        return fields.get(NAME).map(name -> {
            List<Placed<String>> providers = fields.get(PROVIDERS).orElseGet(List::of);
            List<Placed<String>> roles = fields.get(ROLES).orElseGet(List::of);
            List<Placed<String>> deny = fields.get(DENY).orElseGet(List::of);
            var definition = new RuleDefinition(
                    name,
                    fields.source(),
                    providers.stream()
                            .map(provider -> new ProviderId(provider.value()))
                            .toList(),
                    fields.get(WHEN).map(RuleReader::expression),
                    values(roles),
                    fields.get(ROLES_FROM).map(RuleReader::expression),
                    values(deny),
                    fields.get(SESSION),
                    fields.orFallback(MODE));
            return new Draft(definition, providers, roles, deny);
        });
    }

    private static List<String> values(List<Placed<String>> placed) {
        return placed.stream().map(Placed::value).toList();
    }

    private static Expression expression(Placed<String> text) {
        return new Expression(text.value(), text.source());
    }

    private static Optional<SessionShapeDefinition> session(Fields fields, Reading reading) {
        var tags = new LinkedHashMap<String, Expression>();
        var seen = new HashSet<String>();
        fields.get(TAGS).orElseGet(Map::of).forEach((key, value) -> {
            TagsForm.key(key, seen, reading);
            tags.put(key.value(), expression(value));
        });
        for (Placed<String> key : fields.orFallback(TRANSITIVE)) {
            if (!tags.containsKey(key.value())) {
                reading.warning(
                        "unknown-transitive-tag",
                        key.source(),
                        "`" + key.value() + "` is transitive and no tag of this rule",
                        "add it under `tags`, unless callers pass it themselves");
            }
        }
        return Optional.of(new SessionShapeDefinition(
                fields.get(SESSION_NAME).map(RuleReader::expression),
                fields.get(DURATION),
                tags,
                values(fields.orFallback(TRANSITIVE)),
                fields.get(SOURCE_IDENTITY).map(RuleReader::expression)));
    }
}
