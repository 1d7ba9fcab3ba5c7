/**
 * Sites of the demo company that people open from the portal: a page behind a tile, and a console that a role session signs
 * in at. They know of the broker nothing but its address, and speak to it by HTTP alone.
 */
@NullMarked
package dev.daypass.demo.sites;

import org.jspecify.annotations.NullMarked;
