package dev.daypass.server.cli;

import dev.daypass.core.source.JsonTree;
import dev.daypass.core.source.Node;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code audit}: what happened. */
final class AuditCommand {
    private AuditCommand() {}

    /** The verb with what stands below it. */
    static CommandLine verb(Terminal terminal) {
        return new CommandLine(new Group())
                .addSubcommand("verify", new AuditVerifyCommand(terminal))
                .addSubcommand("tail", new Tail(terminal));
    }

    @Command(
            name = "audit",
            description = "Verifies the audit's chain, or shows its newest entries.",
            mixinStandardHelpOptions = true,
            synopsisSubcommandLabel = "(verify | tail)")
    static final class Group {}

    /** {@code audit tail}. */
    @Command(
            name = "tail",
            description = "Shows the newest audit entries of a running broker, oldest of them first.",
            mixinStandardHelpOptions = true)
    static final class Tail implements Callable<Integer> {
        private static final List<String> WHO = List.of("caller", "subject", "by");
        private static final List<String> WHAT = List.of("role", "action", "resource", "session", "detail");

        private final Terminal terminal;

        @Mixin
        private AdminOptions admin = new AdminOptions();

        @Option(
                names = {"-n", "--number"},
                paramLabel = "N",
                description = "How many; 20 if left out.")
        private int number = 20;

        @Option(names = "--json", description = "Each entry as the line of JSON that is chained.")
        private boolean json;

        Tail(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            Node answer = admin.get("/api/v1/audit?tail=" + number, terminal);
            for (Node entry : JsonText.items(answer, "entries")) {
                String line = ((Node.Scalar) entry).text();
                terminal.out().println(json ? line : told(line));
            }
            terminal.out().flush();
            return ExitCode.DONE.status();
        }

        private static String told(String line) {
            Optional<Node> entry = new JsonTree().read("entry", line).value();
            return entry.map(Tail::told).orElse(line);
        }

        private static String told(Node entry) {
            String reason = JsonText.at(entry, "reason");
            return Stream.concat(
                            Stream.of(
                                    JsonText.at(entry, "at"),
                                    JsonText.at(entry, "kind"),
                                    JsonText.at(entry, "outcome") + (reason.isEmpty() ? "" : " " + reason)),
                            Stream.concat(WHO.stream(), WHAT.stream()).flatMap(name -> fact(entry, name)))
                    .collect(Collectors.joining("  "));
        }

        private static Stream<String> fact(Node entry, String name) {
            return Optional.of(entry).stream()
                    .filter(Node.Mapping.class::isInstance)
                    .flatMap(at -> ((Node.Mapping) at).get("facts").stream())
                    .flatMap(facts -> JsonText.items(facts, name).stream())
                    .map(value -> name + "=" + ((Node.Scalar) value).text());
        }
    }
}
