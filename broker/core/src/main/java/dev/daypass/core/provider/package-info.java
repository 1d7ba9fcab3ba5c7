/**
 * Identity providers as configured: who they are, how their proofs are checked and read.
 *
 * <p>Live things (metadata, key sets, connections) belong to the adapters, which key them by the settings here.
 */
@NullMarked
package dev.daypass.core.provider;

import org.jspecify.annotations.NullMarked;
