package dev.daypass.server.configfile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A process of its own, since this one may have been started with the signal switched off, as nohup does. */
final class HangupSignalTest {
    @Test
    void signalRunsTheHandlerAndTheProcessLivesOn() throws IOException, InterruptedException {
        Process listening = new ProcessBuilder(
                        "env",
                        "--default-signal=HUP",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Listening.class.getName())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = listening.inputReader()) {
            assertEquals("listening", output.readLine());
            String pid = Long.toString(listening.pid());
            assertEquals(0, new ProcessBuilder("kill", "-HUP", pid).start().waitFor());
            assertEquals("heard", output.readLine());
            assertEquals(0, listening.waitFor());
        } finally {
            listening.destroyForcibly();
        }
    }

    /** Waits for one signal. */
    static final class Listening {
        private Listening() {}

        /** Ends 0 once the signal was heard. */
        public static void main(String[] arguments) throws InterruptedException {
            var heard = new CountDownLatch(1);
            if (!HangupSignal.handle(heard::countDown)) {
                System.exit(1);
            }
            System.out.println("listening");
            if (!heard.await(30, TimeUnit.SECONDS)) {
                System.exit(2);
            }
            System.out.println("heard");
        }
    }
}
