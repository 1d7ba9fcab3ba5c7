package dev.daypass.demo;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/** The fence around the demo: only this machine may ask, and only for this machine is anything signed. */
public final class Loopback {
    /** Names are not looked up: what resolves to loopback today may not tomorrow. */
    private static final Pattern PLAIN = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    private Loopback() {}

    /**
     * Lets an address pass that leads to this machine.
     *
     * @throws IllegalArgumentException for every other one
     */
    public static URI require(URI address) {
        boolean here = Optional.ofNullable(address.getHost())
                .filter(host -> PLAIN.matcher(host).matches())
                .isPresent();
        if (!here) {
            throw new IllegalArgumentException("`" + address
                    + "` is not on this machine; the demo's identity providers let everybody be anybody, so they serve"
                    + " loopback addresses only");
        }
        return address;
    }
}
