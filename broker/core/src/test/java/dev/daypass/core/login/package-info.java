/** What a browser's login must keep: its binding, its single use, its end. */
@NullMarked
package dev.daypass.core.login;

import org.jspecify.annotations.NullMarked;
