/**
 * The broker as the library sees it: its metadata, its key set, its revocation feed. All that does I/O is here and in
 * {@code decision}.
 *
 * <p>{@link dev.daypass.resourceserver.broker.BrokerClient} sends requests within limits; {@link
 * dev.daypass.resourceserver.broker.IssuerKeys} keeps the keys; {@link dev.daypass.resourceserver.broker.RevocationFeed}
 * follows revocations. Both fail closed: what is too old is not believed.
 *
 * <p>Specifications: RFC 8414 (metadata), RFC 7517 (key sets), RFC 9110 section 13 (entity tags).
 */
@NullMarked
package dev.daypass.resourceserver.broker;

import org.jspecify.annotations.NullMarked;
