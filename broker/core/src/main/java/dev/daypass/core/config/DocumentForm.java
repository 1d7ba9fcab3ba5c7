package dev.daypass.core.config;

import dev.daypass.core.config.form.Form;
import dev.daypass.core.config.form.JsonSchema;
import dev.daypass.core.config.form.Reading;
import dev.daypass.core.policy.PolicyDocument;
import dev.daypass.core.policy.PolicyGrammar;
import dev.daypass.core.policy.PolicyReader;
import dev.daypass.core.source.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A policy document in its place: read by the policy language's own reader, and measured.
 *
 * @param sizeLimit characters without white space, 0 for no limit of its own
 */
record DocumentForm(PolicyGrammar grammar, int sizeLimit) implements Form<DocumentForm.Written> {
    /** A document and the text it was made from. */
    record Written(Node node, PolicyDocument document) {}

    @Override
    public Optional<Written> read(Node node, Reading reading) {
        Optional<PolicyDocument> document = new PolicyReader().read(grammar, node, reading.findings());
        document.ifPresent(found -> {
            if (sizeLimit > 0) {
                checkSize(found.size(), sizeLimit, node, reading);
            }
        });
        return document.map(found -> new Written(node, found));
    }

    /** Finds a document, or several together, too large. */
    static void checkSize(int size, int limit, Node node, Reading reading) {
        if (size > limit) {
            reading.error(
                    "policy-too-large",
                    node,
                    size + " characters of policy (white space not counted), " + limit + " are the most",
                    "merge statements, use wildcards, or move some into a managed policy");
        }
    }

    @Override
    public JsonSchema schema() {
        return JsonSchema.ref(grammar == PolicyGrammar.TRUST ? "trustPolicy" : "policyDocument");
    }

    /** What editors are told of a policy; the policy reader knows more. */
    static JsonSchema definition(PolicyGrammar grammar) {
        Map<String, Object> texts = JsonSchema.anyOf(
                        List.of(JsonSchema.type("string"), JsonSchema.array(JsonSchema.type("string"))))
                .members();
        var properties = new LinkedHashMap<String, Object>();
        properties.put("Sid", Map.of("type", "string"));
        properties.put("Effect", Map.of("enum", List.of("Allow", "Deny")));
        if (grammar == PolicyGrammar.TRUST) {
            properties.put("Principal", true);
            properties.put("NotPrincipal", true);
        }
        properties.put("Action", texts);
        properties.put("NotAction", texts);
        if (grammar != PolicyGrammar.TRUST) {
            properties.put("Resource", texts);
            properties.put("NotResource", texts);
        }
        properties.put("Condition", Map.of("type", "object"));
        JsonSchema statement = JsonSchema.type("object")
                .with("properties", properties)
                .with("required", List.of("Effect"))
                .with("additionalProperties", false);
        JsonSchema list = JsonSchema.array(statement);
        var elements = new LinkedHashMap<String, Object>();
        elements.put("Version", Map.of("enum", List.of("2012-10-17", "2008-10-17")));
        elements.put("Id", Map.of("type", "string"));
        elements.put("Statement", JsonSchema.anyOf(List.of(statement, list)).members());
        JsonSchema whole = JsonSchema.type("object")
                .with("properties", elements)
                .with("required", List.of("Statement"))
                .with("additionalProperties", false);
        return JsonSchema.anyOf(List.of(list, whole));
    }
}
