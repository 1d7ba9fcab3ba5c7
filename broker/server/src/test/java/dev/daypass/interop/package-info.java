/** Daypass as its users run it: the built jar as a process, real identity providers, and unmodified AWS clients. */
@NullMarked
package dev.daypass.interop;

import org.jspecify.annotations.NullMarked;
