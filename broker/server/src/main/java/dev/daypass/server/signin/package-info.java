/**
 * What identity providers and browsers meet when somebody signs in.
 *
 * <p>{@link dev.daypass.server.signin.SamlMetadataEndpoint} tells a SAML identity provider who we are; the document is
 * written behind the port {@link dev.daypass.server.signin.ServiceProviderMetadata}, since only an adapter speaks SAML.
 *
 * <p>SAML Metadata 2.4.4 and 4.1. Next door: {@code http} carries the routes, {@code sts} takes Responses from programs.
 */
@NullMarked
package dev.daypass.server.signin;

import org.jspecify.annotations.NullMarked;
