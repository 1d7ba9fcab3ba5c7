/**
 * Requests for sign-in: how a person is sent to a SAML identity provider (SAML Core 3.4.1, Profiles 4.1.4.1).
 *
 * <p>Way through it: {@link dev.daypass.adapters.saml.request.AuthnRequest} writes the message, {@link
 * dev.daypass.adapters.saml.request.RedirectBinding} or {@link dev.daypass.adapters.saml.request.PostBinding} signs and
 * wraps it for the browser (Bindings 3.4, 3.5), as they do with every {@link
 * dev.daypass.adapters.saml.request.OutgoingMessage}. What comes back is read in {@code response}; where people are sent is said
 * by {@code metadata}.
 */
@NullMarked
package dev.daypass.adapters.saml.request;

import org.jspecify.annotations.NullMarked;
