package dev.daypass.server.cli;

import java.io.Serial;

/** A verb that ends without having done what was asked. Its message is all that a person gets to see. */
final class Failure extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    private Failure(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** What was asked about is refused, or fails its check. */
    static Failure refused(String message) {
        return new Failure(ExitCode.REFUSED, message);
    }

    /** The command line, or a file it names, does not make sense. */
    static Failure usage(String message) {
        return new Failure(ExitCode.USAGE, message);
    }

    ExitCode exitCode() {
        return exitCode;
    }
}
