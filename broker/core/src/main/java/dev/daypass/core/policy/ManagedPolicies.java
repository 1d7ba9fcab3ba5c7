package dev.daypass.core.policy;

import dev.daypass.core.arn.Partition;
import dev.daypass.core.source.Findings;
import dev.daypass.core.source.JsonTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The policies shipped with the product, {@code managed/NAME} in configuration and {@code arn:…:iam::…:policy/NAME} on the
 * wire: read-only and shared by all accounts. Immutable.
 */
public final class ManagedPolicies {
    private static final List<String> NAMES = List.of(
            "AdministratorAccess",
            "PowerUserAccess",
            "ReadOnlyAccess",
            "ViewOnlyAccess",
            "SecurityAudit",
            "EverythingButIam",
            "ManageOwnAccessKeys",
            "RequireMultiFactor",
            "AdministratorPages",
            "AuditReader");

    private final Map<String, NamedPolicy> byName;

    private ManagedPolicies(Map<String, NamedPolicy> byName) {
        this.byName = Collections.unmodifiableMap(byName);
    }

    /** Those on the class path. Reads and compiles them: to be called once. */
    public static ManagedPolicies shipped(Partition partition) {
        var texts = new LinkedHashMap<String, String>();
        NAMES.forEach(name -> texts.put(name, resource("managed/" + name + ".json")));
        return of(partition, texts);
    }

    /**
     * Compiles policies from their JSON texts by name.
     *
     * @throws IllegalArgumentException if one of them is not valid, which is a fault of whoever ships it
     */
    public static ManagedPolicies of(Partition partition, Map<String, String> texts) {
        var policies = new LinkedHashMap<String, NamedPolicy>();
        texts.forEach((name, text) -> policies.put(
                name,
                new NamedPolicy(
                        PolicyType.MANAGED, partition.managedPolicy(name).toString(), document(name, text))));
        return new ManagedPolicies(policies);
    }

    private static PolicyDocument document(String name, String text) {
        var findings = new Findings();
        return new JsonTree()
                .read("managed/" + name, text)
                .value()
                .flatMap(node -> new PolicyReader().read(PolicyGrammar.IDENTITY, node, findings))
                .orElseThrow(() ->
                        new IllegalArgumentException("managed policy " + name + " is not valid: " + findings.sorted()));
    }

    private static String resource(String path) {
        try (InputStream in = ManagedPolicies.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("the class path lacks " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A policy by its name: {@code ReadOnlyAccess}. */
    public Optional<NamedPolicy> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** A policy by its ARN. */
    public Optional<NamedPolicy> findByArn(String arn) {
        return byName.values().stream()
                .filter(policy -> policy.name().equals(arn))
                .findFirst();
    }

    public Set<String> names() {
        return byName.keySet();
    }
}
