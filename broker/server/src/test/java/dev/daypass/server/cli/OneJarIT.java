package dev.daypass.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The one jar starts by itself, and answers wrong usage as the contract says. */
final class OneJarIT {
    @Test
    void versionIsToldOnStandardOutput() throws Exception {
        var run = OneJar.run("--version");

        assertEquals(0, run.exitCode());
        assertTrue(run.output().startsWith("daypass "), run.output());
    }

    @Test
    void anUnknownVerbIsWrongUsage() throws Exception {
        assertEquals(2, OneJar.run("nonsense").exitCode());
    }

    @Test
    void aConfigurationThatCannotBeServedFromIsWrongUsage() throws Exception {
        assertEquals(2, OneJar.run("serve", "--config", "/nonexistent").exitCode());
    }

    @Test
    void theDemoKeepsItsWord() throws Exception {
        var run = OneJar.run("demo", "--once");

        assertEquals(0, run.exitCode(), run.output());
        assertTrue(run.output().stripTrailing().endsWith("steps went as the text says."), run.output());
    }
}
