package dev.daypass.server.cli;

/** How a verb ends, as scripts see it. */
public enum ExitCode {
    /** Done. */
    DONE(0),
    /** The thing asked about is refused or fails its check. */
    REFUSED(1),
    /** Wrong usage, or a configuration that cannot be started from. */
    USAGE(2);

    private final int status;

    ExitCode(int status) {
        this.status = status;
    }

    /** The process's exit status. */
    public int status() {
        return status;
    }
}
