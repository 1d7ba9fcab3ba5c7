/** The example stands on its own feet, and shut while there is no broker. */
@NullMarked
package dev.daypass.example.reports;

import org.jspecify.annotations.NullMarked;
