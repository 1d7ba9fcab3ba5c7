package dev.daypass.adapters.saml.metadata;

import org.opensaml.core.config.InitializationException;
import org.opensaml.core.config.InitializationService;

/**
 * Starts OpenSAML. It keeps its registries in statics of its own and finds its parts through the thread's class loader, so
 * the loader is set for the call and put back; starting twice is harmless. Takes about half a second of one processor.
 */
final class OpenSaml {
    private OpenSaml() {}

    static synchronized void start() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(OpenSaml.class.getClassLoader());
        try {
            InitializationService.initialize();
        } catch (InitializationException e) {
            throw new IllegalStateException("OpenSAML does not start on this class path", e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
