/**
 * Contracts of the ports of sign-in, which every adapter behind them passes in its own tests.
 */
@NullMarked
package dev.daypass.testkit.signin;

import org.jspecify.annotations.NullMarked;
