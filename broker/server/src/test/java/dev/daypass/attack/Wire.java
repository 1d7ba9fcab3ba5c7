package dev.daypass.attack;

import dev.daypass.server.http.HeaderLines;
import dev.daypass.server.sts.Signed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Sends exactly the bytes it is told to, one request on a connection of its own. */
final class Wire {
    static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";

    private static final int PATIENCE_MILLIS = 20_000;

    private Wire() {}

    /**
     * An answer.
     *
     * @param status 0 if the connection was closed without one
     * @param millis until it was there
     */
    record Reply(int status, List<HeaderLines.Line> headers, String body, long millis) {
        /** The protocol's own error code, of STS or of JSON; empty if it is no error. */
        String code() {
            return find("<Code>([^<]*)</Code>|\"(?:code|error)\":\"([^\"]*)\"");
        }

        String requestId() {
            return header("x-amzn-RequestId").or(() -> header("Correlation-Id")).orElse("");
        }

        Optional<String> header(String name) {
            return headers.stream()
                    .filter(line -> line.name().equalsIgnoreCase(name))
                    .map(HeaderLines.Line::value)
                    .findFirst();
        }

        String element(String name) {
            return find("<" + name + ">([^<]*)</" + name + ">");
        }

        private String find(String pattern) {
            var found = Pattern.compile(pattern).matcher(body);
            if (!found.find()) {
                return "";
            }
            return found.group(1) != null || found.groupCount() == 1 ? found.group(1) : found.group(2);
        }
    }

    /** A form of these parameters. */
    static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(pair -> encode(pair.getKey()) + "=" + encode(pair.getValue()))
                .collect(Collectors.joining("&"));
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Posts a form to the STS. */
    static Reply post(int port, String form) {
        return post(port, "/", FORM, List.of(), form);
    }

    static Reply post(int port, String path, String type, List<HeaderLines.Line> more, String body) {
        List<HeaderLines.Line> headers = new ArrayList<>(more);
        headers.add(new HeaderLines.Line("Host", Signed.HOST));
        headers.add(new HeaderLines.Line("Content-Type", type));
        return send(port, bytes("POST", path, headers, body));
    }

    /** Posts a form from another address of this machine. */
    static Reply postFrom(String local, int port, String path, List<HeaderLines.Line> more, String form) {
        List<HeaderLines.Line> headers = new ArrayList<>(more);
        headers.add(new HeaderLines.Line("Host", Signed.HOST));
        headers.add(new HeaderLines.Line("Content-Type", FORM));
        try {
            return send(InetAddress.getByName(local), port, bytes("POST", path, headers, form));
        } catch (UnknownHostException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Reply get(int port, String target, List<HeaderLines.Line> more) {
        List<HeaderLines.Line> headers = new ArrayList<>(more);
        headers.add(new HeaderLines.Line("Host", Signed.HOST));
        return send(port, bytes("GET", target, headers, ""));
    }

    /** Asks from another address of this machine. */
    static Reply getFrom(String local, int port, String target, List<HeaderLines.Line> more) {
        List<HeaderLines.Line> headers = new ArrayList<>(more);
        headers.add(new HeaderLines.Line("Host", Signed.HOST));
        try {
            return send(InetAddress.getByName(local), port, bytes("GET", target, headers, ""));
        } catch (UnknownHostException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Reply send(int port, Signed request) {
        return send(port, bytes(request));
    }

    static byte[] bytes(Signed request) {
        String target = request.query().isEmpty() ? request.path() : request.path() + "?" + request.query();
        return bytes(request.method(), target, request.headers(), request.body());
    }

    private static byte[] bytes(String method, String target, List<HeaderLines.Line> headers, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        var head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        headers.stream()
                .filter(line -> !line.name().equalsIgnoreCase("content-length"))
                .forEach(line -> head.append(line.name())
                        .append(": ")
                        .append(line.value())
                        .append("\r\n"));
        if (content.length > 0) {
            head.append("Content-Length: ").append(content.length).append("\r\n");
        }
        var all = new ByteArrayOutputStream();
        all.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        all.writeBytes(content);
        return all.toByteArray();
    }

    /** Sends bytes, says that no more will come, and reads one answer as far as its Content-Length says. */
    static Reply send(int port, byte[] bytes) {
        return send(InetAddress.getLoopbackAddress(), port, bytes);
    }

    private static Reply send(InetAddress local, int port, byte[] bytes) {
        long start = System.nanoTime();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port, local, 0)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            try {
                socket.getOutputStream().write(bytes);
                socket.shutdownOutput();
            } catch (SocketException e) {
                // Refused before it was all sent: the answer may still be there.
            }
            return read(socket.getInputStream(), start);
        } catch (SocketException e) {
            return new Reply(0, List.of(), "", millis(start));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Reply read(InputStream in, long start) throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return new Reply(0, List.of(), "", millis(start));
            }
            head.write(next);
        }
        List<String> lines = head.toString(StandardCharsets.ISO_8859_1).lines().toList();
        List<HeaderLines.Line> headers = lines.stream()
                .skip(1)
                .filter(line -> line.contains(": "))
                .map(line -> line.split(": ", 2))
                .map(pair -> new HeaderLines.Line(pair[0], pair[1]))
                .toList();
        int length = headers.stream()
                .filter(line -> line.name().toLowerCase(Locale.ROOT).equals("content-length"))
                .mapToInt(line -> Integer.parseInt(line.value()))
                .findFirst()
                .orElse(0);
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        return new Reply(Integer.parseInt(lines.get(0).substring(9, 12)), headers, body, millis(start));
    }

    private static long millis(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }
}
