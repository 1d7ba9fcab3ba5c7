package dev.daypass.server.portal;

import dev.daypass.server.http.Answer;
import dev.daypass.server.http.Endpoint;
import dev.daypass.server.http.HttpFault;
import dev.daypass.server.http.Protocol;
import dev.daypass.server.http.Request;
import dev.daypass.server.http.Route;
import dev.daypass.server.portal.view.AssetPaths;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All files that pages load, at {@code /assets/NAME-HASH.css} and so on. Immutable. */
public final class Assets implements Endpoint, AssetPaths {
    private static final String TEMPLATE = "/assets/{file}";
    /** A year: another content has another path (RFC 8246). */
    private static final String CACHING = "public, max-age=31536000, immutable";

    private final Map<String, Asset> byName = new HashMap<>();
    private final Map<String, Asset> byFile = new HashMap<>();
    private final Protocol protocol;

    /**
     * @param protocol tells that there is nothing
     */
    public Assets(Protocol protocol) {
        this.protocol = protocol;
        List.of(
                        Asset.read("portal.css", "text/css;charset=utf-8"),
                        Asset.read("admin.css", "text/css;charset=utf-8", "portal.css"),
                        Asset.read("portal.js", "text/javascript;charset=utf-8"),
                        Asset.read("submit.js", "text/javascript;charset=utf-8"),
                        Asset.read("mark.svg", "image/svg+xml"))
                .forEach(this::add);
    }

    private void add(Asset asset) {
        byName.put(asset.name(), asset);
        byFile.put(asset.file(), asset);
    }

    /** Its routes. */
    public List<Route> routes() {
        return List.of(
                new Route("GET", TEMPLATE, protocol, Route.Size.NONE, Route.Access.OPEN, this),
                new Route("HEAD", TEMPLATE, protocol, Route.Size.NONE, Route.Access.OPEN, this));
    }

    @Override
    public String path(String name) {
        Asset asset = byName.get(name);
        if (asset == null) {
            throw new IllegalStateException("there is no asset `" + name + "`");
        }
        return asset.path();
    }

    @Override
    public Answer answer(Request request) {
        return Optional.ofNullable(byFile.get(request.variable("file")))
                .map(asset -> Answer.ok(asset.contentType(), asset.body()).with("Cache-Control", CACHING))
                .orElseGet(() ->
                        protocol.fault(HttpFault.NOT_FOUND, request.origin().correlationId()));
    }
}
