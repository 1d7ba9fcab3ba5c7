package dev.daypass.core.policy;

import dev.daypass.core.source.Finding;
import dev.daypass.core.source.Findings;
import java.util.List;

/** How a policy is written: what has no effect, or another one than it looks like. */
final class LintWriting {
    private final Findings findings;

    LintWriting(Findings findings) {
        this.findings = findings;
    }

    void document(PolicyDocument document) {
        boolean variables =
                document.version().filter(PolicyReader.VERSION_2012::equals).isPresent();
        if (document.version().isEmpty()) {
            findings.add(Finding.warning(
                    "policy-version-missing",
                    document.source(),
                    "without `Version` the policy follows 2008-10-17, which has no variables",
                    "write `\"Version\": \"2012-10-17\"`"));
        }
        if (!variables && document.json().contains("${")) {
            findings.add(Finding.securityWarning(
                    "policy-variable-unused",
                    document.source(),
                    "`${…}` is plain text in this version of the language",
                    "write `\"Version\": \"2012-10-17\"`"));
        }
    }

    void statement(Statement statement) {
        Statement.Elements elements = statement.elements();
        ActionElement actions = elements.actions();
        if (actions.patterns().isEmpty()) {
            empty(statement, "Action");
        }
        if (elements.resources()
                .filter(resources -> resources.patterns().isEmpty())
                .isPresent()) {
            empty(statement, "Resource");
        }
        if (elements.principals().filter(PrincipalElement::isNobody).isPresent()) {
            empty(statement, "Principal");
        }
        redundant(actions);
    }

    private void empty(Statement statement, String element) {
        findings.add(Finding.warning(
                "policy-list-without-items",
                statement.source(),
                "`" + element + "` is an empty list, so the statement concerns nothing",
                "name something, or leave the statement out"));
    }

    private void redundant(ActionElement actions) {
        List<ActionPattern> patterns = actions.patterns();
        for (int i = 0; i < patterns.size(); i++) {
            for (int j = 0; j < patterns.size(); j++) {
                boolean covered = i != j && patterns.get(j).covers(patterns.get(i));
                boolean first = j < i || !patterns.get(i).covers(patterns.get(j));
                if (covered && first) {
                    findings.add(Finding.suggestion(
                            "policy-action-redundant",
                            actions.source(),
                            "`" + patterns.get(i).text() + "` is already part of `"
                                    + patterns.get(j).text() + "`",
                            "leave it out"));
                    break;
                }
            }
        }
    }
}
