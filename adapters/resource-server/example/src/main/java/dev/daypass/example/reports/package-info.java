/**
 * A service of a few reports that lets in Daypass sessions and asks the broker what each may do: an example to start from.
 *
 * <p>{@link dev.daypass.example.reports.Main} reads the command line, {@link dev.daypass.example.reports.ReportsServer}
 * puts the library in front of the handlers, {@link dev.daypass.example.reports.Shelf} holds the reports.
 */
@NullMarked
package dev.daypass.example.reports;

import org.jspecify.annotations.NullMarked;
