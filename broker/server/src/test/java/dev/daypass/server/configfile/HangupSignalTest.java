package dev.daypass.server.configfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class HangupSignalTest {
    @Test
    void signalRunsTheHandlerAndTheProcessLivesOn() throws IOException, InterruptedException {
        var heard = new CountDownLatch(1);
        assertTrue(HangupSignal.handle(heard::countDown));
        String pid = Long.toString(ProcessHandle.current().pid());
        assertEquals(0, new ProcessBuilder("kill", "-HUP", pid).start().waitFor());
        assertTrue(heard.await(30, TimeUnit.SECONDS));
    }
}
