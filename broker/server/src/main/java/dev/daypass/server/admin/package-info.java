/**
 * The admin API, {@code /api/v1/…}: JSON for operators and their tools, behind a bearer token.
 *
 * <p>{@link dev.daypass.server.admin.AdminApi} mounts the routes, each guarded by {@code AdminGate}; the description is
 * {@code openapi.json}, which a test holds equal to the routes. What it does is the core's {@code Sessions} and a few
 * ports that {@code wiring} fills.
 */
@NullMarked
package dev.daypass.server.admin;

import org.jspecify.annotations.NullMarked;
