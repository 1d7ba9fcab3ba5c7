package dev.daypass.core.rules.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelSourceLocation;
import dev.daypass.core.source.Findings;
import dev.daypass.core.source.Source;
import dev.daypass.core.source.Suggestions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in our words, at its place in the file, what CEL finds wrong with one expression. */
record Issues(String text, Source source, Dialect dialect, Optional<Syntax> syntax, Findings findings) {
    private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '([^']*)'.*");
    private static final Pattern FIELD = Pattern.compile("undefined field '([^']*)'.*");
    private static final Pattern OVERLOAD =
            Pattern.compile("found no matching overload for '([^']*)' applied to '([^']*)'.*", Pattern.DOTALL);
    private static final Set<String> NAMESPACES = Set.of("lists", "sets", "regex", "math", "strings", "cel");
    private static final Set<String> FUNCTIONS = Set.of(
            "attr",
            "attrs",
            "has",
            "size",
            "startsWith",
            "endsWith",
            "contains",
            "matches",
            "exists",
            "exists_one",
            "all",
            "map",
            "filter",
            "string",
            "int",
            "double",
            "bool",
            "timestamp",
            "duration",
            "lowerAscii",
            "upperAscii",
            "trim",
            "split",
            "join",
            "replace",
            "substring",
            "indexOf",
            "lastIndexOf",
            "charAt",
            "reverse",
            "sort",
            "distinct",
            "slice",
            "flatten",
            "sets.contains",
            "sets.intersects",
            "sets.equivalent",
            "regex.replace",
            "regex.extractAll");

    /** One finding for a text that is not an expression, one for each mistake of meaning otherwise. */
    void report(List<CelIssue> issues) {
        for (CelIssue issue : issues) {
            if (issues.size() > 1 && isNamespace(issue)) {
                continue; // the function behind it is what is unknown
            }
            if (!meaning(issue)) {
                error(
                        "expression-syntax",
                        offset(issue),
                        "this is not an expression: "
                                + issue.getMessage().lines().findFirst().orElse(""),
                        "see the CEL language definition; texts stand in quotes: `\"Engineers\" in user.groups`");
                return;
            }
        }
    }

    private static boolean isNamespace(CelIssue issue) {
        Matcher undeclared = UNDECLARED.matcher(issue.getMessage());
        return undeclared.matches() && NAMESPACES.contains(undeclared.group(1));
    }

    private boolean meaning(CelIssue issue) {
        String message = issue.getMessage();
        Matcher undeclared = UNDECLARED.matcher(message);
        if (undeclared.matches()) {
            unknownName(undeclared.group(1), offset(issue));
            return true;
        }
        Matcher field = FIELD.matcher(message);
        if (field.matches()) {
            unknownField(field.group(1), offset(issue));
            return true;
        }
        Matcher overload = OVERLOAD.matcher(message);
        if (overload.matches()) {
            mismatch(overload.group(1), overload.group(2), offset(issue));
            return true;
        }
        return false;
    }

    private void unknownName(String name, int offset) {
        if (text.startsWith("(", offset) && FUNCTIONS.contains(name)) {
            error(
                    "type-mismatch",
                    offset,
                    "`" + name + "` does not take this number of arguments",
                    "see the CEL language definition; `attr` takes a name, and a fallback if there is one");
            return;
        }
        if (text.startsWith("(", offset)) {
            error(
                    "unknown-function",
                    offset,
                    "unknown function `" + name + "`" + didYouMean(name, FUNCTIONS),
                    "use CEL's functions and those of its strings, lists, sets and regex extensions");
            return;
        }
        var variables = new TreeSet<>(Set.of("provider", "subject", "authn"));
        if (dialect.hasUser()) {
            variables.add("user");
        }
        error(
                "unknown-variable",
                offset,
                "unknown variable `" + name + "`" + didYouMean(name, variables),
                dialect.hasUser() && dialect.userNames().contains(name)
                        ? "write `user." + name + "`"
                        : "an expression reads " + String.join(", ", variables) + ", attr(…) and attrs(…)");
    }

    private void unknownField(String field, int offset) {
        boolean ofAuthentication =
                text.substring(0, offset).stripTrailing().endsWith("authn") || text.contains("authn." + field);
        if (ofAuthentication) {
            Set<String> fields = Dialect.authenticationTypes().keySet();
            error(
                    "unknown-variable",
                    offset,
                    "unknown `authn." + field + "`" + didYouMean(field, fields),
                    "authn has " + String.join(", ", new TreeSet<>(fields)));
            return;
        }
        error(
                "unknown-user-attribute",
                offset,
                "unknown attribute `user." + field + "`" + didYouMean(field, dialect.userNames()),
                "define `" + field + "` in the `attributes` of the provider; defined are "
                        + (dialect.userNames().isEmpty()
                                ? "none"
                                : String.join(", ", new TreeSet<>(dialect.userNames()))));
    }

    private void mismatch(String function, String operands, int offset) {
        String name = function.replace("_", "").replace("@", "");
        error(
                "type-mismatch",
                offset,
                "`" + name + "` does not take "
                        + operands.replace("(dyn, ", "(").replace("dyn", "anything"),
                "compare texts with texts; ask whether a list holds a text with `\"x\" in user.list`");
    }

    /** Checks a tree that CEL accepts: its type, its patterns, its cost. */
    boolean accept(CelAbstractSyntaxTree ast, Wanted wanted) {
        if (!wanted.admits(ast.getResultType())) {
            error(
                    "type-mismatch",
                    0,
                    "the expression yields " + Kinds.of(ast.getResultType()) + ", expected " + wanted.words(),
                    wanted == Wanted.TEXT
                            ? "turn it into a text with `string(…)`"
                            : "change it to yield " + wanted.words());
            return false;
        }
        Optional<Patterns.Mistake> mistake = Patterns.check(ast);
        if (mistake.isPresent()) {
            error("invalid-regex", mistake.get().offset(), mistake.get().message(), "see the syntax of RE2");
            return false;
        }
        if (!CostEstimate.isAffordable(ast)) {
            error(
                    "expression-too-expensive",
                    0,
                    "the expression may take too long or grow too large on a large identity",
                    "avoid loops inside loops and texts that grow at each step");
            return false;
        }
        return true;
    }

    private void error(String code, int offset, String message, String cure) {
        findings.error(code, Places.at(source, text, offset), message, cure);
    }

    private int offset(CelIssue issue) {
        CelSourceLocation location = issue.getSourceLocation();
        return Places.offset(text, location.getLine(), location.getColumn());
    }

    private static String didYouMean(String name, Set<String> known) {
        return Suggestions.closest(name, known)
                .map(near -> " (did you mean `" + near + "`?)")
                .orElse("");
    }
}
