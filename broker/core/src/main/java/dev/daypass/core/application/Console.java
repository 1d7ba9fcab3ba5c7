package dev.daypass.core.application;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A console: a web page of an application that takes the access token of a role session to sign somebody in.
 *
 * @param name of the application in configuration
 * @param label as people read it
 * @param address where the token is posted to
 * @param audience whom the token is made for
 * @param roles whose sessions may be signed in with; empty: those of every role
 */
public record Console(String name, String label, URI address, String audience, List<RolePattern> roles) {
    /** Path and query without anything that could be read as another path on the way (security S81, O18). */
    private static final Pattern REST = Pattern.compile("(?:[A-Za-z0-9/_.~!$&'()*+,;=:@?-]|%[0-9A-Fa-f]{2})*");

    private static final Pattern LEADS_ASTRAY = Pattern.compile("//|\\.\\.|%(?:2f|5c|2e|25|0.|1.|7f)");

    public Console {
        roles = List.copyOf(roles);
    }

    /** Whether sessions of a role, {@code ALIAS/NAME}, may be signed in with. */
    public boolean takes(String role) {
        return roles.isEmpty() || roles.stream().anyMatch(pattern -> pattern.matches(role));
    }

    /** Whether a destination is the console's own address or lies beneath it. */
    public boolean covers(String destination) {
        String own = address.toString();
        if (!destination.startsWith(own)) {
            return false;
        }
        String rest = destination.substring(own.length());
        boolean beneath = rest.isEmpty()
                || rest.startsWith("?")
                || rest.startsWith("/")
                || (own.endsWith("/") && address.getRawQuery() == null);
        // An address without a path ends where the host does: only a path may follow.
        boolean ofTheHost = !address.getRawPath().isEmpty() || rest.isEmpty() || rest.startsWith("/");
        return beneath
                && ofTheHost
                && REST.matcher(rest).matches()
                && !LEADS_ASTRAY.matcher(rest.toLowerCase(Locale.ROOT)).find();
    }
}
