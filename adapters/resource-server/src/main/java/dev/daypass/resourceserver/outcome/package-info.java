/** Values or refusals: the one way in which everything here says no. Stands beneath all other packages. */
@NullMarked
package dev.daypass.resourceserver.outcome;

import org.jspecify.annotations.NullMarked;
