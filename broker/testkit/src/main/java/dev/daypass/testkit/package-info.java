/**
 * Fixtures with names, honest signers and their evil twins, and the port contracts that every implementation passes.
 */
@NullMarked
package dev.daypass.testkit;

import org.jspecify.annotations.NullMarked;
