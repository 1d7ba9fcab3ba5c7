/**
 * What a provider's metadata says, fetched, checked, kept and renewed (SAML Metadata 2.0; catalogue S84 to S86, S89).
 *
 * <p>{@link dev.daypass.adapters.saml.metadata.MetadataFetcher} brings bytes within limits, {@link
 * dev.daypass.adapters.saml.metadata.MetadataReader} parses them with the hardened parser, checks the signature where one is
 * demanded and lets OpenSAML read the entity; {@link dev.daypass.adapters.saml.metadata.ProviderState} keeps the last good
 * copy for one provider's settings. {@code response} verifies against what this package trusts.
 */
@NullMarked
package dev.daypass.adapters.saml.metadata;

import org.jspecify.annotations.NullMarked;
