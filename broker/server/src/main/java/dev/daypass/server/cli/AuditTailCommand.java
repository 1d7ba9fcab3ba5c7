package dev.daypass.server.cli;

import dev.daypass.core.source.JsonTree;
import dev.daypass.core.source.Node;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code audit tail}: the newest entries, and with {@code --follow} those that come. */
@Command(
        name = "tail",
        description = "Shows the newest audit entries of a running broker, oldest of them first.",
        mixinStandardHelpOptions = true)
final class AuditTailCommand implements Callable<Integer> {
    private static final List<String> WHO = List.of("caller", "subject", "by");
    private static final List<String> WHAT = List.of("role", "action", "resource", "session", "detail");
    private static final Duration EVERY = Duration.ofSeconds(1);

    /** Asked for each second; enough for a quiet broker. */
    private static final int FEW = 50;

    /** What a broker tells at once at most. */
    private static final int MOST = 1_000;

    private final Terminal terminal;

    @Mixin
    private AdminOptions admin = new AdminOptions();

    @Option(
            names = {"-n", "--number"},
            paramLabel = "N",
            description = "How many; 20 if left out.")
    private int number = 20;

    @Option(
            names = {"-f", "--follow"},
            description = "Goes on with the entries that come, until it is stopped.")
    private boolean follow;

    @Option(names = "--json", description = "Each entry as the line of JSON that is chained.")
    private boolean json;

    AuditTailCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<String> entries = entries(number);
        show(entries);
        if (follow) {
            follow(entries);
        }
        return ExitCode.DONE.status();
    }

    private void follow(List<String> shown) {
        List<String> last = shown;
        try {
            while (true) {
                terminal.desk().pause().of(EVERY);
                List<String> news = since(last);
                show(news);
                last = news.isEmpty() ? last : news;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What came after entries that were shown. */
    private List<String> since(List<String> shown) {
        String last = shown.isEmpty() ? "" : shown.get(shown.size() - 1);
        for (int most : List.of(FEW, MOST)) {
            List<String> entries = entries(most);
            int at = entries.lastIndexOf(last);
            if (at >= 0 || entries.size() < most) {
                return entries.subList(at + 1, entries.size());
            }
        }
        terminal.err().println("more than " + MOST + " entries came at once; the first of them are left out here");
        return entries(MOST);
    }

    private List<String> entries(int most) {
        return JsonText.items(admin.get("/api/v1/audit?tail=" + most, terminal), "entries").stream()
                .map(entry -> ((Node.Scalar) entry).text())
                .toList();
    }

    private void show(List<String> entries) {
        entries.forEach(line -> terminal.out().println(json ? line : told(line)));
        terminal.out().flush();
    }

    private static String told(String line) {
        Optional<Node> entry = new JsonTree().read("entry", line).value();
        return entry.map(AuditTailCommand::told).orElse(line);
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
