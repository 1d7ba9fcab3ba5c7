package dev.daypass.core.policy;

import dev.daypass.core.arn.Arn;
import dev.daypass.core.source.Node;
import dev.daypass.core.source.Suggestions;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads {@code Principal} and {@code NotPrincipal}: what cannot be compared exactly is refused (sts.md 1.6). Of a {@code
 * …:root} ARN the account alone counts, since its number is one of a kind; all other ARNs are compared whole.
 */
final class PrincipalReader {
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
    private static final Pattern UNIQUE_ID = Pattern.compile("A(?:ROA|IDA)[A-Z0-9]{4,124}");
    private static final Pattern AWS_RESOURCE =
            Pattern.compile("iam:(?:root|user/.+|role/.+)|sts:(?:assumed-role/[^/]+/[^/]+|federated-user/[^/]+)");
    private static final Pattern PROVIDER_RESOURCE = Pattern.compile("(?:saml-provider|oidc-provider|directory)/.+");
    private static final Pattern PROVIDER_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.:/_~-]*");
    private static final Pattern SERVICE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]*");
    private static final List<String> TYPES = List.of("AWS", "Federated", "Service");

    private final Reading reading;
    private final Map<String, List<String>> names = new LinkedHashMap<>();
    private final Set<String> accounts = new HashSet<>();
    private final Set<String> arns = new HashSet<>();
    private final Set<String> uniqueIds = new HashSet<>();
    private final Set<String> federated = new HashSet<>();
    private final Set<String> services = new HashSet<>();
    private boolean anyone;

    private PrincipalReader(Reading reading) {
        this.reading = reading;
    }

    static PrincipalElement read(Node.Entry entry, Reading reading) {
        String element = entry.key().text();
        var reader = new PrincipalReader(reading);
        reader.element(element, entry.value());
        var lists = new PrincipalElement.Lists(
                reader.anyone, reader.accounts, reader.arns, reader.uniqueIds, reader.federated, reader.services);
        return new PrincipalElement(
                element.startsWith("Not"), reader.names, lists, entry.key().source());
    }

    private void element(String element, Node node) {
        if (node instanceof Node.Scalar scalar && scalar.text().equals("*")) {
            anyone = true;
            names.put("*", List.of("*"));
            return;
        }
        if (!(node instanceof Node.Mapping mapping)) {
            reading.error(
                    "policy-principal-form",
                    node.source(),
                    "`" + element + "` must be `*` or a mapping, and here stands " + node.kind(),
                    "write `{\"AWS\": …}`, `{\"Federated\": …}` or `{\"Service\": …}`");
            return;
        }
        if (mapping.entries().isEmpty()) {
            reading.error(
                    "policy-principal-empty", node.source(), "`" + element + "` names nobody", "name a principal");
        }
        for (Node.Entry entry : mapping.entries()) {
            type(entry.key(), reading.texts(entry.key().text(), entry.value()));
        }
    }

    private void type(Node.Scalar type, List<Node.Scalar> principals) {
        names.put(type.text(), principals.stream().map(Node.Scalar::text).toList());
        for (Node.Scalar principal : principals) {
            switch (type.text()) {
                case "AWS" -> aws(principal);
                case "Federated" -> federated(principal);
                case "Service" -> service(principal);
                default -> {}
            }
        }
        if (!TYPES.contains(type.text())) {
            reading.error(
                    "policy-principal-type",
                    type.source(),
                    "`" + type.text() + "` is no kind of principal",
                    Suggestions.cure(type.text(), TYPES));
        }
    }

    private void aws(Node.Scalar principal) {
        String text = principal.text();
        if (text.equals("*")) {
            anyone = true;
        } else if (ACCOUNT.matcher(text).matches()) {
            accounts.add(text);
        } else if (UNIQUE_ID.matcher(text).matches()) {
            uniqueIds.add(text);
        } else if (!hasWildcard(principal)) {
            awsArn(principal);
        }
    }

    private void awsArn(Node.Scalar principal) {
        Optional<Arn> arn = Arn.parse(principal.text())
                .filter(parsed -> ACCOUNT.matcher(parsed.account()).matches())
                .filter(parsed -> AWS_RESOURCE
                        .matcher(parsed.service() + ":" + parsed.resource())
                        .matches());
        if (arn.isEmpty()) {
            reading.error(
                    "policy-principal-malformed",
                    principal.source(),
                    "`" + principal.text() + "` is no account, user, role or session (groups are no principals)",
                    "write 12 digits, or the ARN of a root, user, role, assumed-role or federated-user");
        } else if (arn.get().resource().equals("root")) {
            accounts.add(arn.get().account());
        } else {
            arns.add(principal.text());
        }
    }

    private void federated(Node.Scalar principal) {
        if (hasWildcard(principal)) {
            return;
        }
        String text = principal.text();
        boolean valid = text.startsWith("arn:")
                ? Arn.parse(text)
                        .filter(arn -> arn.service().equals("iam"))
                        .filter(arn -> PROVIDER_RESOURCE.matcher(arn.resource()).matches())
                        .isPresent()
                : PROVIDER_NAME.matcher(text).matches();
        if (valid) {
            federated.add(text);
            return;
        }
        reading.error(
                "policy-principal-malformed",
                principal.source(),
                "`" + text + "` is no identity provider",
                "write a provider's name, its issuer's host and path, or its ARN");
    }

    private void service(Node.Scalar principal) {
        if (hasWildcard(principal)) {
            return;
        }
        if (SERVICE_NAME.matcher(principal.text()).matches()) {
            services.add(principal.text());
            return;
        }
        reading.error(
                "policy-principal-malformed",
                principal.source(),
                "`" + principal.text() + "` is no service",
                "write a service's name, such as `backup.example.com`");
    }

    private boolean hasWildcard(Node.Scalar principal) {
        boolean wild = principal.text().indexOf('*') >= 0 || principal.text().indexOf('?') >= 0;
        if (wild) {
            reading.error(
                    "policy-principal-wildcard",
                    principal.source(),
                    "principal `" + principal.text() + "` has a wildcard in it; principals are compared exactly",
                    "name it in full, or name the account and narrow with a condition on `aws:PrincipalArn`");
        }
        return wild;
    }
}
