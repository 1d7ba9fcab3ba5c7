package dev.daypass.server.cli;

import dev.daypass.core.secret.Secret;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** One run of the command line inside the test's own process. */
record CommandRun(int status, String out, String err) {
    static CommandRun of(String... args) {
        return with(Map.of(), args);
    }

    static CommandRun with(Map<String, String> environment, String... args) {
        return with(environment, Map.of(), args);
    }

    /** A person at the terminal who gives these answers; {@code piped} is what comes on standard input. */
    static CommandRun with(Map<String, String> environment, Map<String, String> answers, String... args) {
        return at(new NoBrowser(), environment, answers, args);
    }

    /** The same person with a browser. */
    static CommandRun at(
            Desk.Browser browser, Map<String, String> environment, Map<String, String> answers, String... args) {
        return at(new Desk(new SecureRandom(), duration -> {}, browser), environment, answers, args);
    }

    /** The same person at a desk where waiting is whatever the test makes of it. */
    static CommandRun at(Desk desk, Map<String, String> environment, Map<String, String> answers, String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        var terminal = new Terminal(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                name -> Optional.ofNullable(environment.get(name)),
                Clock.systemUTC(),
                new Answering(answers),
                desk);
        int status = Main.run(terminal, args);
        return new CommandRun(status, out.toString(), err.toString());
    }

    /** Nobody sees a browser here. */
    record NoBrowser() implements Desk.Browser {
        @Override
        public boolean isThere() {
            return false;
        }

        @Override
        public boolean open(URI address) {
            throw new IllegalStateException("a browser opens though there is none");
        }
    }

    /** A browser in which somebody does something with a page. */
    record BrowserOf(Consumer<URI> somebody) implements Desk.Browser {
        @Override
        public boolean isThere() {
            return true;
        }

        @Override
        public boolean open(URI address) {
            somebody.accept(address);
            return true;
        }
    }

    private record Answering(Map<String, String> answers) implements Terminal.Asking {
        @Override
        public Optional<String> line(String question) {
            return Optional.ofNullable(answers.get(question));
        }

        @Override
        public Optional<Secret> secret(String question) {
            return line(question).map(Secret::of);
        }

        @Override
        public Optional<Secret> piped() {
            return secret("piped");
        }
    }
}
