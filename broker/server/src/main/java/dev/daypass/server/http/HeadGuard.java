package dev.daypass.server.http;

import io.undertow.server.AbstractServerConnection;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.Set;
import org.xnio.IoUtils;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.ConduitReadableByteChannel;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Watches the raw bytes of request heads, before the parser makes them smooth: folded header lines (RFC 9112 section
 * 5.2) look like ordinary ones behind it, and versions of HTTP like the one it knows.
 *
 * <p>INVARIANT: what is read while a head is due ends with that head, so that no head is ever parsed unwatched; what a
 * client sends ahead waits here. Confined to the connection's I/O thread.
 */
final class HeadGuard extends AbstractStreamSourceConduit<StreamSourceConduit> {
    private static final Set<String> VERSIONS = Set.of(" HTTP/1.1", " HTTP/1.0");
    private static final int VERSION_LENGTH = 9;
    private static final int LONGEST_LINE = 256;
    private static final String HEAD_END = "\r\n\r\n";

    private ByteBuffer ahead = ByteBuffer.allocate(0);
    private boolean inHead = true;
    private boolean begun;
    private boolean folded;
    private int matched;
    private boolean taken;
    private long length;
    private final StringBuilder firstLine = new StringBuilder();
    private final StringBuilder version = new StringBuilder();
    private boolean firstLineOver;

    HeadGuard(StreamSourceConduit next) {
        super(next);
    }

    /** The guard of the connection that a request came over. */
    static Optional<HeadGuard> of(HttpServerExchange exchange) {
        if (exchange.getConnection() instanceof AbstractServerConnection connection
                && connection.getOriginalSourceConduit() instanceof HeadGuard guard) {
            return Optional.of(guard);
        }
        return Optional.empty();
    }

    /**
     * Whether the parser has smoothed over something in the head: a line that began with white space, or a version that
     * it takes for HTTP/1.1 although it is another (RFC 9112 section 2.3).
     */
    boolean smoothed() {
        return folded || !VERSIONS.contains(version.toString());
    }

    /** The parser has made a request of the head. */
    void take() {
        taken = true;
    }

    /** Whether a head has begun of which the parser has made no request: what is written then is its refusal. */
    boolean isAnswerless() {
        return begun && !taken;
    }

    /** How many bytes of the head have been read. */
    long length() {
        return length;
    }

    /** The first line of the head as far as it was read and is worth looking at. */
    String firstLine() {
        return firstLine.toString();
    }

    /** The request is over: the next bytes are a head again. */
    void expectHead() {
        inHead = true;
        begun = false;
        folded = false;
        matched = 0;
        taken = false;
        length = 0;
        firstLine.setLength(0);
        version.setLength(0);
        firstLineOver = false;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        int start = into.position();
        int count = ahead.hasRemaining() ? takeAhead(into) : next.read(into);
        if (count > 0 && inHead) {
            int end = headEnd(into, start);
            keepAhead(into, end);
            return end - start;
        }
        return count;
    }

    @Override
    public long read(ByteBuffer[] into, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            if (into[i].hasRemaining()) {
                return read(into[i]);
            }
        }
        return 0;
    }

    @Override
    public long transferTo(long position, long count, FileChannel target) throws IOException {
        return target.transferFrom(new ConduitReadableByteChannel(this), position, count);
    }

    @Override
    public long transferTo(long count, ByteBuffer through, StreamSinkChannel target) throws IOException {
        return IoUtils.transfer(new ConduitReadableByteChannel(this), count, through, target);
    }

    @Override
    public void resumeReads() {
        if (ahead.hasRemaining()) {
            next.wakeupReads();
        } else {
            next.resumeReads();
        }
    }

    private int takeAhead(ByteBuffer into) {
        int count = Math.min(into.remaining(), ahead.remaining());
        into.put(into.position(), ahead, ahead.position(), count);
        into.position(into.position() + count);
        ahead.position(ahead.position() + count);
        return count;
    }

    /** Scans what was just read; returns the position behind the head, or behind everything if it goes on. */
    private int headEnd(ByteBuffer into, int start) {
        for (int i = start; i < into.position(); i++) {
            if (endsHead((char) (into.get(i) & 0xFF))) {
                inHead = false;
                return i + 1;
            }
        }
        return into.position();
    }

    private boolean endsHead(char c) {
        if (!begun) {
            // RFC 9112 2.2: empty lines before the request line are not a head.
            begun = c != '\r' && c != '\n';
            note(c);
            return false;
        }
        note(c);
        boolean lineBegins = matched == 2;
        if (lineBegins && (c == ' ' || c == '\t')) {
            folded = true;
        }
        if (c == HEAD_END.charAt(matched)) {
            matched++;
        } else {
            matched = c == '\r' ? 1 : 0;
        }
        return matched == HEAD_END.length();
    }

    private void note(char c) {
        if (!begun) {
            return;
        }
        length++;
        firstLineOver |= c == '\r' || c == '\n';
        if (firstLineOver) {
            return;
        }
        if (firstLine.length() < LONGEST_LINE) {
            firstLine.append(c);
        }
        version.append(c);
        if (version.length() > VERSION_LENGTH) {
            version.deleteCharAt(0);
        }
    }

    /** Takes back what lies behind the head; whatever was ahead before lies behind that. */
    private void keepAhead(ByteBuffer into, int end) {
        int surplus = into.position() - end;
        if (surplus == 0) {
            return;
        }
        ByteBuffer kept = ByteBuffer.allocate(surplus + ahead.remaining());
        kept.put(0, into, end, surplus);
        kept.put(surplus, ahead, ahead.position(), ahead.remaining());
        ahead = kept;
        into.position(end);
    }
}
