/**
 * Roles: identities that many can assume, with a trust policy and no credentials of their own.
 */
@NullMarked
package dev.daypass.core.role;

import org.jspecify.annotations.NullMarked;
