package dev.daypass.server.configfile;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * Runs something when the process gets {@code SIGHUP}.
 *
 * <p>Java has no other way to signals than {@code sun.misc.Signal}, which the compiler lets nobody name without a warning
 * that cannot be turned off; so this one class reaches it by name. Where there is no such signal, nothing happens.
 */
public final class HangupSignal {
    private HangupSignal() {}

    /** Installs the handler for the rest of the process; {@code false} if this platform has no such signal. */
    public static boolean handle(Runnable then) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    HangupSignal.class.getClassLoader(), new Class<?>[] {handler}, (self, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            then.run();
                        }
                        return null;
                    });
            Object hangup = signal.getConstructor(String.class).newInstance("HUP");
            signal.getMethod("handle", signal, handler).invoke(null, hangup, proxy);
            return true;
        } catch (ClassNotFoundException
                | NoSuchMethodException
                | InstantiationException
                | IllegalAccessException
                | InvocationTargetException e) {
            return false;
        }
    }
}
