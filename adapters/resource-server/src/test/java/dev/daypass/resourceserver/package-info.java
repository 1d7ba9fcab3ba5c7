/**
 * The library against a broker of its own making.
 *
 * <p>{@link dev.daypass.resourceserver.TestBroker} speaks the broker's wire formats over real HTTP; {@link
 * dev.daypass.resourceserver.Stage} puts a resource server beside it. That the real broker speaks them alike, its own
 * tests say.
 */
@NullMarked
package dev.daypass.resourceserver;

import org.jspecify.annotations.NullMarked;
