package dev.daypass.core.login;

import java.time.Instant;

/**
 * A browser that wants to see a page of a site behind a proxy and is not known there yet.
 *
 * @param origin the site's: scheme, host and maybe port
 * @param host without port, as configured
 * @param path of the page, with its query
 * @param state what the browser keeps at the site and must show when it comes back
 * @param until first instant at which coming back is too late
 */
public record SiteVisit(String origin, String host, String path, String state, Instant until) {
    @Override
    public String toString() {
        return "SiteVisit[" + host + ", until " + until + "]";
    }
}
