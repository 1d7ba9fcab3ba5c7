/**
 * Key sets of token issuers: read strictly, fetched within limits, kept fresh, and refused when too old.
 *
 * <p>{@link dev.daypass.adapters.oidc.keys.KeyDirectory} holds the live state of each provider; {@code ProviderKeys}
 * decides when a set is read again; {@code KeyLoader} follows discovery to the key set, and
 * {@link dev.daypass.adapters.oidc.keys.OpenIdEndpoints} is what else the discovery document says; {@code DocumentFetcher} is the
 * only class that does I/O; {@link dev.daypass.adapters.oidc.keys.KeySetReader} lets a set in or not.
 *
 * <p>Specifications: RFC 7517 (JWK), OpenID Connect Discovery 1.0 section 4, RFC 8725 section 3.
 */
@NullMarked
package dev.daypass.adapters.oidc.keys;

import org.jspecify.annotations.NullMarked;
