package dev.daypass.core.config;

import dev.daypass.core.config.form.JsonSchema;
import dev.daypass.core.config.form.SchemaWriter;
import dev.daypass.core.policy.PolicyGrammar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * The JSON Schema (draft 2020-12) of every configuration file, made of the forms that read them. One definition a kind of
 * file; the whole takes any of them.
 */
public final class ConfigSchema {
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    private ConfigSchema() {}

    /** The schema as JSON text, always the same. */
    public static String json() {
        return SchemaWriter.json(whole());
    }

    /** The definition's name for a kind of file. */
    public static String definition(ConfigFile.Kind kind) {
        return kind == ConfigFile.Kind.BROKER ? "broker" : kind.place();
    }

    private static JsonSchema whole() {
        var definitions = new LinkedHashMap<String, Object>();
        var choices = new ArrayList<JsonSchema>();
        for (ConfigFile.Kind kind : ConfigFile.Kind.values()) {
            definitions.put(definition(kind), orEmpty(schema(kind)).members());
            choices.add(JsonSchema.ref(definition(kind)));
        }
        definitions.put(
                "policyDocument",
                DocumentForm.definition(PolicyGrammar.IDENTITY).members());
        definitions.put(
                "trustPolicy", DocumentForm.definition(PolicyGrammar.TRUST).members());
        return JsonSchema.of("$schema", DIALECT)
                .with("title", "Daypass configuration")
                .with("description", "Any file of a Daypass configuration directory.")
                .with("anyOf", choices.stream().map(JsonSchema::members).toList())
                .with("$defs", definitions);
    }

    /** A file may be empty. */
    private static JsonSchema orEmpty(JsonSchema schema) {
        return JsonSchema.anyOf(List.of(schema, JsonSchema.type("null")));
    }

    private static JsonSchema schema(ConfigFile.Kind kind) {
        return switch (kind) {
            case BROKER -> BrokerReader.SHAPE.schema();
            case PROVIDERS -> ProviderKinds.schema();
            case ROLES -> RoleReader.FORM.schema();
            case POLICIES -> PolicyFileReader.schema();
            case RULES -> RuleReader.FORM.schema();
            case USERS -> UserReader.FORM.schema();
            case GROUPS -> GroupReader.FORM.schema();
            case SERVICES -> ServiceReader.FORM.schema();
            case APPLICATIONS -> ApplicationShape.FORM.schema();
            case TESTS -> TestReader.FORM.schema();
        };
    }
}
