/**
 * SAML 2.0 through OpenSAML. Each step takes the last step's type and nothing else, so what was signed is what is read.
 */
@NullMarked
package dev.daypass.adapters.saml;

import org.jspecify.annotations.NullMarked;
