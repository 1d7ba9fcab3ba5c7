package dev.daypass.server.wiring;

import dev.daypass.core.source.Finding;
import java.util.List;

/** A broker does not start from this configuration or on this machine. The message is for people. */
public final class BrokerRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Finding> findings;

    public BrokerRefused(String message, List<Finding> findings) {
        super(message);
        this.findings = List.copyOf(findings);
    }

    public BrokerRefused(String message, Throwable cause) {
        super(message, cause);
        this.findings = List.of();
    }

    /** What is wrong with the configuration; empty if the reason is another. */
    public List<Finding> findings() {
        return findings;
    }
}
