/**
 * What all edges over HTTP share: listening, limits, framing checks, correlation ids, headers, faults, throttling.
 *
 * <p>The way of a request: {@link dev.daypass.server.http.HttpServer} holds the one visible list of handlers. It ends at
 * an {@link dev.daypass.server.http.Endpoint}, which gets a {@link dev.daypass.server.http.Request} whose body has been
 * read and gives an {@link dev.daypass.server.http.Answer}; no edge ever sees a connection. Whatever goes wrong before
 * that is a {@link dev.daypass.server.http.HttpFault}, told in the form of the {@link dev.daypass.server.http.Protocol}
 * that the path belongs to.
 *
 * <p>RFC 9110, RFC 9112. Next door: {@code sts}, {@code authzen}, {@code admin} and {@code ops} mount their routes here.
 */
@NullMarked
package dev.daypass.server.http;

import org.jspecify.annotations.NullMarked;
