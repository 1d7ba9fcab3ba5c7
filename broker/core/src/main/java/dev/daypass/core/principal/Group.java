package dev.daypass.core.principal;

import dev.daypass.core.arn.Arn;

/** A user group: a name under which policies are attached to many users. It is never a principal. */
public record Group(String reference, Arn arn, Permissions permissions) {}
