/**
 * Just enough JSON (RFC 8259) for tokens, key sets and the broker's answers, so that a service that uses the library gets
 * no JSON library with it.
 *
 * <p>{@link dev.daypass.resourceserver.json.JsonReader} reads strictly, since what it reads decides who comes in;
 * {@link dev.daypass.resourceserver.json.JsonWriter} writes questions to the broker. Knows nothing of its neighbours but
 * {@link dev.daypass.resourceserver.outcome.Outcome}.
 */
@NullMarked
package dev.daypass.resourceserver.json;

import org.jspecify.annotations.NullMarked;
