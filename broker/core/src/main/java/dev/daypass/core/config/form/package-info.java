/**
 * What configuration values look like, said once: reading, 'did you mean' and the JSON Schema all come from here.
 *
 * <p>A {@link dev.daypass.core.config.form.Form} turns one node into one value or findings; a {@link
 * dev.daypass.core.config.form.Key} gives a form a name, a description and an example; a {@link
 * dev.daypass.core.config.form.Shape} is the keys of one mapping; what it read are {@link
 * dev.daypass.core.config.form.Fields}. Forms tell their own schema ({@link dev.daypass.core.config.form.JsonSchema},
 * draft 2020-12), so it cannot drift from what is read. Nothing here stops at the first mistake.
 *
 * <p>Neighbours: {@link dev.daypass.core.config} says which shapes there are and what must hold between them.
 */
@NullMarked
package dev.daypass.core.config.form;

import org.jspecify.annotations.NullMarked;
