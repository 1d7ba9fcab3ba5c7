/**
 * Who owns keys and permissions: accounts, users, groups and services. Callers with a session are {@code signin}'s
 * {@code Caller}s.
 */
@NullMarked
package dev.daypass.core.principal;

import org.jspecify.annotations.NullMarked;
