/**
 * What programs in terminals call with a person's login: who they act for, and which roles they may take. How they get the
 * login is {@code server.oauth}'s and {@code server.portal}'s.
 */
@NullMarked
package dev.daypass.server.terminal;

import org.jspecify.annotations.NullMarked;
