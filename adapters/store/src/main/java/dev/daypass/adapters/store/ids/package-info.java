/**
 * Unique ids of roles and users: which are kept, which are new, which are gone. Where they are stored is next door's.
 */
@NullMarked
package dev.daypass.adapters.store.ids;

import org.jspecify.annotations.NullMarked;
