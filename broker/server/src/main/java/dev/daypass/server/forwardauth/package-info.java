/**
 * Forward authentication: a proxy (nginx {@code auth_request}, Traefik, Caddy) asks about each request before it lets it
 * through to a site.
 *
 * <p>{@link dev.daypass.server.forwardauth.OriginalRequest} is what a trusted proxy tells of it; {@link
 * dev.daypass.server.forwardauth.Visitor} finds out who makes it, by access token or signature; the session's policies
 * decide about {@code http:METHOD} on {@code arn:PARTITION:http:::HOST/PATH}; {@link
 * dev.daypass.server.forwardauth.ForwardAuthEndpoint} answers 200 with {@link
 * dev.daypass.server.forwardauth.IdentityHeaders}, 401 or 403. Next door: {@code authzen} asks the same in JSON.
 *
 * <p>People with a browser come in by {@link dev.daypass.server.forwardauth.SiteDoor}, where a site names a role for them:
 * sent to {@code /sign-in/site} of ours, back to {@code /.daypass/session} of the site, and known by a cookie of the site's
 * host from then on.
 *
 * <p>A token opens the sites whose audience it has, and a bearer token is worth as much to the site as to the visitor: the
 * proxy has to take {@code Authorization} and {@code DPoP} out of what it hands on, so that the site learns who comes from
 * the headers above alone.
 */
@NullMarked
package dev.daypass.server.forwardauth;

import org.jspecify.annotations.NullMarked;
