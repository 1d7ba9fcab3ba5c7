package dev.daypass.core.grant;

import dev.daypass.core.application.Application;
import dev.daypass.core.application.GrantType;
import dev.daypass.core.session.Possession;
import dev.daypass.core.snapshot.RequestContext;

/**
 * One call of an authenticated client.
 *
 * @param client who calls, proven by its authentication
 * @param binding the keys that what it gets is bound to: proven by this request
 */
public record ClientCall(
        Application client, GrantType grant, Wishes wishes, Possession binding, RequestContext request) {}
