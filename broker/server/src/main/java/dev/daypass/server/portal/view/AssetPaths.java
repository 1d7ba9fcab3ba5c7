package dev.daypass.server.portal.view;

/** Where pages find style sheet, scripts and pictures. */
@FunctionalInterface
public interface AssetPaths {
    /**
     * The path of an asset, which changes with its content.
     *
     * @throws IllegalStateException if there is no such asset, which is a fault of ours
     */
    String path(String name);
}
