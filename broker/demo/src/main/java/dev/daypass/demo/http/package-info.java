/**
 * The demo company's web server: the JDK's own, on loopback, answering documents and freshly signed proofs.
 *
 * <p>{@link dev.daypass.demo.http.LoopbackServer} listens; {@link dev.daypass.demo.http.Html} is what people see; the providers next door say what stands at which path.
 */
@NullMarked
package dev.daypass.demo.http;

import org.jspecify.annotations.NullMarked;
