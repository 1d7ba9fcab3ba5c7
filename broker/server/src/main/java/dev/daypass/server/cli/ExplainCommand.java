package dev.daypass.server.cli;

import dev.daypass.core.config.AttributesForm;
import dev.daypass.core.config.form.Reading;
import dev.daypass.core.explain.Explainer;
import dev.daypass.core.explain.Explanation;
import dev.daypass.core.explain.Imagined;
import dev.daypass.core.identity.Attributes;
import dev.daypass.core.identity.ProviderId;
import dev.daypass.core.policy.ConditionContext;
import dev.daypass.core.policy.Decision;
import dev.daypass.core.provider.Provider;
import dev.daypass.core.snapshot.Snapshot;
import dev.daypass.core.source.Findings;
import dev.daypass.core.source.JsonTree;
import dev.daypass.core.source.Node;
import dev.daypass.core.source.Suggestions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The verb {@code explain}: 0 if the role (or any role) comes out and the action is allowed, 1 if not, 2 if the question or
 * the configuration makes no sense.
 */
@Command(
        name = "explain",
        description = "Says which roles somebody gets or does not get, and why.",
        mixinStandardHelpOptions = true)
public final class ExplainCommand implements Callable<Integer> {
    private static final String SUBJECT = "subject";

    private final Check check;
    private final Explainer explainer;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Option(names = "--config", paramLabel = "DIR", required = true, description = "the configuration directory")
    private Path directory = Path.of("config");

    @Option(names = "--provider", paramLabel = "P", required = true, description = "the provider that vouches")
    private String provider = "";

    @Option(
            names = "--attributes",
            paramLabel = "FILE.json",
            required = true,
            description = "what it sends: { \"NAME\": [\"VALUE\"], … }, and maybe \"subject\"")
    private Path attributes = Path.of("attributes.json");

    @Option(names = "--role", paramLabel = "R", description = "one role, ALIAS/NAME, in all detail")
    private Optional<String> role = Optional.empty();

    @Option(names = "--action", paramLabel = "A", description = "may the role's session do this? needs --role")
    private Optional<String> action = Optional.empty();

    @Option(names = "--resource", paramLabel = "X", description = "to what; left out: *")
    private Optional<String> resource = Optional.empty();

    @Option(names = "--json", description = "the same as JSON")
    private boolean json;

    public ExplainCommand(Check check, Explainer explainer) {
        this.check = check;
        this.explainer = explainer;
    }

    @Override
    public Integer call() {
        try {
            return answer();
        } catch (IOException e) {
            throw Failure.usage("`" + e.getMessage() + "` cannot be read: name an existing file");
        }
    }

    private int answer() throws IOException {
        if (action.isPresent() && role.isEmpty()) {
            throw Failure.usage("`--action` asks about a role's session: add `--role ALIAS/NAME`");
        }
        Snapshot snapshot = snapshot();
        Provider known = snapshot.provider(new ProviderId(provider)).orElseThrow(() -> {
            Set<String> names = new TreeSet<>();
            snapshot.providers().forEach(each -> names.add(each.id().name()));
            return Failure.usage("there is no provider `" + provider + "`: " + Suggestions.cure(provider, names));
        });
        requireRole(snapshot);
        Imagined somebody = somebody(known);
        Explanation explanation = explainer.explain(somebody, snapshot);
        Optional<Decision> decision = action.flatMap(asked -> role.flatMap(explanation::role)
                .flatMap(Explanation.RoleReport::session)
                .map(session ->
                        explainer.decide(session, asked, resource.orElse("*"), ConditionContext.empty(), snapshot)));
        var question = new Explained.Question(somebody, role, action, resource.orElse("*"));
        print(new Explained(question, explanation, decision));
        return obtained(explanation, decision) ? ExitCode.DONE.status() : ExitCode.REFUSED.status();
    }

    private boolean obtained(Explanation explanation, Optional<Decision> decision) {
        boolean came = role.isPresent()
                ? role.flatMap(explanation::role)
                        .filter(Explanation.RoleReport::obtained)
                        .isPresent()
                : explanation.roles().stream().anyMatch(Explanation.RoleReport::obtained);
        return came && (action.isEmpty() || decision.filter(Decision::allowed).isPresent());
    }

    private Snapshot snapshot() throws IOException {
        Check.Report report = check.load(directory);
        return report.snapshot().orElseThrow(() -> {
            new FindingsText(spec.commandLine().getErr()).print(report);
            return Failure.usage("the configuration has errors: mend them first, `check` tells them again");
        });
    }

    private void requireRole(Snapshot snapshot) {
        if (role.isPresent() && snapshot.role(role.get()).isEmpty()) {
            Set<String> names = new TreeSet<>();
            snapshot.roles().forEach(each -> names.add(each.reference()));
            throw Failure.usage("there is no role `" + role.get() + "`: " + Suggestions.cure(role.get(), names));
        }
    }

    private Imagined somebody(Provider known) throws IOException {
        String text = Files.readString(attributes, StandardCharsets.UTF_8);
        Node root = new JsonTree()
                .read(attributes.toString(), text)
                .value()
                .orElseThrow(() -> Failure.usage("`" + attributes + "` is not JSON: write { \"NAME\": [\"VALUE\"] }"));
        var reading = new Reading(new Findings(), new Reading.Origins(Set.of(), Set.of()), Reading.Strictness.CHECK);
        Optional<Attributes> read = new AttributesForm().read(root, reading);
        if (read.isEmpty() || reading.findings().hasErrors()) {
            throw Failure.usage(reading.sorted().get(0).source() + " "
                    + reading.sorted().get(0).message());
        }
        String subject = read.get().texts(SUBJECT).stream()
                .findFirst()
                .or(() -> read.get().texts("sub").stream().findFirst())
                .orElse("somebody");
        return new Imagined(known, subject, withoutSubject(read.get()));
    }

    private static Attributes withoutSubject(Attributes attributes) {
        var others = new LinkedHashMap<>(attributes.asMap());
        others.remove(SUBJECT);
        return Attributes.of(others);
    }

    private void print(Explained explained) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            JsonOutput.print(ExplanationJson.of(explained), out);
        } else {
            new ExplanationText(out).print(explained);
        }
        out.flush();
    }
}
