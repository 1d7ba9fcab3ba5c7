/**
 * The portal in a real browser: Debian's Chromium, driven by Playwright, headless and without a download. Each look at a
 * page counts what it loads, listens for what its content security policy stops, and asks axe-core.
 */
@NullMarked
package dev.daypass.browser;

import org.jspecify.annotations.NullMarked;
