package dev.daypass.server.cli;

import dev.daypass.core.secret.Secret;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Asks at the console that the process was started from. */
final class ConsoleAsking implements Terminal.Asking {
    private static final int LONGEST = 4_096;

    private final InputStream input;

    /**
     * @param input standard input
     */
    ConsoleAsking(InputStream input) {
        this.input = input;
    }

    @Override
    public Optional<String> line(String question) {
        return console().flatMap(console -> Optional.ofNullable(console.readLine("%s", question)));
    }

    @Override
    public Optional<Secret> secret(String question) {
        return console()
                .flatMap(console -> Optional.ofNullable(console.readPassword("%s", question)))
                .filter(typed -> typed.length > 0)
                .map(typed -> Secret.of(new String(typed)));
    }

    private static Optional<Console> console() {
        return Optional.ofNullable(System.console());
    }

    @Override
    public Optional<Secret> piped() {
        try {
            String text = new String(input.readNBytes(LONGEST), StandardCharsets.UTF_8);
            String line = text.lines().findFirst().orElse("");
            return line.isEmpty() ? Optional.empty() : Optional.of(Secret.of(line));
        } catch (IOException e) {
            throw new UncheckedIOException("standard input cannot be read", e);
        }
    }
}
