/**
 * Bad input against a whole broker over HTTP: real configuration, real store, real providers of the testkit.
 *
 * <p>Every test first shows that the honest twin of an attack is accepted, then that the attack is refused for its own
 * reason, is audited once, and leaves nothing behind. {@link dev.daypass.attack.AttackedBroker} is what is attacked,
 * {@link dev.daypass.attack.Wire} sends exactly the bytes it is told to, {@link dev.daypass.attack.AuditTrail} and
 * {@link dev.daypass.attack.Holdings} look at what was written. The attacks' numbers are those of the catalogue of bad
 * input.
 */
@NullMarked
package dev.daypass.attack;

import org.jspecify.annotations.NullMarked;
