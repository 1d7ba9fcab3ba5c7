/**
 * Real identity systems as peers for tests: separate processes of other makers, started on loopback with ephemeral
 * ports, and the small browser that signs people in there.
 */
@NullMarked
package dev.daypass.testkit.peers;

import org.jspecify.annotations.NullMarked;
