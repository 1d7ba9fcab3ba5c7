package dev.daypass.core.login;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * A browser that wants to see a page of a site behind a proxy and is not known there yet.
 *
 * @param id serves one browser, once
 * @param origin the site's: scheme, host in lower case and maybe port
 * @param path of the page, with its query
 * @param state what the browser keeps at the site and must show when it comes back
 * @param until first instant at which coming back is too late
 */
public record SiteVisit(String id, String origin, String path, String state, Instant until) {
    /** Without port, as configured. */
    public String host() {
        return Optional.ofNullable(URI.create(origin).getHost()).orElse("");
    }

    /** The page itself. */
    public String page() {
        return origin + path;
    }

    SiteVisit at(String otherPath) {
        return new SiteVisit(id, origin, otherPath, state, until);
    }

    SiteVisit lasting(Instant other) {
        return new SiteVisit(id, origin, path, state, other);
    }

    @Override
    public String toString() {
        return "SiteVisit[" + host() + ", until " + until + "]";
    }
}
