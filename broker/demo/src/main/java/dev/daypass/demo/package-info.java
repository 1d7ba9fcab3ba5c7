/**
 * The demo: a directory and identity providers that sign without the product's own SAML code.
 */
@NullMarked
package dev.daypass.demo;

import org.jspecify.annotations.NullMarked;
