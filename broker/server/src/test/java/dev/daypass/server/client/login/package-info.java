/** Logins at a broker that is not there: what it was asked, and what it could say. */
@NullMarked
package dev.daypass.server.client.login;

import org.jspecify.annotations.NullMarked;
