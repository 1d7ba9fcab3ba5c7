/**
 * What an identity provider vouched for, once verified.
 *
 * <p>{@link dev.daypass.core.identity.Identity} means verified: only the verifiers behind the proof port make one.
 */
@NullMarked
package dev.daypass.core.identity;

import org.jspecify.annotations.NullMarked;
