package dev.daypass.example.reports;

/**
 * A report.
 *
 * @param owner the session name of whoever wrote it
 */
record Report(String owner, String text) {}
