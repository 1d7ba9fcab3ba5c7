package dev.daypass.attack;

import dev.daypass.server.http.HeaderLines;
import dev.daypass.server.sts.Signed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Optional;
import java.util.regex.Pattern;

/** Requests to an nginx of this machine, octet for octet. */
final class AtNginx {
    private AtNginx() {}

    /** What nginx answers, status line and headers included. */
    record Page(int status, String text) {
        Optional<String> header(String name) {
            var line = Pattern.compile("(?mi)^" + name + ": ([^\\r\\n]*)").matcher(text);
            return line.find() ? Optional.of(line.group(1)) : Optional.empty();
        }
    }

    /** Keeps its side of the connection open: nginx takes a half-closed one for a visitor who has left. */
    static Page visit(int port, Signed request) {
        var headers = new ArrayList<>(request.headers());
        headers.add(new HeaderLines.Line("Connection", "close"));
        byte[] bytes = Wire.bytes(new Signed(request.method(), request.path(), request.query(), headers, ""));
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(bytes);
            String text = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Page(Integer.parseInt(text.substring(9, 12)), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
