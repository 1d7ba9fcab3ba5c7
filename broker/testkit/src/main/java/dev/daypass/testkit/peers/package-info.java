/**
 * Real identity systems and directories as peers for tests: separate processes of other makers, started on loopback with
 * ports or an address of their own, the small browser that signs people in there, and a wire that can be cut.
 */
@NullMarked
package dev.daypass.testkit.peers;

import org.jspecify.annotations.NullMarked;
