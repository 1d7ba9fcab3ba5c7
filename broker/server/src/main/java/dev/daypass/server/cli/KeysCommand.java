package dev.daypass.server.cli;

import dev.daypass.core.source.Node;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code keys}: the broker's own keys. */
final class KeysCommand {
    private KeysCommand() {}

    /** The verb with what stands below it. */
    static CommandLine verb(Terminal terminal) {
        return new CommandLine(new Group()).addSubcommand("rotate", new Rotate(terminal));
    }

    @Command(
            name = "keys",
            description = "Manages the keys of a running broker.",
            mixinStandardHelpOptions = true,
            synopsisSubcommandLabel = "rotate")
    static final class Group {}

    /** {@code keys rotate}. */
    @Command(
            name = "rotate",
            description = {
                "Makes a new key that seals sessions and new keys that sign tokens;",
                "what older keys sealed or signed goes on working until it has expired."
            },
            mixinStandardHelpOptions = true)
    static final class Rotate implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private AdminOptions admin = new AdminOptions();

        @Option(names = "--json", description = "The broker's answer as JSON.")
        private boolean json;

        Rotate(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            Node answer = admin.post("/api/v1/keys/rotate", "{}", terminal);
            if (json) {
                Printing.json(answer, terminal);
            } else {
                terminal.out()
                        .println("key " + JsonText.at(answer, "version")
                                + " seals in five minutes, when every broker has it; new keys sign tokens then too");
                terminal.out().flush();
            }
            return ExitCode.DONE.status();
        }
    }
}
