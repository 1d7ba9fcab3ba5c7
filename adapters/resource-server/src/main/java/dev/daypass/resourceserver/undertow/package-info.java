/**
 * The library in front of Undertow handlers.
 *
 * <p>{@link dev.daypass.resourceserver.undertow.SessionHandler} lets in sessions only; behind it {@link
 * dev.daypass.resourceserver.undertow.DecisionHandler} asks the broker whether the session may do what it asks for. Both
 * work on worker threads, since keys or a decision may have to be waited for.
 */
@NullMarked
package dev.daypass.resourceserver.undertow;

import org.jspecify.annotations.NullMarked;
