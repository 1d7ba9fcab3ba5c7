/**
 * How a service accepts sessions: small records that cannot be wrong, with safe values for what is not said.
 *
 * <p>{@link dev.daypass.resourceserver.settings.Settings} holds the others. Nothing here turns a check off.
 */
@NullMarked
package dev.daypass.resourceserver.settings;

import org.jspecify.annotations.NullMarked;
