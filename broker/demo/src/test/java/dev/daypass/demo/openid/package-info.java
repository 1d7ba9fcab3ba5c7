/** Tests of the demo's issuers of tokens. */
@NullMarked
package dev.daypass.demo.openid;

import org.jspecify.annotations.NullMarked;
