/**
 * The command line: one verb a class. Reads arguments, calls the rooms next door, prints, and leaves with an exit code.
 */
@NullMarked
package dev.daypass.server.cli;

import org.jspecify.annotations.NullMarked;
