package dev.daypass.server.ops;

import java.util.Map;

/** Counts looks at directories, and what they ended. Safe for several threads. */
public final class DirectoryLooks {
    private static final String LOOKS = "daypass_directory_looks";

    private final Meters meters;

    public DirectoryLooks(Meters meters) {
        this.meters = meters;
    }

    /** A directory answered for everybody. */
    public void whole(String provider) {
        meters.count(LOOKS, Map.of("provider", provider, "outcome", "whole"));
    }

    /** A look failed and changed nothing. */
    public void failed(String provider) {
        meters.count(LOOKS, Map.of("provider", provider, "outcome", "failed"));
    }

    /** A look ended so many sessions, or all sessions of so many people. */
    public void ended(String provider, int revocations) {
        meters.count("daypass_directory_revocations", Map.of("provider", provider), revocations);
    }
}
