/**
 * The library in front of servlets (Jakarta Servlet 5 and later).
 *
 * <p>{@link dev.daypass.resourceserver.servlet.SessionFilter} lets in sessions only; behind it {@link
 * dev.daypass.resourceserver.servlet.DecisionFilter} asks the broker whether the session may do what it asks for.
 */
@NullMarked
package dev.daypass.resourceserver.servlet;

import org.jspecify.annotations.NullMarked;
